import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disagreements, newBatch, openQueue, type Queue } from './support.ts';

let queue: Queue;

beforeEach(async () => {
  queue = await openQueue();
});
afterEach(() => {
  queue.store.close();
});

/** Claims a job as the loop does; the attempt's id. */
function claim(jobId: number): number {
  const { jobs, ledger, keyId } = queue;
  return jobs.transaction(() => {
    const attemptId = ledger.openAttempt(jobId, keyId, 'sync', 1_000);
    jobs.move(jobId, 'claim', { attemptId, submittedAt: 1_000 });
    return attemptId;
  });
}

function waitingIds(): number[] {
  return [...queue.jobs.waiting.batches()].flatMap((batch) => Array.from(batch.jobs, (job) => job.id));
}

describe('a new batch', () => {
  it('is there with all its jobs, in order, or not at all', () => {
    const { store, jobs } = queue;
    const bad = newBatch(3);
    // A model that cannot be stored: the third job fails after the first two were written.
    const jobsOf = [...bad.jobs.slice(0, 2), { model: null as unknown as string, input: {}, priority: 0 }];
    expect(() => jobs.createBatch({ ...bad, jobs: jobsOf }, 1)).toThrow(/NOT NULL/);
    expect(store.prepare('SELECT COUNT(*) FROM job').pluck().get()).toBe(0);
    expect(store.prepare('SELECT COUNT(*) FROM batch').pluck().get()).toBe(0);
    expect(jobs.waiting.size).toBe(0);

    const id = jobs.createBatch(newBatch(3), 1);
    expect(jobs.idsInStates(id, ['queued'])).toEqual([1, 2, 3]);
    expect(jobs.counts(id)).toMatchObject({ queued: 3, done: 0 });
    expect(jobs.size(id)).toBe(3);
    expect(disagreements(queue)).toEqual([]);
  });

  it('is found again by the file it came from: the newest of them', () => {
    const { jobs } = queue;
    jobs.createBatch(newBatch(1, { fingerprint: 'file' }), 1);
    const second = jobs.createBatch(newBatch(1, { fingerprint: 'file' }), 2);
    expect(jobs.batchByFingerprint('file')?.id).toBe(second);
    expect(jobs.batchByFingerprint('another')).toBeNull();
  });

  it('goes out by priority, then age', () => {
    const { jobs } = queue;
    jobs.createBatch(newBatch([0, 5, 0, 5, -1].map((priority) => ({ model: 'flux', input: {}, priority }))), 1);
    expect(waitingIds()).toEqual([2, 4, 1, 3, 5]);
  });
});

describe('a move', () => {
  it('by who lost the claim changes nothing', () => {
    const { jobs } = queue;
    const batchId = jobs.createBatch(newBatch(1), 1);
    const first = claim(1);
    jobs.transaction(() => jobs.move(1, 'release', { holding: first, attemptId: null }));
    const second = claim(1);
    const before = jobs.job(1);
    for (const move of ['accept', 'finish', 'fail', 'lose', 'release', 'cancel'] as const) {
      expect(
        jobs.transaction(() => jobs.move(1, move, { holding: first, attemptId: null, credits: { amount: 5, source: 'reported' } })),
        move,
      ).toBeNull();
    }
    expect(jobs.job(1)).toEqual(before);
    expect(jobs.batch(batchId)?.credits_used).toBe(0);
    expect(jobs.transaction(() => jobs.move(1, 'finish', { holding: second }))?.to).toBe('collecting');
  });

  it('adds up what the attempts of a job cost; the sum is a fact only when all of it is', () => {
    const { jobs } = queue;
    const batchId = jobs.createBatch(newBatch(2), 1);
    for (const [id, source] of [
      [1, 'reported'],
      [2, 'estimated'],
    ] as const) {
      claim(id);
      jobs.move(id, 'fail', { credits: { amount: 2, source } });
      jobs.move(id, 'requeue', { attemptId: null });
      claim(id);
      jobs.move(id, 'finish', { credits: { amount: 3, source: 'reported' } });
    }
    expect(jobs.job(1)).toMatchObject({ credits: 5, credits_source: 'reported' });
    expect(jobs.job(2)).toMatchObject({ credits: 5, credits_source: 'estimated' });
    expect(jobs.batch(batchId)?.credits_used).toBe(10);
    expect(disagreements(queue)).toEqual([]);
  });

  it('of a job that does not exist is none', () => {
    expect(queue.jobs.move(99, 'claim')).toBeNull();
    expect(queue.moved).toEqual([]);
  });
});

describe('a transaction that comes to nothing', () => {
  it('puts back what it took from the list', () => {
    const { jobs } = queue;
    jobs.createBatch(newBatch(3), 1);
    const work = () => {
      claim(1);
      claim(2);
      throw new Error('the disk is full');
    };
    expect(() => jobs.transaction(work)).toThrow('the disk is full');
    expect(waitingIds()).toEqual([1, 2, 3]);
    expect(disagreements(queue)).toEqual([]);
  });

  it('reads no list anew when it touched none: thousands may wait, and it was but a name that is taken', () => {
    const { jobs } = queue;
    jobs.createBatch(newBatch(3), 1);
    const [batch] = jobs.waiting.batches();
    const refused = () => {
      throw new Error('that name is taken');
    };
    expect(() => jobs.transaction(refused)).toThrow('that name is taken');
    expect([...jobs.waiting.batches()][0]).toBe(batch);
  });

  it('inside another leaves that one a list that is right, also when it was read anew in between', () => {
    const { jobs } = queue;
    jobs.createBatch(newBatch(1), 1);
    jobs.transaction(() => {
      const inner = () => {
        claim(1);
        jobs.clockJumped(0);
        throw new Error('undone');
      };
      expect(() => jobs.transaction(inner)).toThrow('undone');
      expect(waitingIds()).toEqual([1]);
      claim(1);
    });
    expect(waitingIds()).toEqual([]);
    expect(disagreements(queue)).toEqual([]);
  });
});

it('a clock that was set moves what was put off, and nothing below zero', () => {
  const { jobs } = queue;
  jobs.createBatch(newBatch(3), 1);
  for (const [id, notBefore] of [
    [1, 10_000],
    [2, 2_000],
  ] as const) {
    claim(id);
    jobs.move(id, 'release', { attemptId: null, notBefore });
  }
  jobs.clockJumped(-4_000);
  expect([1, 2, 3].map((id) => jobs.job(id)?.not_before)).toEqual([6_000, 0, 0]);
  expect(disagreements(queue)).toEqual([]);
});
