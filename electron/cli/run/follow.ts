/** Follows batches until nothing more will happen to them by itself. */
import type { Clock } from '../../../shared/clock.ts';
import type { EngineEvent } from '../../../shared/contract.ts';
import type { BatchView, EngineStatus, KeyView } from '../../../shared/domain.ts';
import { ACTIVE_STATES, JOB_STATES, NO_JOBS, type JobCounts, type JobState } from '../../../shared/job-state.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { ask } from '../ask.ts';
import { whyStuck } from './stuck.ts';

/** A waiting job's reason is computed after it was queued: give it time to appear before believing that no key can run it. */
const BELIEVE_STUCK_MS = 2_000;
/** While all keys wait nothing changes: a line now and then says that this is so. */
const LOOK_AGAIN_MS = 10_000;

/** `stuck`: jobs are queued and no key can ever run them. `why` is a sentence fit to show. */
export type Ending = { kind: 'over' } | { kind: 'stuck'; why: string } | { kind: 'interrupted' };

/** What a progress line shows. */
export interface Progress {
  counts: JobCounts;
  total: number;
  keys: KeyView[];
  status: EngineStatus;
  /** The latest batch's forecast; null while one has none. */
  doneAt: number | null;
}

export interface FollowOptions {
  engine: Pick<Engine, 'call' | 'subscribe'>;
  clock: Clock;
  ids: number[];
  /** Called whenever jobs are uncertain. */
  settleUncertain(): Promise<void>;
  onProgress(progress: Progress): void;
  interrupted: AbortSignal;
}

/** Resolves when every job of the batches is done, failed, cancelled or uncertain, or cannot go on. Rejects with an AppError of the engine. */
export async function follow({ engine, clock, ids, settleUncertain, onProgress, interrupted }: FollowOptions): Promise<Ending> {
  const state = new FollowedState(ids);
  const changed = new Signal();
  const unsubscribe = engine.subscribe((event) => state.apply(event) && changed.raise());
  const onAbort = () => changed.raise();
  interrupted.addEventListener('abort', onAbort);
  try {
    state.put(await ask(engine, 'app.snapshot', null));
    let stuckSince: number | null = null;
    while (!interrupted.aborted) {
      onProgress(state.progress());
      if (state.count('uncertain') > 0) await settleUncertain();
      // Events come a moment after what they tell: before believing that all is over, look again.
      if (state.moving() === 0) state.put(await ask(engine, 'app.snapshot', null));
      if (state.moving() === 0) return { kind: 'over' };
      const why = state.active() === 0 ? await whyStuck(engine, state.progress(), ids) : null;
      if (why === null) stuckSince = null;
      else stuckSince ??= clock.monotonic();
      if (why !== null && stuckSince !== null && clock.monotonic() - stuckSince >= BELIEVE_STUCK_MS) return { kind: 'stuck', why };
      await changed.next(clock, why === null ? LOOK_AGAIN_MS : BELIEVE_STUCK_MS);
    }
    return { kind: 'interrupted' };
  } finally {
    unsubscribe();
    interrupted.removeEventListener('abort', onAbort);
  }
}

class FollowedState {
  readonly #ids: ReadonlySet<number>;
  readonly #batches = new Map<number, BatchView>();
  readonly #keys = new Map<number, KeyView>();
  #status: EngineStatus | null = null;

  constructor(ids: number[]) {
    this.#ids = new Set(ids);
  }

  put({ batches, keys, status }: { batches: BatchView[]; keys: KeyView[]; status: EngineStatus }): void {
    this.#status = status;
    for (const batch of batches) this.#putBatch(batch);
    for (const key of keys) putNewer(this.#keys, key);
  }

  /** True when it concerns what is followed. */
  apply(event: EngineEvent): boolean {
    switch (event.name) {
      case 'batch.changed':
        return event.payload.map((batch) => this.#putBatch(batch)).includes(true);
      case 'key.changed':
        for (const key of event.payload) putNewer(this.#keys, key);
        return true;
      case 'key.removed':
        for (const id of event.payload) this.#keys.delete(id);
        return true;
      case 'status.changed':
        this.#status = event.payload;
        return true;
      case 'job.changed':
        return event.payload.some((job) => this.#ids.has(job.batchId) && job.waiting !== null);
      default:
        return false;
    }
  }

  count(jobState: JobState): number {
    return [...this.#batches.values()].reduce((sum, batch) => sum + (batch.counts[jobState] ?? 0), 0);
  }

  active(): number {
    return ACTIVE_STATES.reduce((sum, name) => sum + this.count(name), 0);
  }

  moving(): number {
    return this.active() + this.count('queued');
  }

  progress(): Progress {
    if (!this.#status) throw new Error('progress is known only after the snapshot');
    const counts = Object.fromEntries(JOB_STATES.map((name) => [name, this.count(name)])) as Record<JobState, number>;
    const batches = [...this.#batches.values()];
    const endings = batches.filter((batch) => (batch.counts.queued ?? 0) > 0).map((batch) => batch.forecast?.at ?? null);
    return {
      counts: { ...NO_JOBS, ...counts },
      total: batches.reduce((sum, batch) => sum + batch.total, 0),
      keys: [...this.#keys.values()].filter((key) => key.endpoint === this.#status?.endpoint),
      status: this.#status,
      doneAt: endings.length > 0 && endings.every((at) => at !== null) ? Math.max(...endings) : null,
    };
  }

  #putBatch(batch: BatchView): boolean {
    return this.#ids.has(batch.id) && putNewer(this.#batches, batch);
  }
}

function putNewer<T extends { id: number; revision: number }>(rows: Map<number, T>, row: T): boolean {
  const known = rows.get(row.id);
  if (known && known.revision > row.revision) return false;
  rows.set(row.id, row);
  return true;
}

/** Remembers that something changed until someone waits for it: nothing that happens in between is missed. */
class Signal {
  #raised = false;
  #wake = () => {};

  raise(): void {
    this.#raised = true;
    this.#wake();
  }

  /** Resolves at the next change, or after `withinMs`. */
  async next(clock: Clock, withinMs: number): Promise<void> {
    if (!this.#raised) {
      await new Promise<void>((resolve) => {
        const cancel = clock.setTimer(withinMs, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
    this.#raised = false;
  }
}
