import { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import type { Snapshot } from '../../shared/contract.ts';
import type { TaskView } from '../../shared/contract/task.ts';
import type { Tasks } from './tasks/tasks.ts';
import type {
  AssetView,
  AttemptView,
  BatchView,
  EndpointName,
  CollectionView,
  EngineStatus,
  JobDetail,
  JobView,
  KeyView,
  ModelInput,
  ModelView,
  RequestView,
  Settings,
  Totals,
  WaitReason,
} from '../../shared/domain.ts';
import type { JobState } from '../../shared/job-state.ts';
import type { Budget } from './budget/budget.ts';
import { toAmount } from './budget/charge.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { KeyRow } from './keys/key-row.ts';
import type { Assets } from './library/assets.ts';
import type { Collections } from './library/collections.ts';
import type { Jobs } from './queue/jobs.ts';
import type { Ledger } from './queue/ledger.ts';
import type { Need } from './queue/needs.ts';
import { originOf } from './queue/origin.ts';
import { type JobRow, PUBLISHED, toAttemptView, toBatchView, toCounts, toJobView, toRequestView } from './queue/rows.ts';
import type { Meters } from './scheduler/meters.ts';
import type { Store } from './store/open.ts';

/** The engine's things as renderers see them, read from the store at the moment of asking. */
export interface Views {
  /** Reads several of them as one. */
  readonly reading: Jobs['reading'];
  job(id: number): JobView | null;
  jobView(row: JobRow): JobView;
  jobDetail(id: number): JobDetail | null;
  batch(id: number): BatchView | null;
  key(id: number): KeyView | null;
  asset(sha256: string): AssetView | null;
  collections(): CollectionView[];
  tasks(): TaskView[];
  request(id: number): RequestView | null;
  models(): ModelView[];
  settings(): Settings;
  status(): EngineStatus;
  totals(): Totals;
  snapshot(sequence: number): Snapshot;
}

export interface ViewsOptions {
  store: Store;
  clock: Clock;
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  budget: Budget;
  keyRing: KeyRing;
  catalog: Catalog;
  assets: Assets;
  collections: Pick<Collections, 'list'>;
  tasks: Pick<Tasks, 'list'>;
  endpoint(): EndpointName;
  status(): EngineStatus;
  settings(): Settings;
  why(batchId: number): WaitReason | null;
  forecast(batchId: number): BatchView['forecast'];
  accountSuggestion(keyId: number): KeyView['accountSuggestion'];
  paused(): boolean;
  /** Requests of a key's minute that are kept for work composed by hand now. */
  reserved(keyId: number): number;
  diskWell(): boolean;
}

const DAY_MS = 86_400_000;

const savedHeaders = z.object({
  limit: z.string().nullable(),
  remaining: z.string().nullable(),
  reset: z.string().nullable(),
  retryAfter: z.string().nullable(),
  at: z.number(),
});

export function createViews(options: ViewsOptions): Views {
  const { clock, jobs, ledger, meters, keyRing, catalog, assets } = options;
  const sql = prepare(options.store);

  function jobView(row: JobRow): JobView {
    const attempt = row.attempt_id === null ? null : ledger.attempt(row.attempt_id);
    const home = ledger.assetsOf(row.id);
    return toJobView(row, {
      keyId: attempt?.key_id ?? null,
      waiting: row.state === 'queued' ? waiting(row) : null,
      assets: home.map(({ sha256 }) => sha256),
      thumbnails: home.filter(({ pictured }) => pictured === 1).map(({ sha256 }) => sha256),
    });
  }

  function waiting(row: JobRow): WaitReason | null {
    const none = { until: null, keyLabel: null };
    if (options.paused() || jobs.batch(row.batch_id)?.state === 'paused') return { kind: 'paused', ...none };
    if (row.not_before > clock.now()) return { kind: 'retry-later', until: row.not_before, keyLabel: null };
    if (!options.diskWell()) return { kind: 'disk', ...none };
    const [need] = jobs.needsOf(row.id);
    if (need) return { kind: 'input', ...none, input: inputWait(need) };
    return waitingBatch(row.batch_id);
  }

  function waitingBatch(batchId: number): WaitReason | null {
    const why = options.why(batchId);
    return why && { ...why, until: why.until === null ? null : Math.ceil(why.until) };
  }

  function inputWait(need: Need): NonNullable<WaitReason['input']> {
    const parent = need.kind === 'output' ? jobs.job(need.parentId) : null;
    return parent ? { for: 'output', job: parent.number } : { for: need.kind === 'trial' ? 'trial' : 'upload' };
  }

  function jobDetail(id: number): JobDetail | null {
    const row = jobs.job(id);
    if (!row) return null;
    return { ...jobView(row), input: JSON.parse(row.input) as ModelInput, origin: originOf(row, jobs.batch(row.batch_id)), attempts: attempts(id) };
  }

  function attempts(jobId: number): AttemptView[] {
    return ledger.attemptsOf(jobId).map((row) => toAttemptView(row, sql.label.get(row.key_id) ?? '–', ledger.requestsOf(row.id).map(toRequestView)));
  }

  function batch(id: number): BatchView | null {
    const row = jobs.batch(id);
    if (!row || row.cleared_at !== null) return null;
    return toBatchView(row, {
      counts: jobs.counts(id),
      trial: row.try_first === null ? null : { jobs: row.try_first, open: sql.openTrials.get(id, row.try_first) ?? 0 },
      waiting: waitingBatch(id),
      spent: options.budget.ofBatch(id),
      covers: sql.covers.all(id),
      forecast: row.state === 'active' && !options.paused() ? options.forecast(id) : null,
    });
  }

  function key(id: number): KeyView | null {
    const row = keyRing.find(id);
    return row ? keyView(row) : null;
  }

  function keyView(row: KeyRow): KeyView {
    const now = clock.now();
    const { meter } = meters.of(row.id);
    const counters = sql.counters.get(row.id);
    const headers = savedHeaders.safeParse(JSON.parse(counters?.headers ?? 'null'));
    const { limit } = meter.learned;
    return {
      id: row.id,
      revision: counters?.revision ?? row.revision,
      label: row.label,
      endpoint: row.endpoint,
      source: row.source,
      colour: row.colour,
      labels: row.labels,
      account: row.account,
      accountSuggestion: options.accountSuggestion(row.id),
      ...options.budget.ofKey(row.id),
      prefix: row.prefix,
      last4: row.last4,
      state: row.state,
      plan: meter.plan.name,
      planSource: limit === null ? 'assumed' : 'headers',
      allowance: allowance(row.id, now),
      lastError: row.refused ? { message: row.refused.message, at: row.lastError?.at ?? row.createdAt } : row.lastError,
      requests: counters?.requests ?? 0,
      refused: counters?.refusals ?? 0,
      jobsDone: counters?.jobs_done ?? 0,
      forbidden: [...meters.of(row.id).forbidden].toSorted(),
      headers: headers.success ? headers.data : null,
    };
  }

  function allowance(keyId: number, now: number): KeyView['allowance'] {
    const { meter } = meters.of(keyId);
    const { asleep, limit } = meter.learned;
    const minute = meter.minute(now);
    const day = meter.day(now);
    const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
    return {
      minute: {
        limit: finite(meter.limit),
        used: finite(minute.used) ?? 0,
        remaining: finite(minute.remaining),
        reserved: options.reserved(keyId),
        resetAt: minute.resetAt,
        known: limit !== null,
      },
      concurrency: { limit: finite(meter.concurrency), used: meter.busy(now) },
      day: { ...day, resetAt: Math.round(day.resetAt) },
      asleep: asleep && asleep.until > now ? { ...asleep, until: Math.ceil(asleep.until) } : null,
    };
  }

  function totals(): Totals {
    const now = clock.now();
    const endpoint = options.endpoint();
    const ready = keyRing.rows().filter((row) => row.endpoint === endpoint && row.state === 'ready');
    // Keys of one account have one day.
    const days = [...new Set(ready.map((row) => meters.of(row.id).meter))].map((meter) => meter.day(now));
    const limits = days.map((day) => day.limit);
    const requests = sql.requests24h.get(now - DAY_MS, endpoint);
    return {
      counts: { ...toCounts(sql.counts.all(endpoint)) },
      requestsToday: days.reduce((sum, day) => sum + day.used, 0),
      requestsPerDay: limits.length === 0 || limits.includes(null) ? null : limits.reduce<number>((sum, limit) => sum + (limit ?? 0), 0),
      requests24h: requests?.all ?? 0,
      refused24h: requests?.refused ?? 0,
      jobsDone24h: sql.doneSince.get(now - DAY_MS, endpoint)?.jobs ?? 0,
      creditsToday: toAmount(sql.doneSince.get(Math.floor(now / DAY_MS) * DAY_MS, endpoint)?.credits ?? 0),
      assets: assets.totals().assets,
      assetBytes: assets.totals().bytes,
    };
  }

  function snapshot(sequence: number): Snapshot {
    return {
      sequence,
      now: clock.now(),
      status: options.status(),
      totals: totals(),
      keys: keyRing.rows().map(keyView),
      batches: sql.batchIds.all().flatMap((id) => batch(id) ?? []),
      models: catalog.list(options.endpoint()),
      collections: options.collections.list(),
      settings: options.settings(),
    };
  }

  return {
    job: (id) => {
      const row = jobs.job(id);
      return row && jobView(row);
    },
    jobView,
    jobDetail,
    batch,
    key,
    asset: (sha256) => assets.get(sha256),
    collections: () => options.collections.list(),
    tasks: () => options.tasks.list(),
    request: (id) => {
      const row = ledger.request(id);
      return row && toRequestView(row);
    },
    models: () => catalog.list(options.endpoint()),
    settings: options.settings,
    status: options.status,
    totals,
    snapshot: (sequence) => jobs.reading(() => snapshot(sequence)),
    reading: jobs.reading,
  };
}

/** A renderer starts with the newest batches; older ones are history. */
const MOST_BATCHES = 500;

interface Counters {
  revision: number;
  requests: number;
  refusals: number;
  jobs_done: number;
  headers: string | null;
}

function prepare(store: Store) {
  return {
    label: store.prepare<[number], string>('SELECT label FROM api_key WHERE id = ?').pluck(),
    counters: store.prepare<[number], Counters>('SELECT revision, requests, refusals, jobs_done, headers FROM api_key WHERE id = ?'),
    covers: store
      .prepare<[number], string>(
        `SELECT sha256 FROM asset WHERE batch_id = +? AND thumbnail = 'ready' AND trashed_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 4`,
      )
      .pluck(),
    openTrials: store
      .prepare<[number, number], number>(
        `SELECT COUNT(*) FROM job WHERE batch_id = ? AND number <= ? AND state IN ('queued', 'submitting', 'running', 'collecting')`,
      )
      .pluck(),
    counts: store.prepare<[string], { state: JobState; jobs: number }>(`
      SELECT batch_count.state, SUM(jobs) AS jobs FROM batch_count JOIN batch ON batch.id = batch_id WHERE endpoint = +? GROUP BY batch_count.state`),
    // To the minute, from the sums of each key's minutes: the log of a busy day is half a million rows, and this is asked every second.
    requests24h: store.prepare<[number, string], { all: number; refused: number }>(`
      SELECT COALESCE(SUM(runs + polls + others), 0) AS "all", COALESCE(SUM(refused), 0) AS refused FROM key_minute
      WHERE minute >= ? AND key_id IN (SELECT id FROM api_key WHERE endpoint = ?)`),
    // To the minute, too.
    doneSince: store.prepare<[number, string], { jobs: number; credits: number }>(
      'SELECT COALESCE(SUM(jobs), 0) AS jobs, COALESCE(SUM(credits), 0) AS credits FROM done_minute WHERE minute >= ? AND endpoint = ?',
    ),
    batchIds: store.prepare<[], number>(`SELECT id FROM batch WHERE cleared_at IS NULL AND ${PUBLISHED} ORDER BY id DESC LIMIT ${MOST_BATCHES}`).pluck(),
  };
}
