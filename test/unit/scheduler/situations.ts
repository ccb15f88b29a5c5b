import fc from 'fast-check';
import type { DuePoll, KeyNow, Situation } from '../../../electron/engine/scheduler/decide.ts';
import type { Runs } from '../../../electron/engine/scheduler/long-first.ts';
import { JobLine } from '../../../electron/engine/queue/job-line.ts';
import type { WaitingBatch, WaitingJob } from '../../../electron/engine/queue/waiting.ts';

export const NOW = Date.UTC(2026, 0, 5, 12);

/** A situation as plain data: `reserve` by key, so that it can be printed. */
export interface Drawn {
  keys: KeyNow[];
  batches: WaitingBatch[];
  polls: DuePoll[];
  inFlight: Map<number, number>;
  reserved: number;
  /** How long runs of each model take, ms; absent: nobody knows. */
  lengths?: Readonly<Record<string, number>> | undefined;
}

export function situationOf({ reserved, lengths, ...rest }: Drawn): Situation {
  const runs: Runs | null = lengths
    ? { usualMs: (_endpoint, model) => lengths[model]!, polls: (_endpoint, model) => (lengths[model]! > 25_000 ? 1 : 0) }
    : null;
  return { ...rest, now: NOW, reserve: () => reserved, ...(runs && { runs }) };
}

export function key(id: number, overrides: Partial<KeyNow> = {}): KeyNow {
  return {
    id,
    label: `key ${id}`,
    endpoint: 'api',
    labels: [],
    account: null,
    forbidden: new Set(),
    dayLeft: 1,
    perMinute: 60,
    places: 10,
    proved: 0,
    retired: false,
    onlyByLabel: false,
    requests: 10,
    slots: 5,
    slotsAt: Infinity,
    blocked: null,
    look: null,
    ...overrides,
  };
}

export function batch(id: number, jobs: number | Partial<WaitingJob>[], overrides: Partial<WaitingBatch> = {}): WaitingBatch {
  const drafts: Partial<WaitingJob>[] = typeof jobs === 'number' ? Array.from({ length: jobs }, () => ({})) : jobs;
  return {
    id,
    endpoint: 'api',
    priority: 0,
    hand: false,
    labels: [],
    paused: false,
    jobs: new JobLine(drafts.map((job, index) => ({ id: id * 1_000_000 + index, model: 'flux', priority: 0, notBefore: 0, outputs: 1, ...job }))),
    ...overrides,
  };
}

const MODELS = ['flux', 'kling', 'veo'];
const later = fc.integer({ min: 1, max: 90_000 }).map((ms) => NOW + ms);
const endpoint = fc.constantFrom('api' as const, 'api' as const, 'api' as const, 'sandbox' as const);
const labels = fc.subarray(['red', 'blue']);

const blocked = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ by: fc.constantFrom('minute' as const, 'day' as const, 'asleep' as const), until: later }) },
  { weight: 1, arbitrary: fc.record({ by: fc.constantFrom('probe' as const, 'offline' as const), until: fc.constant(Infinity) }) },
);

const someKey = fc
  .record({
    endpoint,
    labels,
    forbidden: fc.subarray(MODELS, { maxLength: 2 }).map((models) => new Set(models)),
    dayLeft: fc.integer({ min: 0, max: 4 }).map((quarters) => quarters / 4),
    proved: fc.constantFrom(0, 10, 50, 200),
    retired: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
    onlyByLabel: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
    requests: fc.integer({ min: 0, max: 6 }),
    slots: fc.integer({ min: 0, max: 4 }),
    slotsAt: fc.oneof(fc.constant(Infinity), later),
    look: fc.constantFrom(null, 'cold' as const, 'turn' as const, 'others' as const),
    blocked,
  })
  // What the meter never says: room in a key that is blocked, or several requests that look.
  .map((drawn) => ({ ...drawn, requests: drawn.blocked ? 0 : drawn.look ? Math.min(1, drawn.requests) : drawn.requests }));

const someBatch = fc.record({
  endpoint,
  labels: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.subarray(['red', 'blue', 'key 1'], { minLength: 1 }) }),
  priority: fc.integer({ min: -1, max: 1 }),
  hand: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
  paused: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
  jobs: fc.array(
    fc.record({
      model: fc.constantFrom(...MODELS),
      priority: fc.integer({ min: 0, max: 1 }),
      notBefore: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: later }, { weight: 1, arbitrary: fc.constant(NOW) }),
    }),
    { maxLength: 12 },
  ),
});

const runMs = fc.integer({ min: 1, max: 120_000 });

/** Keys in any condition, batches of any kind, polls that are due or not. */
export const situation: fc.Arbitrary<Drawn> = fc
  .record({
    keys: fc.array(someKey, { maxLength: 6 }),
    batches: fc.array(someBatch, { maxLength: 6 }),
    polls: fc.array(fc.record({ keyId: fc.integer({ min: 1, max: 7 }), dueIn: fc.integer({ min: -5_000, max: 5_000 }) }), { maxLength: 8 }),
    inFlight: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 }),
    reserved: fc.integer({ min: 0, max: 2 }),
    lengths: fc.option(fc.record({ flux: runMs, kling: runMs, veo: runMs }), { nil: undefined }),
  })
  .map(({ keys, batches, polls, inFlight, reserved, lengths }) => ({
    keys: keys.map((drawn, index) => key(index + 1, drawn)),
    batches: batches.map(({ jobs, ...drawn }, index) =>
      batch(
        index + 1,
        jobs.toSorted((a, b) => b.priority - a.priority),
        drawn,
      ),
    ),
    polls: polls.map(({ keyId, dueIn }, index) => ({ attemptId: index + 1, keyId, dueAt: NOW + dueIn })),
    inFlight: new Map(batches.map((_, index) => [index + 1, inFlight[index] ?? 0])),
    reserved,
    lengths,
  }));
