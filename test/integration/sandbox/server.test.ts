/** The sandbox on a socket, and as a command. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { build } from 'vite';
import { createApiClient } from '../../../electron/engine/api/api-client.ts';
import { FIRST_DIALECT } from '../../../electron/engine/api/dialect.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { listen, type SandboxServer } from '../../../electron/sandbox/command/server.ts';
import { createSandbox, type Fault, type Sandbox } from '../../../electron/sandbox/sandbox.ts';

describe('on a socket', () => {
  let sandbox: Sandbox;
  let server: SandboxServer;

  beforeAll(async () => {
    sandbox = createSandbox({ clock: systemClock, keys: [{ label: 'big', plan: 'enterprise' }], media: 'stub', timeScale: 0.001 });
    server = await listen(sandbox, 0);
  });
  afterEach(() => sandbox.configureFaults([]));
  afterAll(async () => {
    sandbox.close();
    await server.close();
  });

  const headers = () => ({ Authorization: `Bearer ${sandbox.keys[0]?.secret}` });
  const run = () => fetch(`${server.baseUrl}/models/flux-schnell/run`, { method: 'POST', headers: headers(), body: '{"input":{"prompt":"fox"}}' });
  const output = async () => ((await (await run()).json()) as { output: { items: { url: string }[] } }).output.items[0]?.url ?? '';

  it('runs, and serves the output at its own address', async () => {
    const url = await output();
    expect(url.startsWith(server.baseUrl.replace('/v1', '/outputs/'))).toBe(true);
    const file = await fetch(url);
    expect([file.status, file.headers.get('Content-Length')]).toEqual([200, '40']);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, '40']);
  });

  it.each(['refuse', 'cut-before-accept', 'cut-after-accept'] as const)('%s breaks the connection', async (kind) => {
    const before = sandbox.accepted().length;
    sandbox.configureFaults([{ kind, count: 1 }]);
    await expect(run()).rejects.toThrow('fetch failed');
    expect(sandbox.accepted().length - before).toBe(kind === 'cut-after-accept' ? 1 : 0);
    expect((await run()).status).toBe(200);
  });

  it('a connection closed after the request was read is unclear to the client, however the server means it', async () => {
    sandbox.configureFaults([{ kind: 'refuse', count: 1 }]);
    const client = createApiClient({ baseUrl: server.baseUrl, fetch, dialect: { get: () => FIRST_DIALECT, set: () => undefined }, clock: systemClock });
    const request = { secret: sandbox.keys[0]?.secret ?? '', model: 'flux-schnell', input: { prompt: 'fox' }, mode: 'sync' } as const;
    expect(await client.run(request, new AbortController().signal)).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LOST' } });
  });

  it.each<Fault['kind']>(['cut-download', 'wrong-length'])('%s leaves the body short', async (kind) => {
    const url = await output();
    sandbox.configureFaults([{ kind, count: 1 }]);
    const file = await fetch(url);
    expect(file.status).toBe(200);
    await expect(file.arrayBuffer()).rejects.toThrow('terminated');
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(40);
  });

  it('listens on 127.0.0.1 and no other address', async () => {
    const { port } = new URL(server.baseUrl);
    for (const host of ['127.0.0.2', '[::1]']) await expect(fetch(`http://${host}:${port}/v1/models`)).rejects.toThrow('fetch failed');
  });

  it('answers this machine only: Host and Origin are checked', async () => {
    const ask = (more: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        httpRequest(`${server.baseUrl}/models`, { headers: { ...headers(), ...more } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await ask({})).toBe(200);
    expect(await ask({ Host: 'example.com' })).toBe(403);
    expect(await ask({ Origin: 'https://example.com' })).toBe(403);
    expect(await ask({ Origin: server.baseUrl.replace('/v1', '') })).toBe(200);
  });
});

describe('the command', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-command-'));
  const program = path.join(folder, 'sandbox.mjs');
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true, external: ['@napi-rs/canvas'] },
      build: {
        ssr: 'electron/sandbox/main.ts',
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: { external: ['@napi-rs/canvas'], output: { format: 'es', entryFileNames: 'sandbox.mjs' } },
      },
    });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Starts it and collects what it says. */
  function start(...args: string[]) {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => void (said.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => void (said.err += text.toString()));
    return { child, said, exit: once(child, 'close').then(([code]) => code as number | null), line: once(child.stdout, 'data') };
  }

  it('prints one JSON line when ready, answers, and stops when asked', async () => {
    const { child, said, exit, line } = start('--port', '0', '--keys', 'free,free,studio=pro', '--revision', 'A', '--media', 'stub');
    await line;
    const ready = JSON.parse(said.out) as { baseUrl: string; keys: { label: string; plan: string; secret: string }[] };
    expect(ready.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(ready.keys.map(({ label, plan }) => [label, plan])).toEqual([
      ['free', 'free'],
      ['free-2', 'free'],
      ['studio', 'pro'],
    ]);
    expect(ready.keys[0]?.secret).toMatch(/^sk_test_[0-9a-f]{32}$/);
    const models = await fetch(`${ready.baseUrl}/models/fal-ai/flux/schnell`, { headers: { Authorization: `Bearer ${ready.keys[2]?.secret}` } });
    expect([models.status, models.headers.get('X-RateLimit-Limit')]).toEqual([200, '60']);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(said.out.trim().split('\n')).toHaveLength(1);
    expect(said.err).toBe('');
  });

  it('tells its parent when forked, and ends when the parent lets go', async () => {
    const child = fork(program, ['--port', '0', '--media', 'stub'], { silent: true });
    children.push(child);
    const [ready] = (await once(child, 'message')) as [{ baseUrl: string; keys: unknown[] }];
    expect(ready.keys).toHaveLength(3);
    const exit = once(child, 'exit');
    child.disconnect();
    expect((await exit)[0]).toBe(0);
  });

  it('ends when its parent is killed', async () => {
    const parentOf = `require('node:child_process').fork(process.argv[1], ['--port', '0', '--media', 'stub'])`;
    const parent = spawn(process.execPath, ['-e', parentOf, program], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(parent);
    let said = '';
    parent.stdout.on('data', (text: Buffer) => void (said += text.toString()));
    await vi.waitFor(() => expect(said).toMatch(/\}\n/), { timeout: 10_000 });
    const { baseUrl } = JSON.parse(said.split('\n').find((line) => line.startsWith('{')) ?? '') as { baseUrl: string };
    expect((await fetch(`${baseUrl}/models`)).status).toBe(401);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(fetch(`${baseUrl}/models`)).rejects.toThrow('fetch failed'), { timeout: 10_000 });
  });

  it('explains itself, and exits 2 when called wrongly, 1 when the port is taken', async () => {
    const help = start('--help');
    expect(await help.exit).toBe(0);
    expect(help.said.out).toContain('--window');
    const wrong = start('--window', 'leaky');
    expect(await wrong.exit).toBe(2);
    expect(wrong.said).toEqual({ out: '', err: 'sandbox: --window: "leaky" is not one of fixed, sliding, token-bucket\n' });
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const late = start('--port', String((taken.address() as { port: number }).port));
    expect(await late.exit).toBe(1);
    expect(late.said.err).toContain('EADDRINUSE');
    taken.close();
  });
});
