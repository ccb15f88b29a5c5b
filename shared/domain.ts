/**
 * What a host and a renderer can see of the engine's things, as zod schemas with their types. All times are milliseconds since the
 * Unix epoch, durations milliseconds, money credits. `null` means "unknown" or "none"; a number is never made up.
 */
import { z } from 'zod';
import { JOB_STATES } from './job-state.ts';
import { PLAN_NAMES } from './plans.ts';
import { LABELS } from './search/query.ts';
import { ACTIONS } from './shortcuts.ts';

const id = z.int().positive();
const time = z.int().nonnegative();
const count = z.int().nonnegative();

/** A model's input as sent: any JSON object; its shape is the model's own JSON Schema. */
export const modelInput = z.record(z.string(), z.json());
export type ModelInput = z.infer<typeof modelInput>;

/** What a prompt came from: the template as it was written, what each of its names picked, and the seed of what was drawn. */
export const origin = z.object({ template: z.string(), picks: z.record(z.string(), z.string()), seed: count });
export type Origin = z.infer<typeof origin>;

/** Where a job's requests go. Keys and jobs of one endpoint never meet the other's: practice can't spend real credits. */
export const endpointName = z.enum(['api', 'sandbox']);
export type EndpointName = z.infer<typeof endpointName>;

/** Credits with their origin: what the API reported is a fact, what the catalog says is an estimate. */
export const credits = z.object({ amount: z.number().nonnegative(), source: z.enum(['reported', 'estimated']) });
export type Credits = z.infer<typeof credits>;

/**
 * A ceiling for credits. It counts what was sent against it: what the API reported, and where it reported nothing (or not yet) what the job was
 * taken to cost. Refused and cancelled jobs count nothing. `unknown`: whether jobs go out whose cost nobody knows; they then count once the
 * API reports what they took, so that only `wait` keeps the ceiling for certain.
 */
export const creditBudget = z.object({ credits: z.number().nonnegative(), unknown: z.enum(['wait', 'send']).default('wait') });
export type CreditBudget = z.infer<typeof creditBudget>;

/** What counts against a ceiling so far. `unknown`: jobs whose cost is not known. */
export const spent = z.object({ credits: z.number().nonnegative(), unknown: count });
export type Spent = z.infer<typeof spent>;

/** Why a job that could go out does not, and until when (null: until something changes). */
export const waitReason = z.object({
  kind: z.enum([
    'minute',
    'concurrency',
    'day',
    'budget',
    'asleep',
    'probe',
    'behind',
    'labels',
    'test-key',
    'permission',
    'paused',
    'no-key',
    'offline',
    'retry-later',
    'disk',
    'start',
    'trial',
    'input',
  ]),
  until: time.nullable(),
  /** The key that will be free first, where there is one. */
  keyLabel: z.string().nullable(),
  /** With kind `budget`: whose ceiling, and whether it is reached or the job's cost is unknown. */
  budget: z.object({ of: z.enum(['key', 'batch', 'day']), why: z.enum(['reached', 'unknown-cost']) }).optional(),
  /**
   * With kind `input`: it waits for what a job of its batch will make (`job`: its number), for its file to reach the user's bucket, or for the
   * first answer that tells whether the model takes files inside the request.
   */
  input: z
    .discriminatedUnion('for', [z.object({ for: z.literal('output'), job: id }), z.object({ for: z.literal('upload') }), z.object({ for: z.literal('trial') })])
    .optional(),
});
export type WaitReason = z.infer<typeof waitReason>;

/** Why a job failed or is uncertain, in words and codes. */
export const jobError = z.object({
  /** The API's code (`INFERENCE_FAILED` …) or one of ours (`ANSWER_LOST`, `INTERRUPTED`, `OUTPUT_LOST`, `RESULT_EXPIRED`, `NO_OUTPUT` …). */
  code: z.string(),
  message: z.string(),
  /** HTTP status, where there was an answer. */
  status: z.int().nullable(),
});
export type JobError = z.infer<typeof jobError>;

export const jobView = z.object({
  id,
  batchId: id,
  /** 1, 2, 3 … within its batch. */
  number: id,
  /** Raised by every change of this row; the newest wins. */
  revision: count,
  state: z.enum(JOB_STATES),
  waiting: waitReason.nullable(),
  model: z.string(),
  /** The prompt, when the input has one: what lists show. */
  prompt: z.string().nullable(),
  /** What it picked of what its batch varies, where its prompt came from a template: in a list, what tells it from its neighbours. */
  picks: z.array(z.string()),
  priority: z.int(),
  keyId: id.nullable(),
  createdAt: time,
  submittedAt: time.nullable(),
  finishedAt: time.nullable(),
  credits: credits.nullable(),
  error: jobError.nullable(),
  /** It is to be given up, and the API (or its answer) is waited for. */
  cancelling: z.boolean(),
  /** sha256 of its outputs that are home and not in the trash. */
  assets: z.array(z.string()),
  /** Those of them that have a thumbnail by now. */
  thumbnails: z.array(z.string()),
});
export type JobView = z.infer<typeof jobView>;

/** Code of a job's error where the companion ended twice while it worked on the job: nothing is done with it by itself (`job.release`). */
export const HELD = 'HELD_AFTER_CRASHES';

export function isHeld(job: Pick<JobView, 'state' | 'error'>): boolean {
  return (job.state === 'failed' || job.state === 'uncertain') && job.error?.code === HELD;
}

export const requestView = z.object({
  id,
  keyId: id,
  jobId: id.nullable(),
  kind: z.enum(['run', 'poll', 'result', 'cancel', 'catalog', 'probe']),
  sentAt: time,
  answeredAt: time.nullable(),
  status: z.int().nullable(),
  outcome: z.enum(['pending', 'ok', 'refused', 'error', 'lost']),
  errorCode: z.string().nullable(),
  limit: z.int().nullable(),
  remaining: z.int().nullable(),
  resetAt: time.nullable(),
  retryAfterMs: count.nullable(),
});
export type RequestView = z.infer<typeof requestView>;

/** One job with one key, as a bar of the flight board: from being sent to being home. */
export const flightView = z.object({
  jobId: id,
  batchId: id,
  /** Of the job within its batch. */
  number: id,
  keyId: id,
  model: z.string(),
  /** When it was sent: with `jobId` it names the flight. */
  startedAt: time,
  /** When its outputs were home, or it ended otherwise; null: under way. */
  endedAt: time.nullable(),
  state: z.enum(['out', 'done', 'failed', 'uncertain', 'cancelled']),
});
export type FlightView = z.infer<typeof flightView>;

/** A job that the forecast expects to go out: an outline right of now. */
export const plannedFlight = z.object({ jobId: id, batchId: id, keyId: id, model: z.string(), from: time, to: time });
export type PlannedFlight = z.infer<typeof plannedFlight>;

/** What one key did in one minute (`at` is its first ms). What ended in it counts there, whenever it began. */
export const keyMinute = z.object({
  keyId: id,
  at: time,
  runs: count,
  polls: count,
  others: count,
  /** Answered with 429. */
  refused: count,
  lost: count,
  /** The limit that its answers told; null: none did. */
  limit: z.int().nullable(),
  /** The lowest `Remaining` among its answers. */
  leastLeft: z.int().nullable(),
  /** How long the jobs that ended in it had been away, together. */
  busyMs: count,
  done: count,
  failed: count,
  unsure: count,
});
export type KeyMinute = z.infer<typeof keyMinute>;

export const attemptView = z.object({
  id,
  number: id,
  keyId: id,
  keyLabel: z.string(),
  mode: z.enum(['sync', 'async']),
  outcome: z.enum(['open', 'done', 'failed', 'refused', 'not-sent', 'uncertain', 'cancelled']),
  remoteId: z.string().nullable(),
  startedAt: time,
  acceptedAt: time.nullable(),
  finishedAt: time.nullable(),
  error: jobError.nullable(),
  requests: z.array(requestView),
});
export type AttemptView = z.infer<typeof attemptView>;

export const jobDetail = jobView.extend({ input: modelInput, origin: origin.nullable(), attempts: z.array(attemptView) });
export type JobDetail = z.infer<typeof jobDetail>;

/** What becomes of a job whose submission had an unclear outcome: the user decides, or it is sent again by itself (may cost twice). */
export const uncertainRule = z.enum(['ask', 'resubmit']);
export type UncertainRule = z.infer<typeof uncertainRule>;

/** How a batch's jobs belong together: a plain list; `race`: each prompt with so many models beside each other; `line`: so many steps after each other. */
export const batchLayout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list') }),
  z.object({ kind: z.enum(['race', 'line']), across: z.int().min(2).max(20) }),
]);
export type BatchLayout = z.infer<typeof batchLayout>;

export const jobCounts = z.record(z.enum(JOB_STATES), count);

const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1);
const startAt = z.object({ kind: z.literal('at'), at: time });
const startNow = z.object({ kind: z.literal('now') });
/** Each day between two times of it (minutes after midnight in `zone`, an IANA name); `to` may lie on the next day. What is at the API by then ends there. */
const startHours = z
  .object({
    kind: z.literal('hours'),
    from: minuteOfDay,
    to: minuteOfDay,
    zone: z.string().max(60).refine(isTimeZone, 'the name of a time zone, such as Europe/Berlin'),
  })
  .refine(({ from, to }) => from !== to, 'an end that is not its beginning');
export type StartHours = z.infer<typeof startHours>;

/** When the jobs of a batch go out. */
export const batchStart = z.union([startNow, startAt, startHours]);
export type BatchStart = z.infer<typeof batchStart>;

/** The same as it is asked for. `new-day`: when the first of the keys that may take it has its day's allowance back; kept as that moment. */
export const askedStart = z.union([...batchStart.options, z.object({ kind: z.literal('new-day') })]);
export type AskedStart = z.infer<typeof askedStart>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Why a batch paused itself: of `settled` jobs `failed` did, or the last `failed` ones did in a row, all for one reason. */
export const batchHeld = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('failing'), failed: count, settled: count }),
  z.object({ kind: z.literal('streak'), failed: count, code: z.string() }),
]);
export type BatchHeld = z.infer<typeof batchHeld>;

export const batchView = z.object({
  id,
  revision: count,
  name: z.string(),
  /** `hand`: composed one at a time, overtakes batches. */
  source: z.enum(['hand', 'batch', 'file', 'starter']),
  endpoint: endpointName,
  state: z.enum(['active', 'paused', 'cancelled']),
  /** null: it did not pause itself; a person did if anybody. */
  held: batchHeld.nullable(),
  priority: z.int(),
  labels: z.array(z.string()),
  uncertainRule,
  start: batchStart,
  /** Its first `jobs` go out, `open` of which are not over yet; the others wait for a person. null: all may go. */
  trial: z.object({ jobs: z.int().positive(), open: count }).nullable(),
  /** It pauses itself after so many failures of one kind in a row. */
  stopAfter: z.int().positive().nullable(),
  /** What its next job waits for, by the last decision; null where it has none, or none waits. */
  waiting: waitReason.nullable(),
  createdAt: time,
  counts: jobCounts,
  total: count,
  models: z.array(z.string()),
  layout: batchLayout,
  creditsUsed: z.number().nonnegative(),
  /** Estimate for the whole batch; null when any model's cost is unknown. */
  creditsEstimated: z.number().nonnegative().nullable(),
  creditBudget: creditBudget.nullable(),
  /** What counts against its budget, jobs that are out included. */
  spent,
  /** When it will be done, and how many of its jobs each key will have carried from now on; null when held, unknown or over. */
  forecast: z.object({ at: time, from: time, to: time, perKey: z.array(z.object({ keyId: id, jobs: count })) }).nullable(),
  /** Up to four newest outputs with thumbnails. */
  covers: z.array(z.string()),
});
export type BatchView = z.infer<typeof batchView>;

/** One allowance: `limit` null = unlimited or not known, see `known`. */
export const minuteAllowance = z.object({
  limit: z.int().nullable(),
  used: count,
  remaining: z.int().nullable(),
  /** So many of it batches leave now to work composed by hand. */
  reserved: count,
  /** When the server's count starts again, or when the next request is certain to be allowed; null: not known. */
  resetAt: time.nullable(),
  known: z.boolean(),
});
export const keyAllowance = z.object({
  minute: minuteAllowance,
  concurrency: z.object({ limit: z.int().nullable(), used: count }),
  day: z.object({ limit: z.int().nullable(), used: count, resetAt: time.nullable() }),
  asleep: z.object({ until: time, why: z.enum(['rate-limited', 'day-spent', 'backoff']) }).nullable(),
});

export const keyView = z.object({
  id,
  revision: count,
  label: z.string(),
  endpoint: endpointName,
  /** Where its secret lives. `sandbox` secrets are made by the sandbox and held in memory. */
  source: z.enum(['vault', 'environment', 'sandbox']),
  /** Index into the eight key colours of the look. */
  colour: z.int().min(0).max(7),
  labels: z.array(z.string()),
  /** Keys of one account (so named) share its allowance; null: it has its own. */
  account: z.string().nullable(),
  /** Its answers look as if it shared another key's allowance: group them, so that neither is refused. */
  accountSuggestion: z.object({ withKeyId: id, why: z.string() }).nullable(),
  creditBudget: creditBudget.nullable(),
  /** What counts against its budget, jobs that are out included. */
  spent,
  /** `sk_live_` or `sk_test_`, and the last four characters; never more of the secret. */
  prefix: z.string(),
  last4: z.string(),
  state: z.enum(['ready', 'disabled', 'refused', 'locked', 'missing']),
  plan: z.enum([...PLAN_NAMES, 'custom']).nullable(),
  /** `assumed` until headers of a response told it. */
  planSource: z.enum(['assumed', 'headers']),
  allowance: keyAllowance,
  lastError: z.object({ message: z.string(), at: time }).nullable(),
  /** Requests and refusals (429) since the key was added; jobs it finished. */
  requests: count,
  refused: count,
  jobsDone: count,
  /** Models it was refused for with 403; a test asks again. */
  forbidden: z.array(z.string()),
  /** The raw headers of the last response. */
  headers: z
    .object({ limit: z.string().nullable(), remaining: z.string().nullable(), reset: z.string().nullable(), retryAfter: z.string().nullable(), at: time })
    .nullable(),
});
export type KeyView = z.infer<typeof keyView>;

export const assetKind = z.enum(['image', 'video', 'audio', 'other']);
export type AssetKind = z.infer<typeof assetKind>;

/** What a person keeps about an asset. */
export const kept = z.object({
  /** Stars; null: not rated. */
  rating: z.int().min(1).max(5).nullable(),
  pick: z.enum(['picked', 'rejected']).nullable(),
  label: z.enum(LABELS).nullable(),
  favourite: z.boolean(),
  title: z.string().nullable(),
  notes: z.string().nullable(),
  /** In alphabetical order. */
  tags: z.array(z.string()),
});
export type Kept = z.infer<typeof kept>;

/** Of an asset nobody has touched yet. */
export const NOTHING_KEPT: Kept = { rating: null, pick: null, label: null, favourite: false, title: null, notes: null, tags: [] };

export const assetView = z.object({
  id,
  revision: count,
  sha256: z.string(),
  kind: assetKind,
  mime: z.string(),
  extension: z.string(),
  bytes: count,
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  durationS: z.number().nonnegative().nullable(),
  thumbnail: z.enum(['wanted', 'ready', 'none']),
  createdAt: time,
  jobId: id.nullable(),
  jobNumber: id.nullable(),
  batchId: id.nullable(),
  batchName: z.string().nullable(),
  batchTotal: count.nullable(),
  model: z.string(),
  modelName: z.string(),
  prompt: z.string().nullable(),
  input: modelInput,
  seed: z.int().nullable(),
  keyLabel: z.string().nullable(),
  credits: credits.nullable(),
  tookMs: count.nullable(),
  /** Null: its prompt was written as it stands. */
  origin: origin.nullable(),
  /** In the trash since then. */
  trashedAt: time.nullable(),
  kept,
  /** Taken in from a file of the user's, not made by a job. */
  imported: z.boolean(),
  /** Its bytes were not where they belong when last looked for. */
  missing: z.boolean(),
});
export type AssetView = z.infer<typeof assetView>;

/** A named set of assets: in its own order, or what a search finds. */
export const collectionView = z.object({
  id,
  revision: count,
  name: z.string(),
  /** In the language of the search box; null: put together by hand. */
  query: z.string().nullable(),
  createdAt: time,
  /** How many are in it, the trash left out; null for a search. */
  assets: count.nullable(),
});
export type CollectionView = z.infer<typeof collectionView>;

/** A command that can be taken back. */
export const undoView = z.object({
  id,
  /** The call's name: `job.cancel`, `asset.trash` … */
  command: z.string(),
  /** How many things it changed. */
  things: count,
  at: time,
});
export type UndoView = z.infer<typeof undoView>;

export const modelView = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  name: z.string(),
  description: z.string().nullable(),
  provider: z.string().nullable(),
  category: z.string().nullable(),
  kind: assetKind,
  creditsPerRun: z.number().nonnegative().nullable(),
  /** JSON Schema of its input; null: not known, offer a prompt and raw JSON. */
  inputSchema: z.record(z.string(), z.json()).nullable(),
  /** False: the id is a guess of ours and must not be run until the API's own list confirms it. */
  runnable: z.boolean(),
  source: z.enum(['seed', 'api']),
  /** From own runs; null before the first. */
  usualMs: count.nullable(),
});
export type ModelView = z.infer<typeof modelView>;

/** A user's own S3-compatible bucket: where files go that the API is to fetch. Its secret key is in the vault. */
export const bucketSettings = z.object({
  /** Without the bucket's name: `https://s3.example.com`. */
  endpoint: z.url({ protocol: /^https?$/ }).max(500),
  region: z.string().trim().min(1).max(100),
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket’s name: 3 to 63 small letters, digits, dots and hyphens'),
  accessKeyId: z.string().trim().min(1).max(200),
});
export type BucketSettings = z.infer<typeof bucketSettings>;

/** What of the frame can be done by keyboard, with the keys that do it unless a person chose others (`shared/shortcuts.ts`). */
const shortcuts = z.partialRecord(z.enum(ACTIONS), z.string().min(1).max(40));

export const themeName = z.enum(['system', 'dark', 'light']);
export const settings = z.object({
  theme: themeName,
  /** What becomes of the queue when the companion starts. `as-it-was`: paused if it was. */
  startUp: z.enum(['run', 'pause', 'as-it-was']),
  /** What may be spent with the real API in a day (UTC), by when jobs are sent; null: no ceiling. */
  creditsPerDay: creditBudget.nullable(),
  /** Keys that a person chose in the place of the usual ones. */
  shortcuts,
  /** A batch pauses itself and asks when more than this share of what it settled has failed (ten at least). */
  failingShare: z.number().min(0.05).max(1),
  /** Share of each minute's requests that batches leave to work composed by hand, while somebody composes. */
  handReserve: z.number().min(0).max(0.5),
  /**
   * Where the API can reach this machine's webhook receiver: a tunnel's address, or a loopback one where the API itself is on this
   * machine. null: finished jobs are asked for.
   */
  webhookBase: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  /** Port of 127.0.0.1 on which webhooks are received while `webhookBase` is set: where a tunnel leads to. */
  webhookPort: z.int().min(1_024).max(65_535),
  /** Believes webhooks that carry no signature, by their unguessable address alone. */
  webhookUnsigned: z.boolean(),
  /** Files the API has no address of go inside the request, where the model takes that: each model is tried once. */
  mediaAsData: z.boolean(),
  /** Else they go to this bucket, and the API gets an address that works for a day. null: none. */
  bucket: bucketSettings.nullable(),
});
export type Settings = z.infer<typeof settings>;
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  startUp: 'as-it-was',
  creditsPerDay: null,
  shortcuts: {},
  failingShare: 0.5,
  handReserve: 0.1,
  webhookBase: null,
  webhookPort: 4174,
  webhookUnsigned: false,
  mediaAsData: false,
  bucket: null,
};

export const engineStatus = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'browser', 'cli']),
  workspace: z.string(),
  endpoint: endpointName,
  baseUrl: z.string(),
  /** What the last exchanges say about the API. `since`: when it last answered, where it is silent. */
  api: z.discriminatedUnion('state', [
    z.object({ state: z.literal('no-key') }),
    z.object({ state: z.literal('untried') }),
    z.object({ state: z.literal('active') }),
    z.object({ state: z.literal('silent'), since: time, nextTry: time }),
  ]),
  vault: z.object({ kind: z.enum(['keychain', 'passphrase']), state: z.enum(['open', 'locked', 'new', 'missing']) }),
  sandbox: z.discriminatedUnion('state', [
    z.object({ state: z.literal('unavailable') }),
    z.object({ state: z.literal('stopped') }),
    z.object({ state: z.literal('starting') }),
    z.object({ state: z.literal('running'), baseUrl: z.string() }),
    z.object({ state: z.literal('failed'), message: z.string() }),
  ]),
  paused: z.boolean(),
  /** `full`, `refused` (read-only, no permission, broken): nothing new is sent, because what comes back could not be stored. */
  disk: z.enum(['well', 'full', 'refused']),
  /** Set while the workspace's disk has little room left, before it is full. */
  diskLow: z.object({ freeBytes: count }).nullable(),
  /**
   * Where the library's files are. `folder`: null in the workspace. `here`: false while that disk is not connected. `moving`: a move there was begun
   * and is not over. `old`: where the files of before the last move still are.
   */
  library: z.object({ folder: z.string().nullable(), here: z.boolean(), moving: z.string().nullable(), old: z.string().nullable() }),
});
export type EngineStatus = z.infer<typeof engineStatus>;

/** Figures of the hero band, over the current endpoint's jobs. */
export const totals = z.object({
  counts: jobCounts,
  requestsToday: count,
  requestsPerDay: count.nullable(),
  requests24h: count,
  refused24h: count,
  jobsDone24h: count,
  creditsToday: z.number().nonnegative(),
  assets: count,
  assetBytes: count,
});
export type Totals = z.infer<typeof totals>;
