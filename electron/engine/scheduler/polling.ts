import type { Durations } from './quantiles.ts';

/** Polls are asked for when a job is likely done: each costs one request. The first at this share of the model's runs, then later ones. */
const LADDER = [0.9, 0.97, 0.995];

const LEAST_STEP_MS = 2_000;
const MOST_STEP_MS = 60_000;
const GROWTH = 0.2;

/** Runs that took very long (an API in trouble, a machine that slept while it waited) must not keep us from asking. */
const MOST_MEDIANS = 3;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Before a model's durations are known: soon, then at growing distances, so that the first runs teach at little cost. */
const FIRST_UNSEEN_MS = 5_000;
const UNSEEN_GROWTH = 0.5;

/**
 * When to ask next for a job the API accepted at `acceptedAt` and has been asked for `polls` times.
 * A quantile that has passed is skipped; beyond the ladder the distance grows with the job's age.
 */
export function nextPollAt(job: { acceptedAt: number; polls: number }, now: number, durations: Durations): number {
  // A clock that was set back leaves jobs accepted in the future.
  const age = Math.max(0, now - job.acceptedAt);
  const median = durations.quantile(0.5);
  if (median === null) return now + step(job.polls === 0 ? FIRST_UNSEEN_MS : age * UNSEEN_GROWTH);
  for (const p of LADDER.slice(Math.min(job.polls, LADDER.length))) {
    const rest = Math.min(durations.quantile(p) ?? median, median * MOST_MEDIANS) - age;
    if (rest >= LEAST_STEP_MS / 4) return now + Math.min(rest, LONGEST_WAIT_MS);
  }
  return now + step(age * GROWTH);
}

function step(ms: number): number {
  return Math.min(MOST_STEP_MS, Math.max(LEAST_STEP_MS, ms));
}
