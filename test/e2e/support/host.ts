import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  /** Everything that would leave its process is refused (`no-network.ts`); `tries` tells what was. */
  alone?: boolean;
}

/** The built browser host over a new workspace. */
export class Host {
  readonly workspace = mkdtempSync(join(tmpdir(), 'companion-e2e-'));
  readonly #options: HostOptions;
  readonly #tries = join(this.workspace, 'tries.txt');
  #program: Program | null = null;

  constructor(options: HostOptions = {}) {
    this.#options = options;
  }

  /** Starts it, or starts it again over the same workspace; resolves with the printed address, token included. */
  async start(): Promise<string> {
    const { baseUrl = NOBODY, keys, folder, alone = false } = this.#options;
    const args = ['--workspace', this.workspace, '--port', '0', '--no-open', '--base-url', baseUrl, ...(folder === undefined ? [] : ['--folder', folder])];
    this.#program = new Program('serve', args, { ...(keys === undefined ? {} : { ABSTRAKT_API_KEYS: keys }), ...(alone ? this.withoutNetwork() : {}) });
    const [address] = await this.#program.wrote(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/);
    return address;
  }

  /** The environment in which a Node process has no network. */
  withoutNetwork(): Record<string, string> {
    return { NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'no-network.ts')).href}`, NO_NETWORK_TRIES: this.#tries };
  }

  /** Connections that were refused, in order. Throws where the network was not denied. */
  tries(): string[] {
    const [first, ...tries] = readFileSync(this.#tries, 'utf8').trim().split('\n');
    if (first !== 'no network') throw new Error('The host ran with its network.');
    return tries.filter((line) => line !== first);
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
