import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** How late an event loop was, ms. */
export interface LoopDelay {
  p50: number;
  p99: number;
  max: number;
  /** Processor time of the whole host, ms: true on a machine that does other things besides. */
  cpuMs: number;
}

/** The built browser host over a new workspace, with a watch on its event loop. */
export class MeasuredHost {
  readonly address: string;
  readonly #child: ChildProcess;
  readonly #workspace: string;

  private constructor(child: ChildProcess, workspace: string, address: string) {
    this.#child = child;
    this.#workspace = workspace;
    this.address = address;
  }

  static async start(baseUrl: string, keys: readonly string[]): Promise<MeasuredHost> {
    const workspace = mkdtempSync(join(tmpdir(), 'companion-bench-'));
    const file = join(ROOT, 'dist', 'electron', 'serve.js');
    const args = ['--import', join(import.meta.dirname, 'loop-delay.mjs'), file, '--workspace', workspace, '--port', '0', '--no-open', '--base-url', baseUrl];
    const env = { ...process.env, ABSTRAKT_API_KEYS: keys.join(',') };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    process.once('exit', () => child.kill('SIGKILL'));
    return new MeasuredHost(child, workspace, await printedAddress(child));
  }

  /** Since it was last asked. */
  async loopDelay(): Promise<LoopDelay> {
    const answer = once(this.#child, 'message');
    this.#child.send('read');
    return ((await answer) as [LoopDelay])[0];
  }

  async remove(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    rmSync(this.#workspace, { recursive: true, force: true });
  }
}

function printedAddress(child: ChildProcess): Promise<string> {
  let out = '';
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec((out += text));
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${out}`)));
  });
}
