import { describe, expect, it } from 'vitest';
import { SANDBOX_ARGS, sandboxLauncher, type SandboxProcess } from '../../../electron/hosts/sandbox-launcher.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const READY = { baseUrl: 'http://127.0.0.1:4010/v1', keys: [{ label: 'free', plan: 'free', secret: 'sk_test_1' }] };

class FakeProcess implements SandboxProcess {
  readonly kills: boolean[] = [];
  endsWhenAsked = true;
  #output: ((text: string) => void)[] = [];
  #end: ((how: string) => void)[] = [];

  onOutput(listener: (text: string) => void): void {
    this.#output.push(listener);
  }
  onEnd(listener: (how: string) => void): void {
    this.#end.push(listener);
  }
  kill(force: boolean): void {
    this.kills.push(force);
    if (force || this.endsWhenAsked) this.end('ended with code 0');
  }
  print(text: string): void {
    for (const listener of this.#output) listener(text);
  }
  end(how: string): void {
    for (const listener of this.#end) listener(how);
  }
}

function setUp() {
  const clock = new VirtualClock();
  const process = new FakeProcess();
  const given: string[][] = [];
  const launcher = sandboxLauncher({
    clock,
    spawn: (args) => {
      given.push([...args]);
      return process;
    },
  });
  return { clock, process, given, started: launcher.start() };
}

describe('sandboxLauncher', () => {
  it('resolves with the ready line, in however many pieces it comes', async () => {
    const { clock, process, given, started } = setUp();
    const line = JSON.stringify(READY);
    process.print(`a note\n${line.slice(0, 20)}`);
    process.print(`${line.slice(20)}\n{"more":1}\n`);
    expect(await started).toMatchObject(READY);
    expect(given).toEqual([[...SANDBOX_ARGS]]);
    expect(clock.pending).toBe(0);
  });

  it('rejects with what happened when the process ends first', async () => {
    const { process, started } = setUp();
    process.end('ended with code 1');
    await expect(started).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('The sandbox ended with code 1.') as string });
  });

  it('gives up after 20 s and leaves no process behind', async () => {
    const { clock, process, started } = setUp();
    const outcome = started.then(
      () => null,
      (error: unknown) => error,
    );
    await clock.advance(20_000);
    expect(await outcome).toMatchObject({ code: 'INTERNAL' });
    expect(process.kills).toEqual([true]);
    expect(clock.pending).toBe(0);
  });

  it('tells when the process ends by itself', async () => {
    const { process, started } = setUp();
    process.print(`${JSON.stringify(READY)}\n`);
    const handle = await started;
    process.end('was ended by SIGKILL');
    expect(await handle.ended).toBe('The sandbox was ended by SIGKILL.');
  });

  it('asks it to stop, and makes it after 3 s', async () => {
    const { clock, process, started } = setUp();
    process.endsWhenAsked = false;
    process.print(`${JSON.stringify(READY)}\n`);
    const stopped = (await started).stop();
    await clock.advance(2_999);
    expect(process.kills).toEqual([false]);
    await clock.advance(1);
    await stopped;
    expect(process.kills).toEqual([false, true]);
  });
});
