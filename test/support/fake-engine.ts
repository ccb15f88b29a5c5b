import type {
  CallInput,
  CallName,
  CallOutput,
  EngineEvent,
  EventName,
  EventPayload,
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
  type Kept,
  type KeyView,
  type ModelView,
  type PlannedFlight,
  type RequestView,
  type Settings,
  type Totals,
} from '../../shared/domain.ts';
import { JOB_STATES, type JobCounts } from '../../shared/job-state.ts';
import { AppError } from '../../shared/errors.ts';
import { stackOf } from '../../shared/library/stack-of.ts';
import { inputKey } from '../../shared/matrix/input-key.ts';
import type { LinkedClient, LinkState } from '../../renderer/client/link.ts';
import { Listeners } from '../../renderer/client/listeners.ts';
import { facetsOfAssets } from './fake-library.ts';
import { batch, busyBatches, counts, detailOf, hashes, jobsOf, key, NOW, STATUS, totalsOf } from './fake-data.ts';

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
  /** Calls that never answer: what a screen shows meanwhile. */
  silentCalls?: CallName[];
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
  readonly #silent: ReadonlySet<CallName>;
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
    this.#silent = new Set(world.silentCalls);
    this.#now = world.now ?? (() => NOW);
    this.#media = world.mediaUrl ?? ((kind, sha256) => `/media/${kind}/${sha256}`);
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    if (this.#silent.has(name)) return new Promise(() => {});
    const handler = HANDLERS[name] as ((engine: FakeEngine, input: CallInput<N>) => CallOutput<N>) | undefined;
    if (!handler) throw new AppError('INTERNAL', `The fake engine has no ${name}.`);
    return handler(this, input);
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

  mediaUrl(kind: 'asset' | 'thumbnail', sha256: string): string {
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

type Handlers = { [N in CallName]?: (engine: FakeEngine, input: CallInput<N>) => CallOutput<N> };

const HANDLERS: Handlers = {
  'forecast.ask': (_, { jobs }) => ({
    at: NOW + 10 * 60_000,
    from: NOW + 8 * 60_000,
    to: NOW + 15 * 60_000,
    waits: null,
    trialAt: null,
    shareOfToday: 0.61,
    perKey: [{ keyId: 1, jobs: jobs.reduce((sum, { count }) => sum + count, 0), requests: 1, until: NOW + 10 * 60_000 }],
    credits: { known: 0, unknownJobs: 0 },
  }),
  'wildcard.list': (engine) => [...engine.wildcards.values()].sort((one, other) => one.name.localeCompare(other.name)),
  'wildcard.put': (engine, { name, text, was }) => {
    if (was !== undefined) engine.wildcards.delete(was);
    const kept = { name, text, changedAt: NOW };
    engine.wildcards.set(name, kept);
    return kept;
  },
  'desk.load': (engine) => engine.desk,
  'desk.save': (engine, { text }) => (engine.desk = { text, savedAt: NOW }),
  'preset.list': (engine) => engine.presets.map(({ draft: _, ...preset }) => preset).sort((one, other) => one.name.localeCompare(other.name)),
  'preset.get': (engine, { id }) => ({ draft: engine.presets.find((one) => one.id === id)!.draft }),
  'preset.put': (engine, preset) => {
    const known = 'id' in preset ? engine.presets.find(({ id }) => id === preset.id)! : { id: engine.presets.length + 1, model: null, prompt: '', draft: '' };
    const put = { ...known, ...preset, tags: preset.tags, changedAt: NOW };
    engine.presets = [...engine.presets.filter(({ id }) => id !== put.id), put];
    return put;
  },
  'preset.remove': (engine, { id }) => {
    engine.presets = engine.presets.filter((one) => one.id !== id);
    return null;
  },
  'history.list': (engine, { text = '', offset = 0, limit = 100 }) => {
    const found = engine.history.filter(({ name }) => name.includes(text)).toReversed();
    return { entries: found.slice(offset, offset + limit).map(({ draft: _, ...entry }) => entry), total: found.length };
  },
  'history.get': (engine, { id }) => ({ draft: engine.history.find((one) => one.id === id)!.draft }),
  'wildcard.remove': (engine, { name }) => {
    engine.wildcards.delete(name);
    return null;
  },
  'compose.made': (engine, { seeds }) => ({
    made: engine.assets.flatMap((asset) =>
      asset.seed !== null && seeds.includes(asset.seed) ? [{ key: inputKey(asset.input), sha256: asset.sha256, shown: asset.thumbnail === 'ready' }] : [],
    ),
    next: null,
  }),
  'app.snapshot': (engine) => engine.snapshot(),
  'settings.update': (engine, change) => {
    engine.settings = { ...engine.settings, ...(change as Settings) };
    engine.emit('settings.changed', engine.settings);
    return engine.settings;
  },
  'batch.create': (engine, { name, jobs, composition }) => {
    const id = Math.max(0, ...engine.batches.keys()) + 1;
    if (composition)
      engine.history.push({ ...composition, id: engine.history.length + 1, batchId: id, name, model: jobs[0]!.model, jobs: jobs.length, createdAt: NOW });
    const made = batch({ id, name, counts: { queued: jobs.length } });
    for (const job of jobsOf(made)) engine.jobs.set(job.id, job);
    engine.putBatch(made);
    return { batchId: id, jobs: jobs.length, existing: false };
  },
  'batch.pause': (engine, { id }) => (engine.putBatch({ ...batchOf(engine, id), state: 'paused' }), null),
  'batch.resume': (engine, { id }) => (engine.putBatch({ ...batchOf(engine, id), state: 'active' }), null),
  'batch.cancel': (engine, { id }) => {
    const cancelled = engine.moveJobs(
      engine.jobsIn({ batchId: id, states: ['queued'] }).map((job) => job.id),
      'cancelled',
    );
    engine.putBatch({ ...batchOf(engine, id), state: 'cancelled' });
    return { cancelled, undo: null };
  },
  'batch.release': (engine, { id }) => (
    engine.putBatch({ ...batchOf(engine, id), trial: null, waiting: null }),
    { released: batchOf(engine, id).counts.queued }
  ),
  'batch.update': (engine, { id, name, start, stopAfter }) => {
    const known = batchOf(engine, id);
    const next = start === undefined || start.kind === 'new-day' ? known.start : start;
    engine.putBatch({ ...known, name: name ?? known.name, start: next, waiting: null, stopAfter: stopAfter === undefined ? known.stopAfter : stopAfter });
    return null;
  },
  'batch.setPriority': (engine, { id, priority }) => (engine.putBatch({ ...batchOf(engine, id), priority }), null),
  'queue.pause': (engine) => (engine.setStatus({ paused: true }), null),
  'queue.tryNow': (engine) => (engine.setStatus({ api: { state: 'active' } }), null),
  'queue.resume': (engine) => (engine.setStatus({ paused: false }), null),
  'job.list': (engine, { offset = 0, limit = 100, ...filter }) => {
    const found = engine.jobsIn(filter);
    return { jobs: found.slice(offset, offset + limit), total: found.length };
  },
  'job.ids': (engine, filter) => ({ ids: engine.jobsIn(filter).map((job) => job.id) }),
  'job.census': (engine, { ids }) => {
    const some = ids.flatMap((id) => engine.jobs.get(id) ?? []);
    const found = JOB_STATES.map((state) => [state, some.filter((job) => job.state === state).length]);
    return { counts: Object.fromEntries(found) as JobCounts, credits: 2 * some.length, unpriced: 0 };
  },
  'job.update': (engine, { ids, change }) => {
    const queued = ids.flatMap((id) => engine.jobs.get(id) ?? []).filter((job) => job.state === 'queued');
    for (const job of queued) {
      const prompt = change.set?.['prompt'];
      engine.jobs.set(job.id, {
        ...job,
        revision: job.revision + 1,
        priority: change.priority ?? job.priority,
        prompt: typeof prompt === 'string' ? prompt : job.prompt,
      });
    }
    engine.emit(
      'job.changed',
      queued.map((job) => engine.jobs.get(job.id)!),
    );
    return { updated: queued.length, left: ids.length - queued.length, undo: 7 };
  },
  'undo.apply': (engine, { undo }) => {
    engine.undone.push(undo);
    return { undone: 1, left: 0 };
  },
  'batch.setLabels': (engine, { id, labels }) => (engine.putBatch({ ...batchOf(engine, id), labels }), null),
  'batch.clear': (engine, { ids }) => {
    for (const id of ids) engine.batches.delete(id);
    engine.emit('batch.removed', [...ids]);
    return { cleared: ids.length, undo: 8 };
  },
  'job.release': (engine, { ids }) => ({ released: engine.moveJobs(ids, 'queued') }),
  'job.get': (engine, { id }) => {
    const job = engine.jobs.get(id);
    if (!job) throw new AppError('NOT_FOUND', `There is no job ${id}.`);
    return detailOf(job);
  },
  'job.cancel': (engine, { ids }) => ({
    cancelled: engine.moveJobs(inStates(engine, ids, ['queued', 'submitting', 'running', 'collecting', 'uncertain']), 'cancelled'),
    undo: null,
  }),
  'job.retry': (engine, { ids }) => ({ queued: engine.moveJobs(inStates(engine, ids, ['failed', 'cancelled']), 'queued') }),
  'job.resolve': (engine, { ids, decision }) => ({ resolved: engine.moveJobs(ids, decision === 'fail' ? 'failed' : 'queued') }),
  'request.list': (engine, { since = 0, before }) => (before === undefined ? engine.requests.filter((one) => one.sentAt >= since).toReversed() : []),
  'flight.list': (engine, { since, before }) => (before === undefined ? engine.flights.filter((one) => one.startedAt >= since).toReversed() : []),
  'flight.plan': (engine) => ({ madeAt: engine.clock(), until: engine.clock() + 600_000, flights: engine.planned }),
  'key.minutes': () => [],
  'forecast.whatIf': (engine, scenario) => {
    const by = scenario.kind === 'without-key' ? 26 * 60_000 : -82 * 60_000;
    const open = [...engine.batches.values()].flatMap((one) => (one.forecast ? [{ batchId: one.id, at: one.forecast.at + by, asIs: one.forecast.at }] : []));
    return { batches: open };
  },
  'spend.report': () => [
    { by: 'batch', id: '1', name: 'Fox portraits, winter light', jobs: 138, reported: 276, estimated: 0, unknownJobs: 0 },
    { by: 'batch', id: '2', name: 'Harbour at night, 6 s clips', jobs: 34, reported: 465, estimated: 30, unknownJobs: 1 },
    { by: 'model', id: 'minimax-video', name: 'minimax-video', jobs: 34, reported: 465, estimated: 30, unknownJobs: 1 },
    { by: 'model', id: 'fal-ai/flux/dev', name: 'fal-ai/flux/dev', jobs: 138, reported: 276, estimated: 0, unknownJobs: 0 },
    { by: 'key', id: '1', name: 'Studio', jobs: 172, reported: 741, estimated: 30, unknownJobs: 1 },
  ],
  'request.get': (engine, { id }) => {
    const request = engine.requests.find((one) => one.id === id);
    if (!request) throw new AppError('NOT_FOUND', 'There is no such request any more.');
    return {
      request,
      keyLabel: engine.keys.get(request.keyId)?.label ?? '–',
      method: 'POST',
      url: 'https://api.example.test/v1/models/fal-ai/flux/dev/run',
      headers: [
        ['Accept', 'application/json'],
        ['Authorization', 'Bearer sk_live_…7f3a'],
        ['Content-Type', 'application/json'],
      ],
      body: { input: { prompt: 'a red fox in fog' }, async: true },
      answer: request.outcome === 'lost' ? null : { status: request.status, headers: [['X-RateLimit-Remaining', '14']], kept: { id: 'req_9f41c07e2b8d' } },
    };
  },
  'key.add': (engine, { keys }) => {
    const first = Math.max(0, ...engine.keys.keys()) + 1;
    const added = keys.map(({ secret, label }, at) =>
      key({
        id: first + at,
        label: label ?? `Key ${first + at}`,
        plan: 'free',
        colour: (first + at) % 8,
        used: 1,
        resetInS: 59,
        jobs: 0,
        day: 1,
        more: { last4: secret.slice(-4), endpoint: engine.status.endpoint },
      }),
    );
    for (const one of added) engine.putKey(one);
    return { added, known: [] };
  },
  'key.update': (engine, { id, ...change }) => {
    const known = keyOf(engine, id);
    const state = change.enabled === undefined ? known.state : change.enabled ? 'ready' : 'disabled';
    return engine.putKey({ ...known, label: change.label ?? known.label, colour: change.colour ?? known.colour, labels: change.labels ?? known.labels, state });
  },
  'key.remove': (engine, { id }) => {
    engine.keys.delete(id);
    engine.emit('key.removed', [id]);
    return null;
  },
  'key.test': (engine, { id }) => engine.putKey({ ...keyOf(engine, id), lastError: null }),
  'vault.create': (engine) => (engine.setStatus({ vault: { kind: 'passphrase', state: 'open' } }), null),
  'vault.unlock': (engine, { passphrase }) => {
    if (passphrase === 'wrong') throw new AppError('BAD_INPUT', 'This is not the passphrase of this vault. Nothing was changed; try again.');
    engine.setStatus({ vault: { kind: 'passphrase', state: 'open' } });
    return null;
  },
  'model.get': (engine, { id }) => {
    const model = engine.models.find((one) => one.id === id);
    if (!model) throw new AppError('NOT_FOUND', `There is no model ${id}.`);
    return model;
  },
  'model.refresh': (engine) => ({ models: engine.models.length }),
  'asset.list': (engine, { offset = 0, limit = 100, ...filter }) => {
    const found = engine.assetsIn(filter);
    return { assets: found.slice(offset, offset + limit), total: found.length, tookMs: 4 };
  },
  'asset.order': (engine, { offset = 0, limit = 20_000, ...filter }) => orderOf(engine.assetsIn(filter), offset, limit),
  'asset.facets': (engine, filter) => facetsOfAssets(engine.assetsIn(filter)),
  'search.vocabulary': () => ({ model: [], tag: [], batch: [], in: [], key: [], pick: [] }),
  'collection.counts': () => [],
  'asset.some': (engine, { ids }) => ids.flatMap((id) => engine.assets.find((one) => one.id === id) ?? []),
  'asset.hashes': (engine, { ids }) => ids.flatMap((id) => engine.assets.find((one) => one.id === id)?.sha256 ?? []),
  'asset.lineage': (engine, { sha256 }) => ({ assets: engine.assets.filter((one) => one.sha256 === sha256), edges: [], uses: 0 }),
  'asset.keep': (engine, { sha256s, change: { addTags = [], removeTags = [], ...change } }) => ({
    changed: engine.changeAssets(sha256s, ({ kept }) => ({
      kept: { ...kept, ...(change as Partial<Kept>), tags: [...kept.tags.filter((tag) => !removeTags.includes(tag)), ...addTags] },
    })),
    undo: 9,
  }),
  'asset.trash': (engine, { sha256s }) => ({ trashed: engine.changeAssets(sha256s, () => ({ trashedAt: engine.clock() })), undo: 10 }),
  'asset.restore': (engine, { sha256s }) => ({ restored: engine.changeAssets(sha256s, () => ({ trashedAt: null })), undo: 11 }),
  'collection.of': () => [],
  'media.ways': (engine, { sha256s }) => sha256s.map((sha256) => ({ sha256, way: { kind: 'address', until: engine.clock() + 20 * 3_600_000 } })),
  'bucket.status': () => ({ secret: false }),
  'webhook.status': (engine) => engine.webhooks,
  'webhook.setSecret': (engine, { secret }) => {
    engine.webhooks = { ...engine.webhooks, known: secret !== null, trusted: secret !== null };
    return null;
  },
  'model.scores': () => [],
  'batch.stretch': (engine, { id, first, count }) => {
    const jobs = engine.jobsIn({ batchId: id });
    return { jobs: jobs.filter(({ number }) => number >= first && number < first + count), total: jobs.length };
  },
  'asset.get': (engine, { sha256 }) => {
    const asset = engine.assets.find((one) => one.sha256 === sha256);
    if (!asset) throw new AppError('NOT_FOUND', 'There is no such asset.');
    return asset;
  },
  'thumbnail.next': () => [],
  'thumbnail.put': () => null,
  'duplicates.find': () => ({ groups: [], total: 0 }),
  'likeness.next': () => [],
  'likeness.put': () => null,
  'sandbox.start': (engine) => {
    engine.setStatus({ endpoint: 'sandbox', sandbox: { state: 'running', baseUrl: 'http://127.0.0.1:4010/v1' }, api: { state: 'active' } });
    (['free', 'pro', 'business'] as const).forEach((plan, at) => {
      const more = { endpoint: 'sandbox', source: 'sandbox', prefix: 'sk_test_' } as const;
      engine.putKey(key({ id: 101 + at, label: `sandbox ${plan}`, plan, colour: at, used: 0, resetInS: null, jobs: 0, day: 0, more }));
    });
    return null;
  },
  'sandbox.stop': (engine) => (engine.setStatus({ endpoint: 'api', sandbox: { state: 'stopped' } }), null),
  'sandbox.starterBatch': (engine) => {
    const made = batch({
      id: 900,
      name: 'Starter batch',
      counts: counts({ queued: 12, running: 4, done: 8 }),
      covers: hashes(3, 4),
      more: { endpoint: 'sandbox', source: 'starter' },
    });
    for (const job of jobsOf(made)) engine.jobs.set(job.id, job);
    engine.putBatch(made);
    return { batchId: 900, jobs: made.total };
  },
};

function orderOf(found: readonly AssetView[], offset: number, limit: number): CallOutput<'asset.order'> {
  const page = found.slice(offset, offset + limit);
  return {
    total: found.length,
    tookMs: 4,
    ids: page.map(({ id }) => id),
    kinds: page.map(({ kind }) => kind[0]).join(''),
    ratios: page.map(({ width, height }) => (width && height ? Math.round((1_000 * width) / height) : 0)),
    times: page.map(({ createdAt }) => createdAt),
    batchIds: page.map(({ batchId }) => batchId ?? 0),
    stacks: page.map((asset) => stackOf(asset) ?? ''),
    ratings: page.map(({ kept }) => kept.rating ?? 0).join(''),
    picks: page.map(({ kept }) => kept.pick?.[0] ?? '-').join(''),
    batches: [...new Map(page.flatMap(({ batchId, batchName }) => (batchId === null ? [] : [[batchId, batchName] as const])))].map(([id, name]) => ({
      id,
      name,
    })),
  };
}

function batchOf(engine: FakeEngine, id: number): BatchView {
  const found = engine.batches.get(id);
  if (!found) throw new AppError('NOT_FOUND', `There is no batch ${id}.`);
  return found;
}

function keyOf(engine: FakeEngine, id: number): KeyView {
  const found = engine.keys.get(id);
  if (!found) throw new AppError('NOT_FOUND', `There is no key ${id}.`);
  return found;
}

function inStates(engine: FakeEngine, ids: readonly number[], states: readonly JobView['state'][]): number[] {
  return ids.filter((id) => states.some((state) => engine.jobs.get(id)?.state === state));
}
