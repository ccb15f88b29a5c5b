import type { AcceptedRun } from '../../../../electron/sandbox/sandbox.ts';
import { boundMs } from '../lower-bound.ts';
import type { Outcome } from '../outcome.ts';
import { batchOfPrompt, jobCount, keyLabels, limitsOf } from '../scenario.ts';

/** From here on the API (revision B) answers a run before its job is done, and a poll must follow: no webhook reaches the benchmark. */
export const POLLED_FROM_MS = 55_000;

/**
 * Makespan of the batches over the least any schedule needs: for jobs that take as long as these took, with as many 503s, and with the foreign
 * requests admitted when they were. Work composed by hand is left out of the bound, which can only lower it. NaN where jobs were left out.
 */
export function ratioOf(outcome: Outcome): number {
  if (outcome.done < jobCount(outcome.scenario)) return NaN;
  const serviceMs = ofBatches(outcome).map(({ acceptedAtMs, endedAtMs }) => endedAtMs! - acceptedAtMs);
  const bound = boundMs({
    keys: keyLabels(outcome.scenario).map((label, index) => ({
      limits: limitsOf(outcome.scenario)[index]!,
      foreign: outcome.seen.filter(({ key, by, status }) => key === label && by === 'foreign' && status !== 429).map(({ at }) => at),
    })),
    window: outcome.window,
    startMs: outcome.beganAt,
    serviceMs,
    polls: serviceMs.filter((ms) => ms > POLLED_FROM_MS).length,
    lost: outcome.seen.filter(({ by, kind, status }) => by === 'us' && kind === 'run' && status === 503).length,
  });
  return (outcome.endedAt - outcome.beganAt) / bound;
}

/** Accepted runs of the batches, without what was composed by hand and what others ran, oldest first. */
export function ofBatches({ accepted, scenario }: Outcome): AcceptedRun[] {
  const names = new Set(scenario.batches.map(({ name }) => name));
  return accepted.filter((run) => names.has(batchOfPrompt(String(run.input.prompt))));
}
