/** Rows as an engine would show them, for the fake engine: real words, all states, long texts. Times are around 11:52:20 of one day. */
import { NOTHING_KEPT, type AssetView } from '../../shared/domain.ts';
import type { BatchView, EngineStatus, JobDetail, JobView, KeyView, ModelView, RequestView, Totals } from '../../shared/domain.ts';
import { JOB_STATES, NO_JOBS, type JobCounts, type JobState } from '../../shared/job-state.ts';
import { PLANS, type PlanName } from '../../shared/plans.ts';

export const NOW = new Date(2026, 10, 24, 11, 52, 20).getTime();
const S = 1_000;
const MIN = 60 * S;
const MIDNIGHT = new Date(2026, 10, 25).getTime();

export interface KeyRecipe {
  id: number;
  label: string;
  plan: PlanName;
  colour: number;
  used: number;
  remaining?: number;
  resetInS: number | null;
  jobs: number;
  day: number;
  more?: Partial<KeyView>;
}

export function key({ id, label, plan, colour, used, remaining, resetInS, jobs, day, more }: KeyRecipe): KeyView {
  const limits = PLANS[plan];
  const limit = limits.requestsPerMinute;
  return {
    id,
    revision: 1,
    label,
    endpoint: 'api',
    source: 'vault',
    colour,
    labels: [],
    account: null,
    accountSuggestion: null,
    creditBudget: null,
    spent: { credits: 0, unknown: 0 },
    prefix: 'sk_live_',
    last4: '7f3a',
    state: 'ready',
    plan,
    planSource: 'headers',
    allowance: {
      minute: {
        limit,
        used,
        remaining: remaining ?? (limit === null ? null : limit - used),
        reserved: 0,
        resetAt: resetInS === null ? null : NOW + resetInS * S,
        known: true,
      },
      concurrency: { limit: limits.concurrentJobs, used: jobs },
      day: { limit: limits.requestsPerDay, used: day, resetAt: MIDNIGHT },
      asleep: null,
    },
    lastError: null,
    requests: day + 8_214,
    refused: 0,
    jobsDone: Math.floor(day / 1.3),
    forbidden: [],
    headers: {
      limit: String(limit),
      remaining: String(remaining ?? (limit ?? 0) - used),
      reset: String(Math.round((NOW + (resetInS ?? 60) * S) / S)),
      retryAfter: null,
      at: NOW - 2 * S,
    },
    ...more,
  };
}

/** Five keys as in the mocks, and two more in the states that need a person. */
export function busyKeys(): KeyView[] {
  const trial = key({ id: 5, label: 'Trial', plan: 'free', colour: 4, used: 0, resetInS: null, jobs: 0, day: 100 });
  const night = key({ id: 3, label: 'Night shift', plan: 'pro', colour: 2, used: 31, remaining: 29, resetInS: 14, jobs: 10, day: 3_428 });
  return [
    key({ id: 1, label: 'Studio', plan: 'pro', colour: 0, used: 46, resetInS: 23, jobs: 10, day: 3_052, more: { labels: ['studio'] } }),
    key({ id: 2, label: 'Client Nord', plan: 'pro', colour: 1, used: 60, resetInS: 8, jobs: 8, day: 2_611, more: { labels: ['nord'] } }),
    {
      ...night,
      refused: 1,
      allowance: { ...night.allowance, asleep: { until: NOW + 14 * S, why: 'rate-limited' } },
      lastError: { message: 'Refused with 429 at 11:52:14: someone else uses this key.', at: NOW - 6 * S },
      headers: { limit: '60', remaining: '29', reset: '1795520923', retryAfter: '20', at: NOW - 6 * S },
    },
    key({ id: 4, label: 'Personal', plan: 'free', colour: 3, used: 7, resetInS: 51, jobs: 2, day: 81 }),
    { ...trial, allowance: { ...trial.allowance, asleep: { until: MIDNIGHT, why: 'day-spent' } } },
  ];
}

export function troubledKeys(): KeyView[] {
  const unknown = key({
    id: 6,
    label: 'Fresh from the mail',
    plan: 'free',
    colour: 5,
    used: 1,
    resetInS: null,
    jobs: 0,
    day: 1,
    more: { planSource: 'assumed', headers: null },
  });
  return [
    ...busyKeys(),
    {
      ...unknown,
      plan: null,
      allowance: { ...unknown.allowance, minute: { limit: null, used: 1, remaining: null, reserved: 0, resetAt: null, known: false } },
    },
    key({
      id: 7,
      label: 'Old agency key that somebody gave a very long name',
      plan: 'pro',
      colour: 6,
      used: 0,
      resetInS: null,
      jobs: 0,
      day: 14,
      more: {
        state: 'refused',
        lastError: { message: '401 UNAUTHORIZED: the key is revoked. It cost nothing; its 14 jobs moved to Studio.', at: NOW - 5 * MIN },
      },
    }),
    key({ id: 8, label: 'Holiday', plan: 'business', colour: 7, used: 0, resetInS: null, jobs: 0, day: 12_004, more: { state: 'disabled' } }),
  ];
}

export function counts(some: Partial<JobCounts>): JobCounts {
  return { ...NO_JOBS, ...some };
}

export interface BatchRecipe {
  id: number;
  name: string;
  counts: Partial<JobCounts>;
  models?: string[];
  done?: [number, number, number] | null;
  credits?: [number, number | null];
  covers?: string[];
  more?: Partial<BatchView>;
}

export function batch({ id, name, counts: some, models, done, credits, covers, more }: BatchRecipe): BatchView {
  const all = counts(some);
  return {
    id,
    revision: 1,
    name,
    source: 'batch',
    endpoint: 'api',
    state: 'active',
    held: null,
    priority: 0,
    labels: [],
    uncertainRule: 'ask',
    start: { kind: 'now' },
    trial: null,
    stopAfter: null,
    waiting: null,
    createdAt: NOW - 22 * MIN - id * MIN,
    counts: all,
    total: JOB_STATES.reduce((sum, state) => sum + all[state], 0),
    models: models ?? ['fal-ai/flux/dev'],
    layout: { kind: 'list' },
    creditsUsed: credits?.[0] ?? 0,
    creditsEstimated: credits?.[1] ?? null,
    creditBudget: null,
    spent: { credits: credits?.[0] ?? 0, unknown: 0 },
    forecast: done ? { at: NOW + done[0] * MIN, from: NOW + done[1] * MIN, to: NOW + done[2] * MIN, perKey: [] } : null,
    covers: covers ?? [],
    ...more,
  };
}

export function busyBatches(): BatchView[] {
  return [
    batch({
      id: 6,
      name: 'Catalogue of every chair we ever photographed, all seasons, all fabrics, for print and for the web, second revision',
      counts: { queued: 9_560, done: 420, failed: 20 },
      done: [1_610, 1_500, 1_900],
      credits: [840, 20_000],
      covers: hashes(60, 4),
    }),
    batch({ id: 5, name: 'Score beds, 30 s', counts: { queued: 22 }, models: ['stable-audio'], done: [137, 136, 140], credits: [0, 66] }),
    batch({
      id: 4,
      name: 'Riso posters, second pass',
      counts: { queued: 35, done: 22, failed: 3 },
      credits: [22, 60],
      covers: hashes(40, 4),
      more: { state: 'paused' },
    }),
    batch({
      id: 3,
      name: 'Still lifes for the Nord catalogue',
      counts: { queued: 213, running: 8, done: 64 },
      models: ['flux-pro'],
      done: [46, 39, 57],
      credits: [320, 1_425],
      covers: hashes(30, 4),
      more: { labels: ['nord'] },
    }),
    batch({
      id: 2,
      name: 'Harbour at night, 6 s clips',
      counts: { queued: 50, running: 11, collecting: 1, done: 31, failed: 2, uncertain: 1 },
      models: ['minimax-video'],
      done: [160, 148, 179],
      credits: [495, 1_440],
      covers: hashes(20, 2),
      more: { labels: ['studio', 'night'] },
    }),
    batch({
      id: 1,
      name: 'Fox portraits, winter light',
      counts: { queued: 92, submitting: 1, running: 9, done: 138 },
      done: [12, 10, 15],
      credits: [276, 480],
      covers: hashes(10, 4),
    }),
    batch({
      id: 7,
      name: 'Winter light, all motifs',
      counts: { done: 34, cancelled: 6 },
      credits: [68, 80],
      covers: hashes(50, 4),
      more: { createdAt: NOW - 30 * 60 * MIN },
    }),
  ];
}

/** `count` made-up sha256, told apart by `from`. */
export function hashes(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => (from + at).toString(16).padStart(64, '0'));
}

const ANIMALS = ['red fox', 'snowy owl', 'lynx', 'badger', 'hare', 'roe deer', 'heron'];
const LIGHTS = ['fog', 'heavy rain', 'low winter sun'];
const MEDIA = ['35 mm film', 'gouache', 'risograph', 'ink wash'];
/** Finished first, as they would be: the order in which a batch's numbers are in each state. */
const ORDER: readonly JobState[] = ['done', 'failed', 'uncertain', 'cancelled', 'collecting', 'running', 'submitting', 'queued'];

/** All jobs of a batch, in states that add up to its counts. */
export function jobsOf(batch: BatchView): JobView[] {
  const states = ORDER.flatMap((state) => Array.from({ length: batch.counts[state] }, () => state));
  return states.map((state, at) => job(batch, at + 1, state));
}

export function job(batch: BatchView, number: number, state: JobState): JobView {
  const finished = state === 'done' || state === 'failed' || state === 'cancelled';
  const out = state !== 'queued' && state !== 'cancelled';
  const submittedAt = out ? NOW - (finished ? 300 + number : 3 + (number % 7)) * S : null;
  return {
    id: batch.id * 100_000 + number,
    batchId: batch.id,
    number,
    revision: 1,
    state,
    waiting: state === 'queued' ? waitingOf(batch, number) : null,
    model: batch.models[0] ?? 'fal-ai/flux/dev',
    prompt: `Portrait of a ${pick(ANIMALS, number)} in ${pick(LIGHTS, number >> 1)}, looking past the camera, ${pick(MEDIA, number >> 2)}, ochre palette, quiet background`,
    picks: [pick(ANIMALS, number), pick(LIGHTS, number >> 1), pick(MEDIA, number >> 2)],
    priority: 0,
    keyId: out ? 1 + (number % 4) : null,
    createdAt: batch.createdAt,
    submittedAt,
    finishedAt: finished ? (submittedAt ?? NOW - MIN) + 6_100 : null,
    credits: { amount: batch.models[0] === 'minimax-video' ? 15 : 2, source: state === 'done' || state === 'failed' ? 'reported' : 'estimated' },
    error: errorOf(state, number),
    cancelling: false,
    assets: state === 'done' ? hashes(batch.id * 10 + (number % 30), 1) : [],
    thumbnails: state === 'done' ? hashes(batch.id * 10 + (number % 30), 1) : [],
  };
}

function waitingOf(batch: BatchView, number: number): JobView['waiting'] {
  if (batch.state === 'paused') return { kind: 'paused', until: null, keyLabel: null };
  if (number % 4 === 0) return { kind: 'minute', until: NOW + 8 * S, keyLabel: 'Client Nord' };
  if (number % 4 === 1) return { kind: 'concurrency', until: null, keyLabel: 'Studio' };
  return { kind: 'behind', until: null, keyLabel: null };
}

function errorOf(state: JobState, number: number): JobView['error'] {
  if (state === 'uncertain')
    return { code: 'ANSWER_LOST', message: 'Sent at 11:49:07, the connection closed before the answer: it may run, and may cost 15 credits.', status: null };
  if (state !== 'failed') return null;
  return number % 2
    ? {
        code: 'INFERENCE_FAILED',
        message: 'The model’s content filter refused this prompt. 2 credits, as the API reported. Change a word, or leave it out.',
        status: 200,
      }
    : { code: 'MODEL_ERROR', message: 'The model failed after 18 s. Nothing was charged. Sending the same again may work.', status: 500 };
}

export function detailOf(job: JobView): JobDetail {
  const sent = job.submittedAt;
  const input = { prompt: job.prompt ?? '', image_size: 'square_hd', num_images: 1, guidance_scale: 3.5, num_inference_steps: 28, seed: 4_021 };
  if (sent === null) return { ...job, input, origin: null, attempts: [] };
  const refused: RequestView = request(1, job, sent - 29 * S, { outcome: 'refused', status: 429, errorCode: 'RATE_LIMITED', retryAfterMs: 29_000 });
  const run = request(2, job, sent, job.state === 'uncertain' ? { outcome: 'lost', status: null, answeredAt: null } : {});
  return {
    ...job,
    input,
    origin: null,
    attempts: [
      {
        id: 1,
        number: 1,
        keyId: 2,
        keyLabel: 'Client Nord',
        mode: 'async',
        outcome: 'refused',
        remoteId: null,
        startedAt: sent - 29 * S,
        acceptedAt: null,
        finishedAt: sent - 29 * S,
        error: { code: 'RATE_LIMITED', message: 'Refused with 429. Nothing was charged; sent again 29 s later.', status: 429 },
        requests: [refused],
      },
      {
        id: 2,
        number: 2,
        keyId: 1,
        keyLabel: 'Studio',
        mode: 'async',
        outcome: outcomeOf(job.state),
        remoteId: 'req_9f41c07e2b8d',
        startedAt: sent,
        acceptedAt: sent + 300,
        finishedAt: job.finishedAt,
        error: job.error,
        requests: [run, request(3, job, sent + 5_800, { kind: 'poll' })],
      },
    ],
  };
}

function outcomeOf(state: JobState): 'open' | 'done' | 'failed' | 'uncertain' {
  return state === 'done' || state === 'failed' || state === 'uncertain' ? state : 'open';
}

function request(id: number, job: JobView, sentAt: number, more: Partial<RequestView>): RequestView {
  return {
    id: job.id * 10 + id,
    keyId: 1,
    jobId: job.id,
    kind: 'run',
    sentAt,
    answeredAt: sentAt + 212,
    status: 200,
    outcome: 'ok',
    errorCode: null,
    limit: 60,
    remaining: 14,
    resetAt: NOW + 23 * S,
    retryAfterMs: null,
    ...more,
  };
}

export function totalsOf(batches: readonly BatchView[], more: Partial<Totals> = {}): Totals {
  const all = { ...NO_JOBS } as Record<JobState, number>;
  for (const one of batches) for (const state of JOB_STATES) all[state] += one.counts[state];
  return {
    counts: all,
    requestsToday: 9_272,
    requestsPerDay: 15_200,
    requests24h: 4_812,
    refused24h: 1,
    jobsDone24h: 3_673,
    creditsToday: 1_113,
    assets: 18_402,
    assetBytes: 41_600_000_000,
    ...more,
  };
}

export const STATUS: EngineStatus = {
  version: '0.1.0',
  host: 'browser',
  workspace: 'C:\\Users\\mara\\Pictures\\Abstrakt',
  endpoint: 'api',
  baseUrl: 'https://api.example.test/v1',
  api: { state: 'active' },
  vault: { kind: 'keychain', state: 'open' },
  sandbox: { state: 'stopped' },
  paused: false,
  disk: 'well',
  diskLow: null,
  library: { folder: null, here: true, moving: null, old: null },
};

export function models(): ModelView[] {
  const model = (id: string, name: string, kind: ModelView['kind'], creditsPerRun: number | null, usualMs: number | null): ModelView => ({
    id,
    aliases: [],
    name,
    description: `${name}, for when it has to be right.`,
    provider: 'fal',
    category: kind === 'image' ? 'text-to-image' : `text-to-${kind}`,
    kind,
    creditsPerRun,
    inputSchema: {
      type: 'object',
      required: ['prompt'],
      properties: {
        prompt: { type: 'string' },
        image_size: { type: 'string', enum: ['square', 'square_hd', 'portrait_4_3'], default: 'square_hd' },
        num_images: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
        guidance_scale: { type: 'number', minimum: 1, maximum: 10, default: 3.5 },
        seed: { type: 'integer' },
      },
    },
    runnable: true,
    source: 'api',
    usualMs,
  });
  return [
    model('fal-ai/flux/dev', 'FLUX Dev', 'image', 2, 6_100),
    model('flux-pro', 'FLUX Pro', 'image', 5, 11_000),
    model('ideogram', 'Ideogram', 'image', null, null),
    model('minimax-video', 'MiniMax Video', 'video', 15, 74_000),
    model('stable-audio', 'Stable Audio', 'audio', 3, 22_000),
  ];
}

export function assets(count: number): AssetView[] {
  return Array.from({ length: count }, (_, at) => ({ ...asset(count - at), createdAt: NOW - at * 3 * MIN }));
}

const BATCH_NAMES = ['Fox portraits, winter light', 'Harbour at night, 6 s clips', 'Score beds', 'Cover studies, Nord'];

const FILES = {
  image: { mime: 'image/png', extension: 'png' },
  video: { mime: 'video/mp4', extension: 'mp4' },
  audio: { mime: 'audio/wav', extension: 'wav' },
} as const;

/** What the asset of a number is: a few are films, fewer sounds. */
export function kindOfAsset(number: number): 'image' | 'video' | 'audio' {
  if (number % 11 === 0) return 'audio';
  return number % 7 === 0 ? 'video' : 'image';
}

function asset(number: number): AssetView {
  const kind = kindOfAsset(number);
  const wide = number % 3 === 0;
  // Every fifth is a variation of the one before it.
  const idea = number % 5 === 0 ? number - 1 : number;
  const prompt = `Portrait of a ${pick(ANIMALS, idea)} in ${pick(LIGHTS, idea)}, ${pick(MEDIA, idea)}`;
  const place = Math.floor(idea / 60) % 4;
  return {
    id: number,
    revision: 1,
    sha256: hashes(number, 1)[0]!,
    ...FILES[kind],
    kind,
    bytes: 1_400_000 + number * 997,
    width: kind === 'audio' ? null : wide ? 1_344 : 1_024,
    height: kind === 'audio' ? null : wide ? 768 : 1_024,
    durationS: kind === 'image' ? null : 6,
    thumbnail: number % 13 === 0 ? 'wanted' : 'ready',
    createdAt: NOW,
    jobId: 100_000 + number,
    jobNumber: number,
    batchId: 1 + place,
    batchName: BATCH_NAMES[place] ?? null,
    batchTotal: 240,
    model: 'fal-ai/flux/dev',
    modelName: 'FLUX Dev',
    prompt,
    input: { prompt, seed: 4_021 + number },
    seed: 4_021 + number,
    keyLabel: 'Personal',
    credits: { amount: 2, source: 'reported' },
    tookMs: 6_400,
    origin: null,
    trashedAt: null,
    kept: {
      ...NOTHING_KEPT,
      rating: number % 4 === 1 ? 4 : number % 9 === 2 ? 5 : null,
      pick: number % 17 === 3 ? 'rejected' : number % 19 === 6 ? 'picked' : null,
    },
    imported: false,
    missing: false,
  };
}

function pick<T>(all: readonly T[], at: number): T {
  return all[at % all.length]!;
}
