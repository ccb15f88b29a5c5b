import { describe, expect, it } from 'vitest';
import { createDownloader, type Download, type DownloadRequest } from '../../../electron/engine/api/downloader.ts';
import { type Answer, broken, FakeApi, fetchFailed, systemError } from './fake-api.ts';

const FRESH: DownloadRequest = { from: 0, etag: null, signal: new AbortController().signal };
const NAMES: Record<string, string[]> = {
  'cdn.test': ['93.184.216.34', '2606:2800:220:1::1'],
  'inner.test': ['10.1.2.3'],
  'mixed.test': ['93.184.216.34', '127.0.0.1'],
  localhost: ['127.0.0.1'],
  'nas.test': ['192.168.1.5'],
};

async function resolve(name: string): Promise<string[]> {
  const found = NAMES[name];
  if (!found) throw systemError('ENOTFOUND', 'getaddrinfo');
  return found;
}

function open(url: string, answers: Answer[], request: Partial<DownloadRequest> = {}, more: { baseUrl?: string; maxBytes?: number } = {}) {
  const api = new FakeApi(...answers);
  const downloader = createDownloader({
    fetch: api.fetch,
    resolve,
    baseUrl: more.baseUrl ?? 'https://api.example.test/v1',
    ...(more.maxBytes ? { maxBytes: more.maxBytes } : {}),
  });
  return { api, download: downloader.open(url, { ...FRESH, ...request }) };
}

function opened(download: Download): Download & { kind: 'open' } {
  if (download.kind !== 'open') throw new Error(`not open: ${JSON.stringify(download)}`);
  return download;
}

const textOf = (body: ReadableStream<Uint8Array>) => new Response(body).text();
const redirect = (to: string, status = 302) => new Response(null, { status, headers: { location: to } });
const whole = (body = 'hello', headers: Record<string, string> = {}) =>
  new Response(body, { headers: { 'content-type': 'image/png; q=1', 'content-length': String(body.length), etag: '"e1"', ...headers } });
const part = (body: string, range: string, headers: Record<string, string> = {}) =>
  new Response(body, { status: 206, headers: { 'content-range': range, ...headers } });

describe('opening', () => {
  it('tells what it is and streams it, with no key', async () => {
    const { api, download } = open('https://cdn.test/a.png', [whole()]);
    const { body, ...rest } = opened(await download);
    expect(rest).toEqual({ kind: 'open', status: 200, total: 5, from: 0, etag: '"e1"', mime: 'image/png' });
    expect(await textOf(body)).toBe('hello');
    expect(api.last.headers.has('authorization')).toBe(false);
    expect(api.last.headers.has('range')).toBe(false);
    expect(api.last.headers.get('accept-encoding')).toBe('identity');
  });
  it('an empty file, an unknown length, a compressed one', async () => {
    expect(await textOf(opened(await open('https://cdn.test/a', [new Response(null)]).download).body)).toBe('');
    expect(opened(await open('https://cdn.test/a', [new Response('x')]).download)).toMatchObject({ total: null, mime: 'text/plain' });
    expect(opened(await open('https://cdn.test/a', [whole('xx', { 'content-encoding': 'gzip' })]).download).total).toBeNull();
  });
  it.each([404, 410])('%i is gone', async (status) => {
    expect(await open('https://cdn.test/a', [new Response('', { status })]).download).toEqual({ kind: 'gone' });
  });
  it.each([204, 304, 401, 403, 429, 500, 503])('%i may pass', async (status) => {
    expect(await open('https://cdn.test/a', [new Response(null, { status })]).download).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(String(status)),
    });
  });
  it('a lost connection and a stop may pass', async () => {
    expect(await open('https://cdn.test/a', [fetchFailed(systemError('ECONNRESET'))]).download).toMatchObject({ kind: 'failed' });
    const stop = new AbortController();
    const { download } = open('https://cdn.test/a', ['hang'], { signal: stop.signal });
    setImmediate(() => stop.abort());
    expect(await download).toEqual({ kind: 'failed', message: 'Stopped before the output arrived.' });
  });
  it('a body that breaks off fails as a stream', async () => {
    const { body } = opened(await open('https://cdn.test/a', [broken('half')]).download);
    await expect(textOf(body)).rejects.toThrow('socket hang up');
  });
});

describe('going on', () => {
  const request = { from: 5, etag: '"e1"' };

  it('asks for the rest of the same bytes', async () => {
    const { api, download } = open('https://cdn.test/a', [part('world', 'bytes 5-9/10', { etag: '"e1"' })], request);
    const { body, ...rest } = opened(await download);
    expect(rest).toMatchObject({ status: 206, from: 5, total: 10 });
    expect(await textOf(body)).toBe('world');
    expect(api.last.headers.get('range')).toBe('bytes=5-');
    expect(api.last.headers.get('if-range')).toBe('"e1"');
  });
  it('a weak ETag guards no range, but is compared', async () => {
    const { api, download } = open('https://cdn.test/a', [part('x', 'bytes 5-5/6', { etag: 'W/"1"' })], { from: 5, etag: 'W/"1"' });
    expect(opened(await download).from).toBe(5);
    expect(api.last.headers.has('if-range')).toBe(false);
  });
  it('starts over when the server sends the whole', async () => {
    expect(opened(await open('https://cdn.test/a', [whole('helloworld')], request).download)).toMatchObject({ status: 200, from: 0, total: 10 });
  });
  it.each([
    ['another place', part('x', 'bytes 4-9/10')],
    ['no place', new Response('x', { status: 206 })],
    ['other bytes', part('x', 'bytes 5-9/10', { etag: '"e2"' })],
    ['a shorter file', new Response(null, { status: 416, headers: { 'content-range': 'bytes */3' } })],
  ])('starts over at %s', async (_name, answer) => {
    const { api, download } = open('https://cdn.test/a', [answer, whole('helloworld')], request);
    expect(opened(await download)).toMatchObject({ status: 200, from: 0, total: 10 });
    expect(api.last.headers.has('range')).toBe(false);
  });
  it('all there already is an empty rest', async () => {
    const { download } = open('https://cdn.test/a', [new Response(null, { status: 416, headers: { 'content-range': 'bytes */5' } })], request);
    const { body, ...rest } = opened(await download);
    expect(rest).toMatchObject({ from: 5, total: 5 });
    expect(await textOf(body)).toBe('');
  });
  it('a part that nobody asked for is no file', async () => {
    expect(await open('https://cdn.test/a', [part('x', 'bytes 5-9/10')]).download).toMatchObject({ kind: 'failed' });
  });
});

describe('size', () => {
  it('an announced giant is refused', async () => {
    expect(await open('https://cdn.test/a', [whole('123456')], {}, { maxBytes: 5 }).download).toMatchObject({ kind: 'refused' });
    expect(await open('https://cdn.test/a', [part('x', 'bytes 5-5/6')], { from: 5 }, { maxBytes: 5 }).download).toMatchObject({ kind: 'refused' });
  });
  it('one that is not announced is cut off', async () => {
    const { body } = opened(await open('https://cdn.test/a', [new Response('123456')], {}, { maxBytes: 5 }).download);
    await expect(textOf(body)).rejects.toThrow('larger than');
  });
});

describe('redirects', () => {
  it('are followed by hand, relative ones too', async () => {
    const { api, download } = open('https://cdn.test/a/b', [redirect('../c', 301), redirect('http://cdn.test/d', 307), whole()]);
    expect(opened(await download).status).toBe(200);
    expect(api.asked.map(({ url }) => url)).toEqual(['https://cdn.test/a/b', 'https://cdn.test/c', 'http://cdn.test/d']);
    expect(api.asked.every((asked) => asked.redirect === 'manual')).toBe(true);
  });
  it('five, not six', async () => {
    const hops = Array.from({ length: 5 }, () => redirect('https://cdn.test/x'));
    expect((await open('https://cdn.test/a', [...hops, whole()]).download).kind).toBe('open');
    expect(await open('https://cdn.test/a', [redirect('https://cdn.test/x')]).download).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('5 times'),
    });
  });
  it.each(['http://127.0.0.1:9/', 'http://inner.test/', 'file:///etc/passwd', 'http://[::1]/', 'https://user:pw@cdn.test/'])(
    'to %s are refused before anything is sent there',
    async (to) => {
      const { api, download } = open('https://cdn.test/a', [redirect(to), whole()]);
      expect((await download).kind).toBe('refused');
      expect(api.asked).toHaveLength(1);
    },
  );
});

describe('hosts', () => {
  it.each([
    'http://127.0.0.1/x',
    'http://127.1/x',
    'http://0x7f.0.0.1/x',
    'http://2130706433/x',
    'http://0.0.0.0/x',
    'http://10.0.0.1/x',
    'http://172.20.0.1/x',
    'http://192.168.0.1/x',
    'http://169.254.169.254/latest',
    'http://100.64.0.1/x',
    'http://[::]/x',
    'http://[::1]/x',
    'http://[fd00::1]/x',
    'http://[fe80::1]/x',
    'http://[::ffff:127.0.0.1]/x',
    'http://[::ffff:a00:1]/x',
    'http://[64:ff9b::7f00:1]/x',
    'http://[2002:7f00:1::]/x',
    'http://224.0.0.1/x',
    'http://localhost/x',
    'http://inner.test/x',
    'http://mixed.test/x',
    'file:///etc/passwd',
    'data:image/png;base64,AA',
    'ftp://cdn.test/a',
    'javascript:alert(1)',
    'no address',
    'https://user@cdn.test/a',
  ])('%s is refused', async (url) => {
    const { api, download } = open(url, [whole()]);
    expect((await download).kind).toBe('refused');
    expect(api.asked).toHaveLength(0);
  });
  it.each([
    'https://cdn.test/a',
    'http://93.184.216.34/a',
    'https://[2606:2800:220:1::1]/a',
    'http://172.32.0.1/a',
    'http://[64:ff9b::5db8:d822]/a',
    'http://[::ffff:93.184.216.34]/a',
  ])('%s is fetched', async (url) => {
    expect((await open(url, [whole()]).download).kind).toBe('open');
  });
  it('a name that is unknown now may be known later', async () => {
    expect(await open('https://nowhere.test/a', [whole()]).download).toMatchObject({ kind: 'failed' });
  });
  it.each([
    ['http://127.0.0.1:4010/v1', 'http://127.0.0.1:4010/outputs/a.png', 'open'],
    ['http://127.0.0.1:4010/v1', 'http://127.0.0.1:4011/a.png', 'open'],
    ['http://localhost:4010/v1', 'http://127.0.0.1:4010/a.png', 'open'],
    ['http://127.0.0.1:4010/v1', 'http://localhost:4010/a.png', 'open'],
    ['http://nas.test/v1', 'http://192.168.1.5/a.png', 'open'],
    ['http://nas.test/v1', 'http://192.168.1.6/a.png', 'refused'],
    ['http://127.0.0.1:4010/v1', 'http://10.0.0.1/a.png', 'refused'],
    ['http://127.0.0.1:4010/v1', 'http://127.0.0.2/a.png', 'refused'],
    ['http://[::1]:4010/v1', 'http://[::1]:4010/a.png', 'open'],
    ['https://cdn.test/v1', 'http://127.0.0.1/a.png', 'refused'],
  ])('with the API at %s, %s is %s', async (baseUrl, url, kind) => {
    expect((await open(url, [whole()], {}, { baseUrl }).download).kind).toBe(kind);
  });
});
