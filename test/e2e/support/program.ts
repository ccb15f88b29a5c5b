import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** One of the built programs in a process of its own. */
export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #out = '';
  #err = '';

  /** `env` stands beside our own environment without its keys and addresses. Throws when `dist/` is not built. */
  constructor(name: 'serve' | 'sandbox', args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const file = join(ROOT, 'dist', 'electron', `${name}.js`);
    if (!existsSync(file)) throw new Error('dist/ is not built. `npm run test:e2e` builds it first.');
    const clean = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !variable.startsWith('ABSTRAKT_')));
    this.#child = spawn(process.execPath, [file, ...args], { cwd: ROOT, env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    const kill = () => void this.#child.kill('SIGKILL');
    process.once('exit', kill);
    this.#ended = new Promise((resolve) => this.#child.once('exit', resolve)).then(() => process.off('exit', kill));
  }

  /** The first match in what it writes to standard output; rejects when it ends without one. */
  async wrote(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        this.#out += text;
        const found = pattern.exec(this.#out);
        if (found) resolve(found);
      });
      void this.#ended.then(() => reject(new Error(`It ended with ${this.#child.exitCode}: ${this.#err}`)));
    });
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }
}
