/** What Node's own fetch does on a real socket, so that the scripted errors of the other tests stay true. Loopback only. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../../electron/engine/api/api-client.ts';
import { createDownloader } from '../../../electron/engine/api/downloader.ts';
import type { ApiClient } from '../../../electron/engine/api/exchange.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { memoryDialect, never, RUN, SECRET } from './client-fixture.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) (server as Server & { closeAllConnections(): void }).closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const serve = (handle: (request: IncomingMessage, response: ServerResponse) => void) => listening(createServer(handle));

const addressed = (port: number, host = '127.0.0.1') => ({ baseUrl: `http://${host}:${port}/v1`, fetch, dialect: memoryDialect() });

const clientOf = (port: number, host?: string): ApiClient => createApiClient({ ...addressed(port, host), clock: systemClock });

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('Node’s fetch', () => {
  it.each(['127.0.0.1', 'localhost'])('a closed port at %s: nothing was sent', async (host) => {
    expect(await clientOf(await closedPort(), host).run(RUN, never)).toMatchObject({ kind: 'not-sent', error: { code: 'ECONNREFUSED' } });
  });
  it('a port that fetch blocks: nothing was sent', async () => {
    expect(await clientOf(1).run(RUN, never)).toMatchObject({ kind: 'not-sent', error: { code: 'BAD_ADDRESS' } });
  });
  it('a name that does not exist: nothing was sent', async () => {
    expect(await clientOf(80, 'nowhere.invalid').run(RUN, never)).toMatchObject({
      kind: 'not-sent',
      error: { code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) },
    });
  });
  it('TLS towards a plain server: nothing was sent', async () => {
    const port = await serve((_request, response) => response.end('{}'));
    const client = createApiClient({ baseUrl: `https://127.0.0.1:${port}/v1`, fetch, dialect: memoryDialect(), clock: systemClock });
    expect((await client.run(RUN, never)).kind).toBe('not-sent');
  });
  it('a connection closed without an answer: unclear', async () => {
    const port = await serve((request) => request.socket.destroy());
    expect(await clientOf(port).run(RUN, never)).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LOST' } });
  });
  it('a connection reset without an answer: unclear', async () => {
    const port = await serve((request) => request.socket.resetAndDestroy());
    expect(await clientOf(port).run(RUN, never)).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LOST' } });
  });
  it('a body cut in the middle: unclear, and its limits count', async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100', 'x-ratelimit-remaining': '3' });
      response.write('{"job_id":', () => response.destroy());
    });
    expect(await clientOf(port).run(RUN, never)).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LOST', status: 200 }, limits: { remaining: 3 } });
  });
  it('what is no HTTP: unclear', async () => {
    const port = await listening(
      createTcpServer((socket) =>
        socket
          .on('error', () => undefined)
          .resume()
          .end('SSH-2.0-OpenSSH_9.2\r\n'),
      ),
    );
    expect((await clientOf(port).run(RUN, never)).kind).toBe('unclear');
  });
  it('a silent server: unclear, and the connection is let go', async () => {
    const clock = new VirtualClock();
    let closed = () => {};
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const port = await serve((request) => {
      request.socket.on('close', closed);
      // Only now is the time up: however busy the machine, the request was sent.
      void clock.advance(120_000);
    });
    const client = createApiClient({ ...addressed(port), clock });
    expect(await client.run(RUN, never)).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LATE' } });
    await gone;
  });
  it('a redirect is not followed, and the key stays here', async () => {
    const seen: string[] = [];
    const port = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await clientOf(port).run(RUN, never)).toMatchObject({ kind: 'refused', error: { code: 'REDIRECTED' } });
    expect(seen).toEqual([`POST /v1/models/fal-ai/flux/schnell/run Bearer ${SECRET}`]);
  });
});

describe('downloads with Node’s fetch', () => {
  it('ask for plain bytes and say nothing about keys', async () => {
    let asked: IncomingMessage['headers'] = {};
    const port = await serve((request, response) => {
      asked = request.headers;
      response.writeHead(206, { 'content-range': 'bytes 2-4/5', etag: '"e"' }).end('llo');
    });
    const downloader = createDownloader({ fetch, baseUrl: `http://127.0.0.1:${port}/v1` });
    const download = await downloader.open(`http://127.0.0.1:${port}/a.png`, { from: 2, etag: '"e"', signal: never });
    expect(download).toMatchObject({ kind: 'open', from: 2, total: 5 });
    expect(download.kind === 'open' && (await new Response(download.body).text())).toBe('llo');
    expect(asked).toMatchObject({ range: 'bytes=2-', 'if-range': '"e"', 'accept-encoding': 'identity' });
    expect(asked.authorization).toBeUndefined();
  });
  it('names are resolved by the system: localhost is private', async () => {
    const downloader = createDownloader({ fetch, baseUrl: 'https://api.example.test/v1' });
    expect((await downloader.open('http://localhost:1/a', { from: 0, etag: null, signal: never })).kind).toBe('refused');
  });
});
