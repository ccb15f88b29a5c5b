import { assembleEngine } from '../../electron/engine/engine.ts';
import type { Engine } from '../../electron/engine/engine-types.ts';
import { createHash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import { type Logger, silentLogger } from '../../electron/engine/log.ts';
import type { Store } from '../../electron/engine/store/open.ts';
import type { Grants } from '../../electron/engine/scheduler/grants.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../electron/sandbox/sandbox.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { freshStore, storeFrom } from './fresh-store.ts';
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
  grants?: Grants;
  /** What answers at other addresses than the API's. */
  elsewhere?: typeof fetch;
}

/** Where a life of the engine ends: nothing of it acts any more. */
interface Life {
  alive: boolean;
  /** For how long the machine has slept (ms), and what waits for it to wake. */
  slept: number;
  asleep: boolean;
  onWake: (() => void)[];
}

/**
 * How the store's transactions fail (`fail-late`: when all of their work is done, and undone), or where the engine dies in them. Called
 * with how often one of the outermost was begun.
 */
export type TransactionFault = (count: number) => 'none' | 'fail' | 'disk-full' | 'fail-late' | 'die-before-commit' | 'die-after-commit';

/** The real engine against the real sandbox's code in virtual time: no socket, no disk, no waiting. */
export class EngineWorld {
  readonly clock: VirtualClock;
  readonly files = new MemoryFiles();
  readonly vault = new MemoryVault();
  readonly #options: WorldOptions;
  readonly #random: () => number;
  readonly #serverStart: number;
  sandbox: Sandbox;
  store!: Store;
  engine!: Engine;
  /** While false, no request leaves this machine. */
  online = true;
  transactionFault: TransactionFault = () => 'none';
  #life: Life = { alive: false, slept: 0, asleep: false, onWake: [] };
  #transactions = 0;
  /** Prepared once: a test may ask between any two events. */
  #open!: Statement<[string], number>;
  /** The database as a dead engine left it. */
  #left: Buffer | null = null;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.clock = new VirtualClock(options.startMs);
    this.#serverStart = this.clock.now();
    this.sandbox = this.#newSandbox();
    this.#random = mulberry32(options.seed ?? 1);
  }

  get alive(): boolean {
    return this.#life.alive;
  }

  async start(): Promise<void> {
    this.store = await freshStore();
    await this.#assemble();
  }

  /** The process is gone, in the middle of whatever it did; requests that left it travel on. */
  kill(): void {
    if (!this.#life.alive) return;
    this.#life.alive = false;
    this.#left ??= this.store.serialize();
  }

  /** Opens the workspace again after a kill, or with the database that a stop left. */
  async reopen(left = this.#left): Promise<void> {
    if (!left) throw new Error('nothing was killed');
    this.#left = null;
    this.store = storeFrom(left);
    await this.#assemble();
  }

  /** This machine sleeps: time goes by for the server and on the calendar, and nothing here moves, not even the monotonic clock. */
  async nap(ms: number): Promise<void> {
    const life = this.#life;
    life.asleep = true;
    await this.clock.advance(ms);
    life.asleep = false;
    life.slept += ms;
    for (const wake of life.onWake.splice(0)) wake();
  }

  /** The API is started anew and knows no job any more; its keys are the same. */
  restartSandbox(): void {
    this.sandbox.close();
    this.sandbox = this.#newSandbox();
  }

  async #assemble(): Promise<void> {
    this.#open = this.store
      .prepare<[string], number>(
        `SELECT COALESCE(SUM(jobs), 0) FROM batch_count
         WHERE batch_id IN (SELECT value FROM json_each(?)) AND state IN ('queued', 'submitting', 'running', 'collecting')`,
      )
      .pluck();
    const life = { alive: true, slept: 0, asleep: false, onWake: [] as (() => void)[] };
    this.#life = life;
    this.engine = await assembleEngine(
      {
        workspace: 'memory',
        baseUrl: this.sandbox.baseUrl,
        host: 'cli',
        version: '0.0.0',
        clock: mortal(this.clock, life),
        random: this.#random,
        fetch: (input, init) => this.#fetch(life, input, init),
        vault: this.vault,
        ...(this.#options.grants ? { grants: this.#options.grants } : {}),
        environmentKeys: this.sandbox.keys.map(({ label, secret }) => ({ label, secret })),
        log: this.#options.log ?? {
          ...silentLogger,
          error: (message, details) => life.alive && void process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
        },
      },
      { store: this.#mortalStore(life), files: this.files, release() {} },
    );
  }

  async #fetch(life: Life, input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
    if (!life.alive) return new Promise(() => {});
    if (!this.online) throw new TypeError('fetch failed', { cause: Object.assign(new Error('no route'), { code: 'ENETUNREACH' }) });
    await this.#travel();
    const address = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    const other = this.#options.elsewhere && !address.startsWith(new URL(this.sandbox.baseUrl).origin) ? this.#options.elsewhere : null;
    const response = await (other ?? this.sandbox.fetch)(input, init);
    await this.#travel();
    if (life.asleep) await new Promise<void>((resolve) => life.onWake.push(resolve));
    return life.alive ? response : new Promise(() => {});
  }

  /** The store with transactions that can fail or be the last thing the engine does. */
  #mortalStore(life: Life): Store {
    const { store } = this;
    const transaction = (work: (...args: unknown[]) => unknown) => {
      const real = store.transaction(work);
      return (...args: unknown[]) => {
        if (store.inTransaction || !life.alive) return real(...args);
        const fault = this.transactionFault(++this.#transactions);
        if (fault === 'fail') throw new Error('database or disk is full');
        if (fault === 'disk-full') throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
        if (fault === 'fail-late') return store.transaction(() => fullDisk(work(...args)))();
        if (fault === 'die-before-commit') this.kill();
        const result = real(...args);
        if (fault === 'die-after-commit') this.kill();
        if (!life.alive) throw new Error('the engine died');
        return result;
      };
    };
    return new Proxy(store, {
      get: (target, name) => {
        if (name === 'transaction') return transaction;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  #newSandbox(): Sandbox {
    const start = this.#serverStart;
    // The server's clock is its own: it goes on evenly when ours jumps.
    const own: Clock = { ...this.clock, now: () => Math.floor(start + this.clock.monotonic()) };
    return createSandbox({ media: 'stub', ...this.#options.sandbox, clock: own });
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.engine.call(name, input);
    if (!result.ok) throw AppError.fromData(result.error);
    return result.value as CallOutput<N>;
  }

  /** Runs until every job of the batches is final or uncertain. */
  async finish(batchIds: number[], limitMs?: number): Promise<void> {
    await this.clock.runUntil(() => !this.alive || this.open(batchIds) === 0, limitMs);
  }

  /** Jobs that are neither final nor uncertain. */
  open(batchIds: number[]): number {
    return this.#open.get(JSON.stringify(batchIds)) ?? 0;
  }

  /** 429s the server answered, by reason. */
  refusals(): number {
    return this.sandbox.requests().reduce((sum, key) => sum + Object.values(key.refused).reduce((a, b) => a + b, 0), 0);
  }

  async stop(): Promise<void> {
    if (this.alive) {
      let stopped = false;
      void this.engine.stop().then(() => (stopped = true));
      await this.clock.runUntil(() => stopped);
    }
    this.sandbox.close();
  }

  #travel(): Promise<void> {
    const ms = this.#options.latency?.() ?? 0;
    return new Promise((resolve) => this.clock.setTimer(ms, resolve));
  }
}

/** The clock as a life of the engine sees it: nothing fires after its death, and what falls due while the machine sleeps comes as much later. */
function mortal(clock: VirtualClock, life: Life): Clock {
  const monotonic = () => clock.monotonic() - life.slept;
  const setTimer = (ms: number, callback: () => void): (() => void) => {
    const due = monotonic() + Math.max(0, ms);
    let cancel = () => {};
    let cancelled = false;
    const arm = (delay: number) => {
      if (cancelled) return;
      cancel = clock.setTimer(delay, () => {
        if (!life.alive) return;
        if (life.asleep) life.onWake.push(() => arm(due - monotonic()));
        else if (monotonic() < due) arm(due - monotonic());
        else callback();
      });
    };
    arm(ms);
    return () => {
      cancelled = true;
      cancel();
    };
  };
  return { now: clock.now, monotonic, setTimer };
}

/** What a commit comes to when the disk is full. */
function fullDisk(_: unknown): never {
  throw new Error('database or disk is full');
}

interface JobRecord {
  id: number;
  state: string;
  input: string;
}

/**
 * Everything that must hold whenever nothing is under way: each job once and accounted for, each accepted run recorded as an attempt,
 * none accepted twice for a job that was not uncertain in between, each output at home. Returns what is wrong.
 */
export function accounts(world: EngineWorld): string[] {
  const { store, sandbox, files } = world;
  const wrong: string[] = [];
  const accepted = new Map<string, number>();
  for (const run of sandbox.accepted()) accepted.set(String(run.input.prompt), (accepted.get(String(run.input.prompt)) ?? 0) + 1);
  const outcomes = store.prepare<[number], string>('SELECT outcome FROM attempt WHERE job_id = ?').pluck();
  // Finished at the API, and given up (or lost) before all of it was home: a person may have sent such a job again.
  const unfetched = store
    .prepare<[number], number>(
      `SELECT COUNT(DISTINCT attempt.id) FROM attempt JOIN output ON output.attempt_id = attempt.id WHERE job_id = ? AND outcome = 'done' AND output.state != 'home'`,
    )
    .pluck();
  for (const job of store.prepare<[], JobRecord>('SELECT id, state, input FROM job').all()) {
    const runs = accepted.get((JSON.parse(job.input) as { prompt: string }).prompt) ?? 0;
    const attempts = outcomes.all(job.id);
    const count = (...names: string[]) => attempts.filter((outcome) => names.includes(outcome)).length;
    if (runs > count('done', 'failed', 'cancelled', 'uncertain', 'open'))
      wrong.push(`job ${job.id} (${job.state}): ${runs} runs accepted, attempts ${attempts.join()}`);
    if (runs > 1 + count('uncertain', 'failed', 'cancelled') + Number(unfetched.get(job.id)))
      wrong.push(`job ${job.id}: accepted ${runs} times, attempts ${attempts.join()}`);
    if (runs < count('done')) wrong.push(`job ${job.id}: ${runs} runs accepted and ${count('done')} done`);
    if (job.state === 'uncertain' && count('uncertain') === 0) wrong.push(`job ${job.id} is uncertain without an attempt that is`);
  }
  for (const sha256 of store.prepare<[], string>(`SELECT sha256 FROM output WHERE state = 'home'`).pluck().all()) {
    const bytes = files.assets.get(sha256);
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) wrong.push(`asset ${sha256} is not home`);
  }
  const recount = `SELECT batch_id, state, COUNT(*) AS jobs FROM job GROUP BY batch_id, state ORDER BY batch_id, state`;
  const counted = 'SELECT batch_id, state, jobs FROM batch_count WHERE jobs != 0 ORDER BY batch_id, state';
  if (JSON.stringify(store.prepare(recount).all()) !== JSON.stringify(store.prepare(counted).all())) wrong.push('the counts of batches are off');
  if (store.pragma('integrity_check', { simple: true }) !== 'ok') wrong.push('the database is damaged');
  if ((store.pragma('foreign_key_check') as unknown[]).length > 0) wrong.push('rows refer to nothing');
  return wrong;
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
