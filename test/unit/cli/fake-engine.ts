import {
  CALLS,
  isCallName,
  type CallArgs,
  type CallName,
  type CallOutput,
  type CallResult,
  type EngineEvent,
  type JobDraft,
} from '../../../shared/contract.ts';
import { type BatchView, DEFAULT_SETTINGS, type EngineStatus, type JobView, type KeyView, type ModelView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { JOB_STATES, NO_JOBS, type JobState } from '../../../shared/job-state.ts';
import type { Engine, MediaFile } from '../../../electron/engine/engine-types.ts';

type Handlers = { [N in CallName]?: (input: CallArgs<N>) => CallOutput<N> };

const STATUS: EngineStatus = {
  version: '0.0.0',
  host: 'cli',
  workspace: 'somewhere',
  endpoint: 'api',
  baseUrl: 'http://127.0.0.1:1/v1',
  api: { state: 'untried' },
  vault: { kind: 'passphrase', state: 'new' },
  sandbox: { state: 'unavailable' },
  paused: false,
  disk: 'well',
  diskLow: null,
  library: { folder: null, here: true, moving: null, old: null },
};

export function fakeKey(changes: Partial<KeyView> = {}): KeyView {
  return {
    id: 1,
    revision: 1,
    label: 'studio',
    endpoint: 'api',
    source: 'environment',
    colour: 0,
    labels: [],
    account: null,
    accountSuggestion: null,
    creditBudget: null,
    spent: { credits: 0, unknown: 0 },
    prefix: 'sk_test_',
    last4: 'abcd',
    state: 'ready',
    plan: 'free',
    planSource: 'headers',
    allowance: {
      minute: { limit: 10, used: 0, remaining: 10, reserved: 0, resetAt: null, known: true },
      concurrency: { limit: 2, used: 0 },
      day: { limit: 100, used: 0, resetAt: null },
      asleep: null,
    },
    lastError: null,
    requests: 0,
    refused: 0,
    jobsDone: 0,
    forbidden: [],
    headers: null,
    ...changes,
  };
}

/** An engine whose jobs move when the test says so; it keeps batches and fingerprints as the real one does. */
export class FakeEngine implements Engine {
  readonly called: CallName[] = [];
  readonly handlers: Handlers = {};
  status: EngineStatus = { ...STATUS };
  keys: KeyView[] = [fakeKey()];
  models: ModelView[] = [];
  stopped = false;
  /** Called for each job as it is enqueued. */
  onJob: (job: JobView) => void = () => {};
  readonly #batches: (BatchView & { fingerprint: string | undefined })[] = [];
  readonly #jobs: JobView[] = [];
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #sequence = 0;

  get jobs(): readonly JobView[] {
    return this.#jobs;
  }

  get batches(): readonly BatchView[] {
    return this.#batches;
  }

  get listening(): number {
    return this.#listeners.size;
  }

  call = async (name: string, input: unknown): Promise<CallResult> => {
    this.called.push(name as CallName);
    try {
      const own = this.#own[name as CallName] as ((input: unknown) => unknown) | undefined;
      const handler = (this.handlers[name as CallName] as typeof own) ?? own;
      if (!handler || !isCallName(name)) throw new AppError('NOT_FOUND', `The fake has no ${name}.`);
      return { ok: true, value: handler(CALLS[name].input.parse(input)) as never };
    } catch (error) {
      return { ok: false, error: AppError.from(error).toData() };
    }
  };

  subscribe = (listener: (event: EngineEvent) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  media = async (): Promise<MediaFile | null> => null;
  outgoing = (): null => null;
  importFile: Engine['importFile'] = () => Promise.reject(new Error('not in this test'));
  followSettings = (): (() => void) => () => {};

  webhook = async (): Promise<number> => 200;

  hears = (): void => {};
  wake = (): void => {};
  stop = async (): Promise<void> => {
    this.stopped = true;
  };

  /** Moves a job and announces its batch, a tick later, as the real engine does. */
  move(id: number, state: JobState, changes: Partial<JobView> = {}): void {
    const job = this.#jobs.find((each) => each.id === id);
    if (!job) throw new Error(`no job ${id}`);
    Object.assign(job, { state, waiting: null, error: null, revision: job.revision + 1, ...changes });
    this.#recount(job.batchId);
    setImmediate(() => this.#announceBatch(job.batchId));
  }

  setKeys(keys: KeyView[]): void {
    this.keys = keys;
    this.#announce({ name: 'key.changed', payload: keys });
  }

  readonly #own: Handlers = {
    'app.snapshot': () => ({
      sequence: this.#sequence,
      now: 0,
      status: this.status,
      totals: {
        counts: { ...NO_JOBS },
        requestsToday: 0,
        requestsPerDay: null,
        requests24h: 0,
        refused24h: 0,
        jobsDone24h: 0,
        creditsToday: 0,
        assets: 0,
        assetBytes: 0,
      },
      keys: this.keys,
      batches: this.#batches.map((batch) => ({ ...batch })),
      models: this.models,
      collections: [],
      settings: DEFAULT_SETTINGS,
    }),
    'batch.create': ({ name, jobs, fingerprint, uncertainRule, source }) => {
      const existing = this.#batches.find((batch) => batch.fingerprint !== undefined && batch.fingerprint === fingerprint);
      if (existing) return { batchId: existing.id, jobs: existing.total, existing: true };
      return this.#create({ name, fingerprint, uncertainRule, source }, jobs);
    },
    'batch.summary': ({ ids }) => {
      const jobs = this.#jobs.filter((job) => ids.includes(job.batchId));
      const counts = Object.fromEntries(JOB_STATES.map((state) => [state, jobs.filter((job) => job.state === state).length])) as Record<JobState, number>;
      const keys = this.keys.map(({ label }) => ({ label, requests: jobs.length, rateLimited: 0, jobs: counts.done }));
      return { jobs: counts, requests: { run: jobs.length, poll: 0, other: 0 }, rateLimited: 0, creditsUsed: counts.done, assets: counts.done, keys };
    },
    'job.list': ({ batchId, states, offset, limit }) => {
      const found = this.#jobs.filter((job) => (batchId === undefined || job.batchId === batchId) && (!states || states.includes(job.state)));
      return { jobs: found.slice(offset, offset + limit), total: found.length };
    },
    'job.resolve': ({ ids, decision }) => {
      for (const id of ids) this.move(id, decision === 'resubmit' ? 'queued' : 'failed');
      return { resolved: ids.length };
    },
    'queue.resume': () => {
      this.status = { ...this.status, paused: false };
      return null;
    },
    'batch.resume': ({ id }) => {
      this.#batches.find((batch) => batch.id === id)!.state = 'active';
      return null;
    },
  };

  pauseBatch(id: number): void {
    this.#batches.find((batch) => batch.id === id)!.state = 'paused';
  }

  #create(about: Pick<BatchView, 'name' | 'uncertainRule' | 'source'> & { fingerprint: string | undefined }, drafts: JobDraft[]): CallOutput<'batch.create'> {
    const id = this.#batches.length + 1;
    this.#batches.push({
      ...about,
      id,
      revision: 1,
      endpoint: 'api',
      state: 'active',
      held: null,
      layout: { kind: 'list' },
      priority: 0,
      labels: [],
      start: { kind: 'now' },
      trial: null,
      stopAfter: null,
      waiting: null,
      createdAt: 0,
      counts: { ...NO_JOBS, queued: drafts.length },
      total: drafts.length,
      models: [],
      creditsUsed: 0,
      creditsEstimated: null,
      creditBudget: null,
      spent: { credits: 0, unknown: 0 },
      forecast: null,
      covers: [],
    });
    for (const [index, draft] of drafts.entries()) this.#enqueue(id, index + 1, draft);
    return { batchId: id, jobs: drafts.length, existing: false };
  }

  #enqueue(batchId: number, number: number, draft: JobDraft): void {
    const job: JobView = {
      id: this.#jobs.length + 1,
      batchId,
      number,
      revision: 1,
      state: 'queued',
      waiting: null,
      model: draft.model,
      prompt: typeof draft.input['prompt'] === 'string' ? draft.input['prompt'] : null,
      picks: [],
      priority: draft.priority ?? 0,
      keyId: null,
      createdAt: 0,
      submittedAt: null,
      finishedAt: null,
      credits: null,
      error: null,
      cancelling: false,
      assets: [],
      thumbnails: [],
    };
    this.#jobs.push(job);
    setImmediate(() => this.onJob(job));
  }

  #recount(batchId: number): void {
    const batch = this.#batches.find((each) => each.id === batchId)!;
    const jobs = this.#jobs.filter((job) => job.batchId === batchId);
    batch.counts = Object.fromEntries(JOB_STATES.map((state) => [state, jobs.filter((job) => job.state === state).length])) as Record<JobState, number>;
    batch.revision += 1;
  }

  #announceBatch(id: number): void {
    this.#announce({ name: 'batch.changed', payload: this.#batches.filter((batch) => batch.id === id).map((batch) => ({ ...batch })) });
  }

  #announce(event: { name: 'batch.changed'; payload: BatchView[] } | { name: 'key.changed'; payload: KeyView[] }): void {
    this.#sequence += 1;
    for (const listener of this.#listeners) listener({ sequence: this.#sequence, ...event });
  }
}
