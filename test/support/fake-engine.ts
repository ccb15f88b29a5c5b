import type {
  CallInput,
  CallName,
  CallOutput,
  EngineEvent,
  EventName,
  EventPayload,
  MediaKind,
  CompositionView,
  PresetView,
  Snapshot,
  WildcardView,
} from '../../shared/contract.ts';
import {
  type AssetView,
  type BatchView,
  DEFAULT_SETTINGS,
  type EngineStatus,
  type FlightView,
  type JobView,
  type KeyView,
  type ModelView,
  type PlannedFlight,
  type RequestView,
  type Settings,
  type Totals,
} from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { LinkedClient, LinkState } from '../../renderer/client/link.ts';
import { Listeners } from '../../renderer/client/listeners.ts';
import { APP_CALLS } from './fake-calls/app-calls.ts';
import { BOARD_CALLS } from './fake-calls/board-calls.ts';
import { COMPOSE_CALLS } from './fake-calls/compose-calls.ts';
import type { FakeCalls } from './fake-calls/fake-calls.ts';
import { KEY_CALLS } from './fake-calls/key-calls.ts';
import { LIBRARY_CALLS } from './fake-calls/library-calls.ts';
import { QUEUE_CALLS } from './fake-calls/queue-calls.ts';
import { busyBatches, jobsOf, NOW, STATUS, totalsOf } from './fake-data.ts';

export interface FakeWorld {
  status?: Partial<EngineStatus>;
  keys?: KeyView[];
  batches?: BatchView[];
  models?: ModelView[];
  assets?: AssetView[];
  totals?: Partial<Totals>;
  settings?: Partial<Settings>;
  /** What the flight board shows. */
  traffic?: { requests: RequestView[]; flights: FlightView[]; planned: PlannedFlight[] };
  link?: LinkState;
  /** Calls that are answered so many times and then never: what a screen shows meanwhile. */
  silentCalls?: Partial<Record<CallName, number>>;
  /** The engine's clock. */
  now?: () => number;
  mediaUrl?: LinkedClient['mediaUrl'];
}

/** An engine in memory behind the real client interface: it keeps rows, does what commands say to them, and announces every change. */
export class FakeEngine implements LinkedClient {
  readonly wildcards = new Map<string, WildcardView>();
  desk: { text: string; savedAt: number } | null = null;
  webhooks = { known: false, trusted: false, deaf: false, received: 0, refused: 0 };
  presets: (PresetView & { draft: string })[] = [];
  readonly history: (CompositionView & { draft: string })[] = [];
  readonly #events = new Listeners<EngineEvent>();
  readonly #reconnects = new Listeners<void>();
  readonly #links = new Listeners<LinkState>();
  readonly #silent: Map<string, number>;
  readonly #now: () => number;
  readonly #media: LinkedClient['mediaUrl'];
  #link: LinkState;
  sequence = 0;
  status: EngineStatus;
  settings: Settings;
  totalsMore: Partial<Totals>;
  keys: Map<number, KeyView>;
  batches: Map<number, BatchView>;
  jobs: Map<number, JobView>;
  models: ModelView[];
  assets: AssetView[];
  requests: RequestView[];
  flights: FlightView[];
  planned: PlannedFlight[];
  /** Tokens of commands that were taken back. */
  undone: number[] = [];

  constructor(world: FakeWorld = {}) {
    const batches = world.batches ?? busyBatches();
    this.status = { ...STATUS, ...world.status };
    this.settings = { ...DEFAULT_SETTINGS, theme: 'dark', ...world.settings };
    this.totalsMore = world.totals ?? {};
    this.keys = new Map((world.keys ?? []).map((one) => [one.id, one]));
    this.batches = new Map(batches.map((one) => [one.id, one]));
    this.jobs = new Map(batches.flatMap(jobsOf).map((one) => [one.id, one]));
    this.models = world.models ?? [];
    this.assets = world.assets ?? [];
    this.requests = world.traffic?.requests ?? [];
    this.flights = world.traffic?.flights ?? [];
    this.planned = world.traffic?.planned ?? [];
    this.#link = world.link ?? 'open';
    this.#silent = new Map(Object.entries(world.silentCalls ?? {}));
    this.#now = world.now ?? (() => NOW);
    this.#media = world.mediaUrl ?? ((kind, sha256) => `/media/${kind}/${sha256}`);
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    if (this.#isSilent(name)) return new Promise(() => {});
    const handler = HANDLERS[name] as ((engine: FakeEngine, input: CallInput<N>) => CallOutput<N>) | undefined;
    if (!handler) throw new AppError('INTERNAL', `The fake engine has no ${name}.`);
    return handler(this, input);
  }

  #isSilent(name: CallName): boolean {
    const left = this.#silent.get(name);
    if (left !== undefined) this.#silent.set(name, Math.max(0, left - 1));
    return left === 0;
  }

  clock(): number {
    return this.#now();
  }

  subscribe(listener: (event: EngineEvent) => void): () => void {
    return this.#events.add(listener);
  }

  onReconnect(listener: () => void): () => void {
    return this.#reconnects.add(listener);
  }

  onLink(listener: (state: LinkState) => void): () => void {
    listener(this.#link);
    return this.#links.add(listener);
  }

  mediaUrl(kind: MediaKind, sha256: string): string {
    return this.#media(kind, sha256);
  }

  exportUrl(ticket: string): string {
    return `/export/${ticket}`;
  }

  setLink(state: LinkState): void {
    const wasLost = this.#link === 'lost';
    this.#link = state;
    this.#links.tell(state);
    if (wasLost && state === 'open') this.#reconnects.tell();
  }

  emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    this.#events.tell({ sequence: ++this.sequence, name, payload } as EngineEvent);
  }

  snapshot(): Snapshot {
    return {
      sequence: this.sequence,
      now: this.#now(),
      status: this.status,
      totals: this.totals(),
      keys: [...this.keys.values()],
      batches: [...this.batches.values()],
      models: this.models,
      collections: [],
      settings: this.settings,
    };
  }

  totals(): Totals {
    return totalsOf([...this.batches.values()], this.totalsMore);
  }

  setStatus(more: Partial<EngineStatus>): void {
    this.status = { ...this.status, ...more };
    this.emit('status.changed', this.status);
  }

  putKey(changed: KeyView): KeyView {
    const next = { ...changed, revision: changed.revision + 1 };
    this.keys.set(next.id, next);
    this.emit('key.changed', [next]);
    return next;
  }

  putBatch(changed: BatchView): void {
    const next = { ...changed, revision: changed.revision + 1 };
    this.batches.set(next.id, next);
    this.emit('batch.changed', [next]);
    this.emit('totals.changed', this.totals());
  }

  /** Moves jobs to a state and their batches' counts with them. */
  moveJobs(ids: readonly number[], state: JobView['state']): number {
    const moved = ids.flatMap((id) => this.jobs.get(id) ?? []);
    for (const before of moved) {
      this.jobs.set(before.id, { ...before, state, revision: before.revision + 1, waiting: null });
      const batch = this.batches.get(before.batchId);
      if (batch)
        this.batches.set(batch.id, { ...batch, counts: { ...batch.counts, [before.state]: batch.counts[before.state] - 1, [state]: batch.counts[state] + 1 } });
    }
    if (moved.length > 0)
      this.emit(
        'job.changed',
        moved.map((job) => this.jobs.get(job.id)!),
      );
    for (const id of new Set(moved.map((job) => job.batchId))) this.putBatch(this.batches.get(id)!);
    return moved.length;
  }

  /** Those in the trash, or all others; of these kinds, if any are named. */
  assetsIn({ trashed = false, kinds }: { trashed?: boolean | undefined; kinds?: readonly AssetView['kind'][] | undefined }): AssetView[] {
    return this.assets.filter((asset) => (asset.trashedAt !== null) === trashed && (kinds?.includes(asset.kind) ?? true));
  }

  changeAssets(sha256s: readonly string[], change: (asset: AssetView) => Partial<AssetView>): number {
    const wanted = new Set(sha256s);
    this.assets = this.assets.map((asset) => (wanted.has(asset.sha256) ? { ...asset, ...change(asset), revision: asset.revision + 1 } : asset));
    const changed = this.assets.filter((asset) => wanted.has(asset.sha256));
    this.emit('asset.changed', changed);
    return changed.length;
  }

  jobsIn(filter: { batchId?: number | undefined; states?: readonly JobView['state'][] | undefined; text?: string | undefined }): JobView[] {
    const text = filter.text?.toLowerCase();
    return [...this.jobs.values()].filter(
      (job) =>
        (filter.batchId === undefined || job.batchId === filter.batchId) &&
        (!filter.states || filter.states.includes(job.state)) &&
        (!text || (job.prompt ?? '').toLowerCase().includes(text)),
    );
  }
}

const HANDLERS: FakeCalls = { ...APP_CALLS, ...BOARD_CALLS, ...COMPOSE_CALLS, ...KEY_CALLS, ...LIBRARY_CALLS, ...QUEUE_CALLS };
