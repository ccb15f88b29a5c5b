import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from './program.ts';

/** In place of the real API, which no test may reach: here nobody answers. */
const NOBODY = 'http://127.0.0.1:9/v1';

export interface HostOptions {
  /** Address of the API; nobody's without one. */
  baseUrl?: string;
  /** As `ABSTRAKT_API_KEYS` takes them. */
  keys?: string;
  /** What pages get when they ask for a folder. */
  folder?: string;
}

/** The built browser host over a new workspace. */
export class Host {
  readonly workspace = mkdtempSync(join(tmpdir(), 'companion-e2e-'));
  readonly #options: HostOptions;
  #program: Program | null = null;

  constructor(options: HostOptions = {}) {
    this.#options = options;
  }

  /** Starts it, or starts it again over the same workspace; resolves with the printed address, token included. */
  async start(): Promise<string> {
    const { baseUrl = NOBODY, keys, folder } = this.#options;
    const args = ['--workspace', this.workspace, '--port', '0', '--no-open', '--base-url', baseUrl, ...(folder === undefined ? [] : ['--folder', folder])];
    this.#program = new Program('serve', args, keys === undefined ? {} : { ABSTRAKT_API_KEYS: keys });
    const [address] = await this.#program.wrote(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/);
    return address;
  }

  /** The process is gone at once, in the middle of whatever it did. */
  async kill(): Promise<void> {
    await this.#program?.kill();
    this.#program = null;
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
    this.#program = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.workspace, { recursive: true, force: true });
  }
}
