import { describe, expect, inject, it } from 'vitest';
import { call, signIn } from '../support/host-socket.ts';
import { start, testFolder, until, type Running } from './cli-programs.ts';

const programs = inject('programs');

async function serve(folder: string, args: string[] = []) {
  const host = start(programs, 'serve', ['--workspace', 'w', '--port', '0', '--no-open', ...args], { cwd: folder });
  const [, address = ''] = await host.wrote(/^Abstrakt Companion: (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43})$/m);
  return { host, address };
}

async function endedWith(host: Running, signal: NodeJS.Signals): Promise<number | null> {
  host.child.kill(signal);
  return (await host.ended).code;
}

describe('the browser host', () => {
  it('prints one line, serves the page to who has it, and takes a batch from the sandbox to the library', async () => {
    const { host, address } = await serve(testFolder());
    const { cookie, origin, socket } = await signIn(address);
    expect(await (await fetch(`${origin}/`, { headers: { Cookie: cookie } })).text()).toContain('<title>Abstrakt Companion</title>');
    expect((await fetch(`${origin}/`)).status).toBe(401);

    await call(socket, 'sandbox.start', null);
    const { keys, status } = await call(socket, 'app.snapshot', null);
    expect([status.host, status.endpoint, keys.length]).toEqual(['browser', 'sandbox', 3]);
    await call(socket, 'batch.create', { name: 'one', jobs: [{ model: 'flux-schnell', input: { prompt: 'a fox' } }] });
    await until(async () => (await call(socket, 'asset.list', {})).total === 1);
    const { assets } = await call(socket, 'asset.list', {});
    const media = await fetch(`${origin}/media/asset/${assets[0]!.sha256}`, { headers: { Cookie: cookie, Range: 'bytes=0-3' } });
    expect([media.status, (await media.arrayBuffer()).byteLength]).toEqual([206, 4]);
    socket.close();

    expect(await endedWith(host, 'SIGTERM')).toBe(0);
    expect((await host.ended).out.trim().split('\n')).toHaveLength(1);
  });

  it('tells a second one who holds the workspace, and lets go when it ends', async () => {
    const folder = testFolder();
    const { host } = await serve(folder);
    const second = await start(programs, 'serve', ['--workspace', 'w', '--port', '0', '--no-open'], { cwd: folder }).ended;
    expect([second.code, second.out, second.err]).toEqual([4, '', expect.stringContaining(String(host.child.pid))]);
    expect(await endedWith(host, 'SIGINT')).toBe(0);
    const third = await serve(folder);
    expect(await endedWith(third.host, 'SIGINT')).toBe(0);
  });

  it('says what is wrong with its options, and which port is taken', async () => {
    const folder = testFolder();
    expect((await start(programs, 'serve', ['--prot', '1'], { cwd: folder }).ended).code).toBe(2);
    const { address } = await serve(folder);
    const taken = await start(programs, 'serve', ['--workspace', 'other', '--port', new URL(address).port, '--no-open'], { cwd: folder }).ended;
    expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('another program has it')]);
  });
});
