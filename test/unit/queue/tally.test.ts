import { beforeEach, expect, it } from 'vitest';
import { disagreements, newBatch, openQueue, type Queue } from './support.ts';

let queue: Queue;
let batchId: number;
let ids: number[];

beforeEach(async () => {
  queue = await openQueue();
  batchId = queue.jobs.createBatch(newBatch(40), 0);
  ids = queue.jobs.idsInStates(batchId, ['queued']);
});

const claim = (id: number) => void queue.jobs.move(id, 'claim', { attemptId: queue.ledger.openAttempt(id, queue.keyId, 'sync', 0) });

it('writes a batch once for all moves of a transaction, and what they cost with them', () => {
  const before = queue.jobs.batch(batchId)!.revision;
  queue.jobs.transaction(() => {
    for (const id of ids) {
      claim(id);
      queue.jobs.move(id, 'finish', { credits: { amount: 2, source: 'reported' } });
    }
  });
  expect(queue.jobs.batch(batchId)).toMatchObject({ revision: before + 1, credits_used: 80 });
  expect(queue.jobs.counts(batchId)).toMatchObject({ queued: 0, submitting: 0, collecting: 40 });
  expect(disagreements(queue)).toEqual([]);
});

it('tells counts inside a transaction as they are there', () => {
  queue.jobs.transaction(() => {
    claim(ids[0]!);
    expect(queue.jobs.counts(batchId)).toMatchObject({ queued: 39, submitting: 1 });
    claim(ids[1]!);
    expect(queue.jobs.counts(batchId)).toMatchObject({ queued: 38, submitting: 2 });
  });
  expect(disagreements(queue)).toEqual([]);
});

it('forgets what was taken back, and keeps what the transaction around it did', () => {
  queue.jobs.transaction(() => {
    claim(ids[0]!);
    const nested = () =>
      queue.jobs.transaction(() => {
        claim(ids[1]!);
        throw new Error('no');
      });
    expect(nested).toThrow('no');
    claim(ids[2]!);
  });
  expect(queue.jobs.counts(batchId)).toMatchObject({ queued: 38, submitting: 2 });
  expect(disagreements(queue)).toEqual([]);

  const all = () =>
    queue.jobs.transaction(() => {
      claim(ids[3]!);
      throw new Error('none of it');
    });
  expect(all).toThrow('none of it');
  claim(ids[4]!);
  expect(queue.jobs.counts(batchId)).toMatchObject({ queued: 37, submitting: 3 });
  expect(disagreements(queue)).toEqual([]);
});
