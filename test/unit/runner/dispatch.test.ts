import { beforeEach, expect, it } from 'vitest';
import { createDispatch, type Dispatch } from '../../../electron/engine/runner/dispatch.ts';
import type { Claimed } from '../../../electron/engine/runner/runner.ts';
import type { Sending } from '../../../electron/engine/scheduler/decide.ts';
import { disagreements, newBatch, openQueue, type Queue } from '../queue/support.ts';

let queue: Queue;
let left: { jobId: number; state: string | undefined; inTransaction: boolean }[];
let dispatch: Dispatch;

beforeEach(async () => {
  queue = await openQueue();
  queue.jobs.createBatch(newBatch(3), 0);
  left = [];
  dispatch = dispatchOf(queue);
});

/** Claims as the engine makes them; who is counted and asked besides takes no part. */
function dispatchOf({ store, jobs, ledger }: Queue): Dispatch {
  const submit = async ({ jobId }: Claimed) => void left.push({ jobId, state: jobs.job(jobId)?.state, inTransaction: store.inTransaction });
  const parts = {
    jobs,
    ledger,
    clock: { now: () => 7 },
    catalog: { quantile: () => null, bound: () => null, get: () => null },
    budget: { chargeOf: () => null, allows: () => true },
    webhooks: { address: () => null },
    desk: { open: (request: Parameters<Queue['ledger']['send']>[0]) => ledger.send(request, 7), leaves() {} },
    media: { claim: () => 'free' as const },
    meters: { of: () => ({ meter: { jobStarted() {} } }) },
    runner: () => ({ submit }),
  };
  return createDispatch(parts as unknown as Parameters<typeof createDispatch>[0]);
}

const sending = (jobId: number): Sending => ({ jobId, batchId: 1, model: 'flux', outputs: 1, keyId: queue.keyId });
const states = () => [1, 2, 3].map((id) => queue.jobs.job(id)?.state);
const answer = () => queue.jobs.commit(() => void queue.jobs.move(1, 'finish'));

it('lets a claim go once it is durable', () => {
  dispatch.send([sending(1), sending(2)], 7);
  expect(left).toEqual([1, 2].map((jobId) => ({ jobId, state: 'submitting', inTransaction: false })));
  expect(states()).toEqual(['submitting', 'submitting', 'queued']);
});

it('claims in the transaction that stores the answers of the turn, after all of them, and lets it go after that', async () => {
  dispatch.send([sending(1)], 7);
  left = [];
  let seen: unknown[] = [];
  const sent = dispatch.sendWithAnswers(() => {
    seen = [queue.store.inTransaction, ...states()];
    return [sending(2)];
  });
  await answer();
  await sent;
  expect(seen).toEqual([true, 'collecting', 'queued', 'queued']);
  expect(left).toEqual([{ jobId: 2, state: 'submitting', inTransaction: false }]);
  expect(states()).toEqual(['collecting', 'submitting', 'queued']);
});

it('stores the answers and lets nothing go where the claim cannot be made', async () => {
  dispatch.send([sending(1)], 7);
  left = [];
  const sent = dispatch.sendWithAnswers(() => [sending(2), sending(1)]);
  const [stored, claimed] = await Promise.allSettled([answer(), sent]);
  expect([stored.status, claimed.status]).toEqual(['fulfilled', 'rejected']);
  expect([states(), left]).toEqual([['collecting', 'queued', 'queued'], []]);
  expect(disagreements(queue)).toEqual([]);
});
