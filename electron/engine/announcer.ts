import type { Clock } from '../../shared/clock.ts';
import type { EngineEvent, EventName, EventPayload } from '../../shared/contract.ts';
import type { Logger } from './log.ts';
import type { Views } from './views.ts';

/** Changes are gathered for about three frames: a row that changes ten times in between is told once. */
const GATHER_MS = 50;
/** Sums over the request log are not free: they follow at this distance. */
const TOTALS_MS = 1_000;
const DURATIONS_MS = 5_000;

/**
 * Tells subscribers what changed. Rooms only take note which row is different (inside a transaction or not); the views are read when the
 * gathering ends, so that what is told is what is stored.
 */
export interface Announcer {
  job(id: number): void;
  batch(id: number): void;
  /** It was cleared from the list. */
  batchRemoved(id: number): void;
  key(id: number): void;
  keyRemoved(id: number): void;
  asset(sha256: string): void;
  /** It is deleted for good. */
  assetRemoved(id: number): void;
  /** A tile is wanted. */
  tiles(): void;
  /** Some collection, or what is in it. */
  collections(): void;
  /** Some work that is watched. */
  tasks(): void;
  request(id: number): void;
  status(): void;
  models(): void;
  /** A model's usual duration may have changed: told now and then, for the whole catalog goes with it. */
  durations(): void;
  settings(): void;
  /** There is a new forecast of single jobs. */
  plan(): void;
  subscribe(listener: (event: EngineEvent) => void): () => void;
  readonly sequence: number;
  /** Whether anybody is told. */
  readonly listening: boolean;
  stop(): void;
}

export function createAnnouncer(clock: Clock, views: () => Views, log: Logger): Announcer {
  const listeners = new Set<(event: EngineEvent) => void>();
  const changed = {
    jobs: new Set<number>(),
    batches: new Set<number>(),
    keys: new Set<number>(),
    removedKeys: new Set<number>(),
    removedBatches: new Set<number>(),
    removedAssets: new Set<number>(),
    assets: new Set<string>(),
    requests: new Set<number>(),
    status: false,
    models: false,
    settings: false,
    tiles: false,
    collections: false,
    tasks: false,
    plan: false,
    totals: false,
  };
  let sequence = 0;
  let cancelFlush: (() => void) | null = null;
  let totalsAt = -Infinity;
  let cancelTotals: (() => void) | null = null;
  let cancelDurations: (() => void) | null = null;

  function note(): void {
    cancelFlush ??= clock.setTimer(GATHER_MS, flush);
  }

  function emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    sequence++;
    const event = { sequence, name, payload } as EngineEvent;
    for (const listener of listeners) tell(listener, event);
  }

  /** A window that went away must not keep the others from hearing. */
  function tell(listener: (event: EngineEvent) => void, event: EngineEvent): void {
    try {
      listener(event);
    } catch (error) {
      log.error('an event could not be told', { name: event.name, error: String(error) });
    }
  }

  /** Reads rows that changed; what it returns tells of them. */
  function rows<I, N extends EventName>(ids: Set<I>, name: N, view: (id: I) => EventPayload<N> extends readonly (infer V)[] ? V | null : never): () => void {
    const payload = listeners.size > 0 ? [...ids].flatMap((id) => view(id) ?? []) : [];
    ids.clear();
    return () => payload.length > 0 && emit(name, payload as unknown as EventPayload<N>);
  }

  function removed(name: 'key.removed' | 'batch.removed' | 'asset.removed', ids: Set<number>): void {
    if (ids.size > 0) emit(name, [...ids]);
    ids.clear();
  }

  function flush(): void {
    cancelFlush = null;
    const view = views();
    const read = view.reading(() => [
      rows(changed.requests, 'request.changed', view.request),
      rows(changed.jobs, 'job.changed', view.job),
      rows(changed.assets, 'asset.changed', view.asset),
      rows(changed.batches, 'batch.changed', view.batch),
      rows(changed.keys, 'key.changed', view.key),
    ]);
    for (const told of read) told();
    removed('key.removed', changed.removedKeys);
    removed('batch.removed', changed.removedBatches);
    removed('asset.removed', changed.removedAssets);
    if (changed.tiles) emit('tile.wanted', null);
    if (changed.models) emit('model.changed', view.models());
    if (changed.tasks) emit('task.changed', view.tasks());
    if (changed.collections) emit('collection.changed', view.collections());
    if (changed.settings) emit('settings.changed', view.settings());
    if (changed.status) emit('status.changed', view.status());
    if (changed.plan) emit('plan.changed', { madeAt: clock.now() });
    changed.tiles = changed.models = changed.tasks = changed.collections = changed.settings = changed.status = changed.plan = false;
    flushTotals();
  }

  function flushTotals(): void {
    if (!changed.totals || cancelTotals) return;
    const wait = totalsAt + TOTALS_MS - clock.monotonic();
    if (wait > 0) {
      cancelTotals = clock.setTimer(wait, () => {
        cancelTotals = null;
        flushTotals();
      });
      return;
    }
    totalsAt = clock.monotonic();
    changed.totals = false;
    if (listeners.size > 0) emit('totals.changed', views().totals());
  }

  const add =
    <T>(set: Set<T>) =>
    (id: T) => {
      set.add(id);
      changed.totals = true;
      note();
    };
  const flag = (name: 'tiles' | 'status' | 'models' | 'tasks' | 'collections' | 'settings' | 'plan') => () => {
    changed[name] = true;
    note();
  };

  return {
    job: add(changed.jobs),
    batch: add(changed.batches),
    batchRemoved: add(changed.removedBatches),
    key: add(changed.keys),
    keyRemoved: add(changed.removedKeys),
    asset: add(changed.assets),
    assetRemoved: add(changed.removedAssets),
    request: add(changed.requests),
    status: flag('status'),
    models: flag('models'),
    durations() {
      cancelDurations ??= clock.setTimer(DURATIONS_MS, () => {
        cancelDurations = null;
        flag('models')();
      });
    },
    tiles: flag('tiles'),
    collections: flag('collections'),
    tasks: flag('tasks'),
    settings: flag('settings'),
    plan: flag('plan'),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get sequence() {
      return sequence;
    },
    get listening() {
      return listeners.size > 0;
    },
    stop() {
      cancelFlush?.();
      cancelTotals?.();
      cancelDurations?.();
      listeners.clear();
    },
  };
}
