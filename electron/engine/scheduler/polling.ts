import { type Durations, UNSEEN_MS } from './quantiles.ts';

/**
 * Polls are asked for when a job is likely done: each costs one request, of the minute and of the day. The first at this share of the
 * model's runs, then a later one.
 */
const LADDER = [0.98, 0.997] as const;

/** A quantile that is nearer than this has passed. */
const LEAST_REST_MS = 500;
const LEAST_STEP_MS = 2_000;
const MOST_STEP_MS = 60_000;
/** Beyond the ladder the distance is this share of the job's age. */
const GROWTH = 0.12;
/** After a poll that came too soon, a quantile nearer than this share of the job's age is not worth another. */
const LEAST_GROWTH = 0.06;

/** Runs that took very long (an API in trouble, a machine that slept while it waited) must not keep us from asking. */
const MOST_MEDIANS = 3;
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * Before a model's durations are known, one of its jobs is the scout: asked for from this share of what such models are said to take, then
 * at small steps, so that what it teaches is there soon after it is done.
 */
const SCOUT_FROM = 0.4;
const SCOUT_GROWTH = 0.18;
/** The others wait for what the scout finds. Should it hang, they are asked for after so many times what such models are said to take. */
const OTHERS_FROM = 4;
const OTHERS_GROWTH = 0.5;

/** Word of a job's end is waited for so much longer than nearly all of its runs take. */
const LATE_SHARE = 2;
const LATE_MS = 30_000;
const LATEST_WAIT_MS = 15 * 60_000;

/** A job the API accepted at `acceptedAt` (ms), and has been asked for `polls` times. */
export interface Polled {
  acceptedAt: number;
  polls: number;
  /** The one of its model that is asked for before anything is known of it. */
  scout: boolean;
}

/** When to ask next for a job (ms, `now` at the earliest). */
export function nextPollAt(job: Polled, now: number, durations: Durations): number {
  // A clock that was set back leaves jobs accepted in the future.
  const age = Math.max(0, now - job.acceptedAt);
  const median = durations.quantile(0.5);
  if (median === null) return now + unseenWait(job, age, UNSEEN_MS[durations.kind]);
  for (const p of LADDER.slice(Math.min(job.polls, LADDER.length))) {
    const rest = likelyMs(durations, p, median) - age;
    if (rest >= Math.max(LEAST_REST_MS, job.polls === 0 ? 0 : age * LEAST_GROWTH)) return now + Math.min(rest, LONGEST_WAIT_MS);
  }
  return job.polls === 0 ? now : now + step(age * GROWTH);
}

/**
 * When to ask for a job whose first poll is due by what was known when it was planned (ms); null: now. Runs that ended since may have taught that
 * such jobs take longer.
 */
export function putOffTo({ acceptedAt, polls }: Polled, now: number, durations: Durations): number | null {
  const median = durations.quantile(0.5);
  // Accepted in the future: the clock was set back, and nobody knows how old the job is.
  if (polls > 0 || median === null || acceptedAt > now) return null;
  const rest = likelyMs(durations, LADDER[0], median) - (now - acceptedAt);
  return rest >= LEAST_STEP_MS ? now + Math.min(rest, LONGEST_WAIT_MS) : null;
}

/**
 * After how long a run of `ms` is known to be over when nobody sends word of it: at the first poll that finds it done (ms from its acceptance). Polls of
 * models nobody has run find it as soon as the scout's do.
 */
export function noticedMs(ms: number, durations: Durations): number {
  const median = durations.quantile(0.5);
  if (median === null) return ms;
  const start = { acceptedAt: 0, scout: false };
  let age = nextPollAt({ ...start, polls: 0 }, 0, durations);
  for (let polls = 1; age < ms; polls++) age = nextPollAt({ ...start, polls }, age, durations);
  return age;
}

function likelyMs(durations: Durations, p: number, median: number): number {
  return Math.min(durations.bound(p) ?? median, median * MOST_MEDIANS);
}

/**
 * The same for a job of whose end the API sends word: long after nearly all runs are over, for the word may have been lost. Cheap, and late.
 */
export function latePollAt(job: Polled, now: number, durations: Durations): number {
  const age = Math.max(0, now - job.acceptedAt);
  const median = durations.quantile(0.5);
  const longest = median === null ? UNSEEN_MS[durations.kind] * OTHERS_FROM : Math.min(durations.quantile(0.995) ?? median, median * MOST_MEDIANS);
  const late = Math.max(longest * LATE_SHARE, longest + LATE_MS);
  return now + Math.min(LATEST_WAIT_MS, Math.max(late - age, LATE_MS));
}

function unseenWait({ polls, scout }: Polled, age: number, usual: number): number {
  if (polls === 0) return Math.max(LEAST_REST_MS, usual * (scout ? SCOUT_FROM : OTHERS_FROM) - age);
  return step(age * (scout ? SCOUT_GROWTH : OTHERS_GROWTH));
}

function step(ms: number): number {
  return Math.min(MOST_STEP_MS, Math.max(LEAST_STEP_MS, ms));
}
