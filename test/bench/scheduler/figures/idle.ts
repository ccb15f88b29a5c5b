import { createMinuteWindow } from '../../../../electron/sandbox/limits/minute-window.ts';
import { DayCounter } from '../../../../electron/sandbox/limits/day-counter.ts';
import type { Outcome } from '../outcome.ts';
import { keyLabels, limitsOf } from '../scenario.ts';
import { ofBatches } from './ratio.ts';

/**
 * Share of the keys' time in which the server would have admitted a run while a job waited that the key might have run. It is worked out
 * afterwards, with the sandbox's own counters, from what each key was admitted. The time a request travels is in it, so it never is 0.
 */
export function idleShare(outcome: Outcome): number {
  const lastStart = ofBatches(outcome).at(-1)?.acceptedAtMs ?? outcome.beganAt;
  const labels = keyLabels(outcome.scenario);
  const idle = labels.reduce((sum, _, index) => sum + idleMs(outcome, index, lastStart), 0);
  return idle / (labels.length * Math.max(1, lastStart - outcome.beganAt));
}

interface Change {
  at: number;
  taken: number;
  running: number;
}

function idleMs(outcome: Outcome, keyIndex: number, until: number): number {
  const limits = limitsOf(outcome.scenario)[keyIndex]!;
  const minute = limits.requestsPerMinute === null ? null : createMinuteWindow(outcome.window, limits.requestsPerMinute);
  const day = new DayCounter(limits.requestsPerDay);
  const places = limits.concurrentJobs ?? Infinity;
  const free = (at: number) => Math.max(day.earliestMs(at), minute?.earliestMs(day.earliestMs(at)) ?? 0);
  let idle = 0;
  let running = 0;
  let since = outcome.beganAt;
  for (const change of [...changes(outcome, keyLabels(outcome.scenario)[keyIndex]!), { at: until, taken: 0, running: 0 }]) {
    const at = Math.min(change.at, until);
    if (running < places) idle += Math.max(0, at - Math.max(since, free(since)));
    since = Math.max(since, at);
    running += change.running;
    for (let taken = 0; taken < change.taken; taken++) {
      day.take(change.at);
      minute?.take(change.at);
    }
  }
  return idle;
}

/** What changes a key's allowance: admitted requests, and places taken and given back. Given back before taken, at one moment. */
function changes({ seen, accepted }: Outcome, label: string): Change[] {
  const requests = seen.filter(({ key, status }) => key === label && status !== 429).map(({ at }) => ({ at, taken: 1, running: 0 }));
  const places = accepted
    .filter(({ key }) => key === label)
    .flatMap(({ acceptedAtMs, endedAtMs }) => [
      { at: acceptedAtMs, taken: 0, running: 1 },
      { at: endedAtMs ?? Infinity, taken: 0, running: -1 },
    ]);
  return [...requests, ...places].sort((a, b) => a.at - b.at || a.running - b.running);
}
