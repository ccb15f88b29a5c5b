import { assembleEngine } from '../../electron/engine/engine.ts';
import type { Engine } from '../../electron/engine/engine-types.ts';
import { type Logger, silentLogger } from '../../electron/engine/log.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../electron/sandbox/sandbox.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { MemoryFiles } from './memory-files.ts';
import { MemoryVault } from './memory-vault.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface WorldOptions {
  /** Wall-clock start in ms. */
  startMs?: number;
  sandbox: Omit<SandboxOptions, 'clock'>;
  /** One way, in ms: request and answer each take as long. */
  latency?: () => number;
  seed?: number;
  log?: Logger;
}

/** The real engine against the real sandbox's code in virtual time: no socket, no disk, no waiting. */
export class EngineWorld {
  readonly clock: VirtualClock;
  readonly sandbox: Sandbox;
  readonly files = new MemoryFiles();
  readonly vault = new MemoryVault();
  readonly #options: WorldOptions;
  readonly #random: () => number;
  store!: Store;
  engine!: Engine;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.clock = new VirtualClock(options.startMs);
    this.sandbox = createSandbox({ media: 'stub', ...options.sandbox, clock: this.clock });
    this.#random = mulberry32(options.seed ?? 1);
  }

  async start(): Promise<void> {
    this.store = await openStore({ file: ':memory:', now: this.clock.now() });
    this.engine = await assembleEngine(
      {
        workspace: 'memory',
        baseUrl: this.sandbox.baseUrl,
        host: 'cli',
        version: '0.0.0',
        clock: this.clock,
        random: this.#random,
        fetch: this.fetch,
        vault: this.vault,
        environmentKeys: this.sandbox.keys.map(({ label, secret }) => ({ label, secret })),
        log: this.#options.log ?? { ...silentLogger, error: (message, details) => console.error(message, details) },
      },
      { store: this.store, files: this.files, release() {} },
    );
  }

  readonly fetch: typeof fetch = async (input, init) => {
    await this.#travel();
    const response = await this.sandbox.fetch(input, init);
    await this.#travel();
    return response;
  };

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.engine.call(name, input);
    if (!result.ok) throw AppError.fromData(result.error);
    return result.value as CallOutput<N>;
  }

  /** Runs until every job of the batches is final or uncertain. */
  async finish(batchIds: number[], limitMs?: number): Promise<void> {
    const open = this.store.prepare<[string], number>(`
      SELECT COALESCE(SUM(jobs), 0) FROM batch_count
      WHERE batch_id IN (SELECT value FROM json_each(?)) AND state IN ('queued', 'submitting', 'running', 'collecting')`).pluck();
    await this.clock.runUntil(() => open.get(JSON.stringify(batchIds)) === 0, limitMs);
  }

  /** 429s the server answered, by reason. */
  refusals(): number {
    return this.sandbox.requests().reduce((sum, key) => sum + Object.values(key.refused).reduce((a, b) => a + b, 0), 0);
  }

  async stop(): Promise<void> {
    let stopped = false;
    void this.engine.stop().then(() => (stopped = true));
    await this.clock.runUntil(() => stopped);
    this.sandbox.close();
  }

  #travel(): Promise<void> {
    const ms = this.#options.latency?.() ?? 0;
    return new Promise((resolve) => this.clock.setTimer(ms, resolve));
  }
}

/** A small seeded generator, so that a run can be repeated from its seed. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
