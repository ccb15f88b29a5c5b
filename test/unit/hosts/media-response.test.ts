import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaResponse } from '../../../electron/hosts/media-response.ts';

describe('mediaResponse', () => {
  let folder = '';
  const file = (mime = 'video/webm', name = 'file') => ({ path: join(folder, name), mime, bytes: 10 });
  const get = (range: string | null = null) => ({ method: 'GET', range });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'companion-media-'));
    await writeFile(join(folder, 'file'), '0123456789');
    await writeFile(join(folder, 'empty'), '');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('hands out the whole file and says that ranges are possible', async () => {
    const response = await mediaResponse(file(), get());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/webm',
      'content-length': '10',
      'content-disposition': 'inline',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(await response.text()).toBe('0123456789');
  });

  it('streams what is large', async () => {
    const large = 'x'.repeat(600 * 1024);
    await writeFile(join(folder, 'large'), large);
    const response = await mediaResponse(file('image/png', 'large'), get());
    expect(response.headers.get('content-length')).toBe(String(large.length));
    expect(await response.text()).toBe(large);
  });

  it('streams a part', async () => {
    const response = await mediaResponse(file(), get('bytes=2-4'));
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('234');
  });

  it('refuses a part beyond the end', async () => {
    const response = await mediaResponse(file(), get('bytes=10-'));
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
  });

  it('answers HEAD with the headers of GET and no body', async () => {
    const response = await mediaResponse(file(), { method: 'HEAD', range: 'bytes=0-0' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-length')).toBe('1');
    expect(response.body).toBeNull();
  });

  it('takes the size from the disk, not from the record', async () => {
    expect((await mediaResponse({ ...file(), bytes: 999 }, get())).headers.get('content-length')).toBe('10');
  });

  it('answers an empty file', async () => {
    const response = await mediaResponse(file('image/png', 'empty'), get());
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it.each(['image/svg+xml', 'text/html', 'application/pdf', 'application/octet-stream', 'image/png; charset=x', ''])('makes a download of %s', async (mime) => {
    const { headers } = await mediaResponse(file(mime), { method: 'HEAD', range: null });
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe('attachment');
  });

  it.each(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'audio/mpeg', 'audio/wav', 'video/mp4'])('shows %s', async (mime) => {
    expect((await mediaResponse(file(mime), { method: 'HEAD', range: null })).headers.get('content-type')).toBe(mime);
  });

  it('answers 404 when the file is gone or a folder', async () => {
    expect((await mediaResponse(file('image/png', 'gone'), get())).status).toBe(404);
    expect((await mediaResponse(file('image/png', '.'), get())).status).toBe(404);
  });

  it('answers 405 to anything that is not a read', async () => {
    const response = await mediaResponse(file(), { method: 'POST', range: null });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });
});
