import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../../electron/engine/log.ts';
import { startGateway } from '../../../electron/gateway/gateway.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { FakeEngine } from './fake-engine.ts';
import { rawRequest, runningGateway, TOKEN } from './running-gateway.ts';

const BEARER = { Authorization: `Bearer ${TOKEN}` };

describe('who may come in', () => {
  it('tells a browser without a session to open the printed address, and shows nothing else', async () => {
    const { gateway } = await runningGateway();
    for (const path of ['/', '/assets/index-Ab12_-9z.js', '/media/asset/ab', '/?token=wrong', '/?token=']) {
      const answer = await rawRequest(gateway.port, path, { headers: { Cookie: `companion-${gateway.port}=wrong` } });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.body).toContain('Open the address it printed');
    }
  });

  it('makes a session of the printed address and sends the browser to the page without the token', async () => {
    const { gateway, url } = await runningGateway();
    const answer = await fetch(gateway.address, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^companion-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(TOKEN);
    const page = await fetch(url('/'), { headers: { Cookie: `other=1; ${cookie.split(';')[0]}` } });
    expect([page.status, await page.text()]).toEqual([200, '<!doctype html><title>page</title>']);
  });

  it('takes a program’s bearer token', async () => {
    const { url } = await runningGateway();
    expect((await fetch(url('/'), { headers: BEARER })).status).toBe(200);
    expect((await fetch(url('/'), { headers: { Authorization: 'Bearer wrong' } })).status).toBe(401);
  });

  it('refuses other hosts and origins, session or not', async () => {
    const { gateway } = await runningGateway();
    const { port } = gateway;
    const status = async (headers: Record<string, string>) => (await rawRequest(port, '/', { headers: { ...BEARER, ...headers } })).status;
    expect(await status({ Host: 'evil.example' })).toBe(403);
    expect(await status({ Host: `127.0.0.1:${port + 1}` })).toBe(403);
    expect(await status({ Host: `evil.example:${port}` })).toBe(403);
    expect(await status({ Origin: 'http://evil.example' })).toBe(403);
    expect(await status({ Origin: 'null' })).toBe(403);
    expect(await status({ Host: `localhost:${port}`, Origin: `http://127.0.0.1:${port}` })).toBe(403);
    expect(await status({ Host: `localhost:${port}`, Origin: `http://localhost:${port}` })).toBe(200);
  });

  it('takes GET and HEAD only', async () => {
    const { gateway } = await runningGateway();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await rawRequest(gateway.port, '/', { method, headers: BEARER })).status).toBe(405);
  });
});

describe('what every answer says', () => {
  it('has a strict content policy, no sniffing, no referrer', async () => {
    const { gateway, url } = await runningGateway();
    for (const answer of [await fetch(url('/')), await fetch(url('/'), { headers: BEARER }), await fetch(url('/none'), { headers: BEARER })]) {
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${gateway.port}`);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('files of the page', () => {
  it('keeps hashed ones for good and asks again for the page', async () => {
    const { url } = await runningGateway();
    const script = await fetch(url('/assets/index-Ab12_-9z.js'), { headers: BEARER });
    expect([script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([
      'text/javascript; charset=utf-8',
      'private, max-age=31536000, immutable',
    ]);
    const page = await fetch(url('/'), { headers: BEARER });
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  it('never leaves its folder', async () => {
    const { gateway } = await runningGateway();
    const ways = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/link.txt',
      '//secret.txt',
      '/.hidden',
      '/assets',
      '/%00',
      '/%zz',
    ];
    for (const path of ways) {
      const answer = await rawRequest(gateway.port, path, { headers: BEARER });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

describe('media', () => {
  it('serves whole files and byte ranges under the media’s own policy', async () => {
    const { engine, folder, url } = await runningGateway();
    const path = join(folder, 'clip.bin');
    writeFileSync(path, '0123456789');
    engine.files.set('asset/ab', { path, mime: 'video/webm', bytes: 10 });
    const whole = await fetch(url('/media/asset/ab'), { headers: BEARER });
    expect([whole.status, await whole.text(), whole.headers.get('content-security-policy')]).toEqual([200, '0123456789', "default-src 'none'; sandbox"]);
    const part = await fetch(url('/media/asset/ab'), { headers: { ...BEARER, Range: 'bytes=2-4' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
    const head = await fetch(url('/media/asset/ab'), { method: 'HEAD', headers: BEARER });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
  });

  it('has a browser keep what is under a hash, but nothing that stands in for it', async () => {
    const { engine, folder, url } = await runningGateway();
    const path = join(folder, 'tile.webp');
    writeFileSync(path, 'picture');
    engine.files.set('tile/ab', { path, mime: 'image/webp', bytes: 7, standIn: true });
    engine.files.set('tile/cd', { path, mime: 'image/webp', bytes: 7 });
    const kept = async (sha256: string) => (await fetch(url(`/media/tile/${sha256}`), { headers: BEARER })).headers.get('cache-control');
    expect([await kept('ab'), await kept('cd')]).toEqual(['no-store', 'private, max-age=31536000, immutable']);
  });

  it('knows no other files', async () => {
    const { url } = await runningGateway();
    for (const path of ['/media/asset/cd', '/media/other/ab', '/media/asset/../../secret.txt'])
      expect((await fetch(url(path), { headers: BEARER })).status).toBe(404);
  });
});

describe('stop', () => {
  const MB_8 = 8_000_000;

  async function asking() {
    const timers: (() => void)[] = [];
    const clock = { ...systemClock, setTimer: (_ms: number, run: () => void) => (timers.push(run), () => {}) };
    const { url, engine, folder, gateway } = await runningGateway({ clock });
    const path = join(folder, 'film.mp4');
    writeFileSync(path, Buffer.alloc(MB_8));
    engine.files.set('asset/ab', { path, bytes: MB_8, mime: 'video/mp4' });
    return { answer: await fetch(url('/media/asset/ab'), { headers: BEARER }), gateway, timers };
  }

  it('ends an answer that is under way', async () => {
    const { answer, gateway } = await asking();
    const closed = gateway.close();
    expect((await answer.arrayBuffer()).byteLength).toBe(MB_8);
    await closed;
  });

  it('waits no longer for one that nobody takes', async () => {
    const { answer, gateway, timers } = await asking();
    const closed = gateway.close();
    await vi.waitFor(() => expect(timers).not.toEqual([]));
    for (const run of timers) run();
    await closed;
    await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
  });
});

describe('start', () => {
  it('says that the port is taken', async () => {
    const { gateway } = await runningGateway();
    const again = startGateway({
      engine: new FakeEngine(),
      port: gateway.port,
      token: TOKEN,
      pages: { root: '.', index: 'index.html' },
      clock: systemClock,
      log: silentLogger,
    });
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(`Port ${gateway.port} cannot be opened`) });
  });
});
