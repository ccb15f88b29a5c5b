import type { BatchView } from '../../shared/domain.ts';
import type { ById } from './app-state.ts';

/** How far a batch was at a moment (engine's clock, ms). */
export interface Sample {
  at: number;
  done: number;
}
export type Samples = Readonly<Record<number, readonly Sample[]>>;

const KEPT_MS = 120_000;
const STEP_MS = 1_000;
const LEAST_MS = 10_000;

/** Takes note of how far every batch in motion is, at most once a second, over two minutes. */
export function sampled(samples: Samples, batches: ById<BatchView>, now: number): Samples {
  const next: Record<number, readonly Sample[]> = {};
  for (const batch of Object.values(batches)) {
    const before = (samples[batch.id] ?? []).filter((sample) => sample.at > now - KEPT_MS);
    const last = before.at(-1);
    next[batch.id] = last && now - last.at < STEP_MS ? before : [...before, { at: now, done: batch.counts.done }];
  }
  return next;
}

/** Jobs finished a minute, as seen by this window over the last two minutes; null before it has watched for 10 s, and while nothing finishes. */
export function jobsPerMinute(samples: readonly Sample[] | undefined, done: number, now: number): number | null {
  const first = samples?.[0];
  if (!first || now - first.at < LEAST_MS || done <= first.done) return null;
  return ((done - first.done) * 60_000) / (now - first.at);
}
