import { describe, expect, it } from 'vitest';
import type { WaitingJob } from '../../../electron/engine/queue/waiting.ts';
import { decide, type KeyNow } from '../../../electron/engine/scheduler/decide.ts';
import { longFirst, type Runs } from '../../../electron/engine/scheduler/long-first.ts';
import { batch, key, situationOf } from './situations.ts';

const LENGTHS: Readonly<Record<string, number>> = { picture: 4_000, fine: 12_000, clip: 90_000 };
const runs: Runs = { usualMs: (_endpoint, model) => LENGTHS[model]!, polls: (_endpoint, model) => (model === 'clip' ? 1 : 0) };
/** A request a second, and places for nearly as many clips as that starts. */
const pro = key(1, { perMinute: 60, places: 50 });

/** So many jobs of each model, those of the first model first. */
function of(counts: Readonly<Record<string, number>>, more: Partial<WaitingJob> = {}): Partial<WaitingJob>[] {
  return Object.entries(counts).flatMap(([model, count]) => Array.from({ length: count }, () => ({ model, ...more })));
}

describe('what goes before its turn', () => {
  const first = (jobs: Partial<WaitingJob>[], keys: KeyNow[] = [pro]) => longFirst(batch(1, jobs), [batch(1, jobs)], keys, runs);

  it('is nothing while the rest takes longer anyway, and the longest first from when it does not', () => {
    // 1.25 times 80 s of requests are more than a clip takes; 1.25 times 70 s are less.
    expect(first(of({ picture: 78, clip: 1 }))).toEqual([]);
    expect(first(of({ picture: 68, clip: 1 }))).toEqual(['clip']);
    expect(first(of({ picture: 2, clip: 1, fine: 1 }))).toEqual(['clip', 'fine']);
  });

  it('counts places as well as requests', () => {
    // Nine clips keep ten places busy for 81 s, seven for 63 s.
    const few = [{ ...pro, places: 10 }];
    expect(first(of({ picture: 5, clip: 9 }), few)).toEqual([]);
    expect(first(of({ picture: 5, clip: 7 }), few)).toEqual(['clip']);
  });

  it('is nothing where all are alike', () => {
    expect(first(of({ clip: 3 }))).toEqual([]);
  });

  it('knows what else waits: what has its turn later fills the places', () => {
    const mine = batch(1, of({ picture: 5, clip: 1 }), { priority: 2 });
    const among = (priority: number, endpoint: 'api' | 'sandbox' = 'api') =>
      longFirst(mine, [mine, batch(2, of({ picture: 100 }), { priority, endpoint })], [pro], runs);
    expect(among(1)).toEqual([]);
    expect(among(3)).toEqual(['clip']);
    expect(among(1, 'sandbox')).toEqual(['clip']);
  });

  it('counts a key whose day is spent not at all, and keys of one account once', () => {
    const jobs = of({ picture: 100, clip: 1 });
    const spent = { ...pro, id: 2, requests: 0, blocked: { by: 'day' as const, until: Infinity } };
    const shared = { ...pro, account: 'studio' };
    expect(first(jobs, [pro, { ...pro, id: 2 }])).toEqual(['clip']);
    expect(first(jobs, [pro, spent])).toEqual([]);
    expect(first(jobs, [shared, { ...shared, id: 2 }])).toEqual([]);
  });
});

describe('a decision that knows how long runs take', () => {
  const sent = (jobs: Partial<WaitingJob>[], more = {}) =>
    decide({
      ...situationOf({ keys: [{ ...pro, requests: 3, slots: 3 }], batches: [batch(1, jobs, more)], polls: [], inFlight: new Map(), reserved: 0 }),
      runs,
    }).send.map(({ model, jobId }) => `${model} ${jobId - 1_000_000}`);

  it('takes what is long first, and the rest in its turn', () => {
    expect(sent(of({ picture: 3, clip: 1, fine: 1 }))).toEqual(['clip 3', 'fine 4', 'picture 0']);
  });

  it('leaves a priority of a job’s own before its length', () => {
    expect(sent([...of({ picture: 2 }, { priority: 1 }), ...of({ picture: 2, clip: 1 })])).toEqual(['picture 0', 'picture 1', 'clip 4']);
  });

  it('leaves what is tried before the rest where it is', () => {
    const jobs = [...of({ picture: 2 }, { trial: true }), ...of({ clip: 2 })];
    expect(sent(jobs, { trialOnly: true })).toEqual(['picture 0', 'picture 1']);
    expect(sent(jobs)).toEqual(['picture 0', 'picture 1', 'clip 2']);
  });
});
