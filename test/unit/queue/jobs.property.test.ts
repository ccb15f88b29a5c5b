import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJobs, type MovePatch } from '../../../electron/engine/queue/jobs.ts';
import { type Move, MOVES, stateAfter } from '../../../electron/engine/queue/transitions.ts';
import { disagreements, newBatch, openQueue, type Queue } from './support.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);
const NAMES = Object.keys(MOVES) as Move[];

type Step =
  | { kind: 'create'; priorities: number[]; hand: boolean; priority: number }
  | { kind: 'move'; job: number; move: Move; claim: 'none' | 'held' | 'other'; credits: number | null; notBefore: number | null }
  | { kind: 'batch'; batch: number; state: 'active' | 'paused' | 'cancelled'; priority: number }
  | { kind: 'jump'; byMs: number }
  | { kind: 'together'; steps: Step[]; ends: 'commits' | 'throws' | 'throws inside, and goes on' };

const { step } = fc.letrec<{ step: Step; leaf: Step; together: Step }>((tie) => ({
  leaf: fc.oneof(
    fc.record({
      kind: fc.constant('create' as const),
      priorities: fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 5 }),
      hand: fc.boolean(),
      priority: fc.integer({ min: -1, max: 1 }),
    }),
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        job: fc.nat(19),
        move: fc.constantFrom(...NAMES, 'claim' as const, 'claim' as const, 'requeue' as const),
        claim: fc.constantFrom('none' as const, 'held' as const, 'held' as const, 'other' as const),
        credits: fc.option(fc.integer({ min: 0, max: 9 })),
        notBefore: fc.option(fc.integer({ min: 0, max: 5_000 })),
      }),
    },
    fc.record({
      kind: fc.constant('batch' as const),
      batch: fc.nat(5),
      state: fc.constantFrom('active' as const, 'paused' as const, 'cancelled' as const),
      priority: fc.integer({ min: -1, max: 1 }),
    }),
    fc.record({ kind: fc.constant('jump' as const), byMs: fc.integer({ min: -3_000, max: 3_000 }) }),
  ),
  together: fc.record({
    kind: fc.constant('together' as const),
    steps: fc.array(tie('step'), { maxLength: 6 }),
    ends: fc.constantFrom('commits' as const, 'throws' as const, 'throws inside, and goes on' as const),
  }),
  step: fc.oneof({ maxDepth: 3 }, { weight: 4, arbitrary: tie('leaf') }, { weight: 1, arbitrary: tie('together') }),
}));

class Undo extends Error {}

function take(queue: Queue, step: Step): void {
  const { jobs } = queue;
  switch (step.kind) {
    case 'create':
      jobs.createBatch(
        newBatch(
          step.priorities.map((priority) => ({ model: 'flux', input: {}, priority })),
          { source: step.hand ? 'hand' : 'batch', priority: step.priority },
        ),
        1,
      );
      return;
    case 'move':
      jobs.transaction(() => moveOne(queue, step));
      return;
    case 'batch':
      jobs.transaction(() => jobs.updateBatch(step.batch, { state: step.state, priority: step.priority }));
      return;
    case 'jump':
      jobs.clockJumped(step.byMs);
      return;
    case 'together':
      together(queue, step);
  }
}

function together(queue: Queue, { steps, ends }: Extract<Step, { kind: 'together' }>): void {
  const { jobs } = queue;
  const work = (fails: boolean) => () => {
    for (const one of steps) take(queue, one);
    if (fails) throw new Undo();
  };
  const undone = (run: () => void) => {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
  };
  if (ends === 'commits') jobs.transaction(work(false));
  else if (ends === 'throws') undone(() => jobs.transaction(work(true)));
  else
    jobs.transaction(() => {
      undone(() => jobs.transaction(work(true)));
      for (const one of steps.slice(0, 2)) take(queue, one);
    });
}

/** One move, checked against the table and the claim: what it returns is what became of the row. */
function moveOne({ jobs, ledger, keyId }: Queue, { job: id, move, claim, credits, notBefore }: Extract<Step, { kind: 'move' }>): void {
  const before = jobs.job(id);
  const attemptId = before && move === 'claim' ? ledger.openAttempt(id, keyId, 'sync', 0) : null;
  const holding = claim === 'none' ? undefined : claim === 'held' ? (before?.attempt_id ?? undefined) : (before?.attempt_id ?? 0) + 1_000;
  const patch: MovePatch = {
    ...(holding === undefined ? {} : { holding }),
    ...(attemptId === null ? {} : { attemptId }),
    ...(credits === null ? {} : { credits: { amount: credits, source: 'reported' } }),
    ...(notBefore === null ? {} : { notBefore }),
  };
  const moved = jobs.move(id, move, patch);
  const to = before && stateAfter(before.state, move);
  if (!before || !to || claim === 'other') {
    expect(moved).toBeNull();
    expect(jobs.job(id)).toEqual(before);
    return;
  }
  expect(moved).toEqual({ jobId: id, batchId: before.batch_id, attemptId: attemptId ?? before.attempt_id, from: before.state, to });
  expect(jobs.job(id)).toMatchObject({
    state: to,
    revision: before.revision + 1,
    attempt_id: attemptId ?? before.attempt_id,
    not_before: notBefore ?? before.not_before,
  });
}

describe('any sequence of batches, moves, and transactions that come to nothing', () => {
  it('keeps counts, credits and the waiting list as the database has them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), async (steps) => {
        const queue = await openQueue();
        try {
          for (const one of steps) {
            take(queue, one);
            expect(disagreements(queue)).toEqual([]);
          }
          // A start reads the same.
          expect(disagreements({ store: queue.store, jobs: createJobs(queue.store, () => {}) })).toEqual([]);
          expect(queue.store.pragma('foreign_key_check')).toEqual([]);
        } finally {
          queue.store.close();
        }
      }),
      { numRuns: RUNS },
    );
  });
});
