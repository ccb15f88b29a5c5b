import SqliteDatabase from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallInput } from '../../../shared/contract.ts';
import { createJobs } from '../../../electron/engine/queue/jobs.ts';
import { checkDatabase } from '../../../electron/engine/store/soundness.ts';
import { accounts, type EngineWorld, type TransactionFault } from '../../support/engine-world.ts';
import { disagreements } from '../queue/support.ts';
import { counts, enqueue, IMAGE, startWorld } from './support.ts';

/** More than one transaction writes, on a clock that stands still as well. */
const MANY = 8_300;
const FILE = 'file:foxes:1:1';

let world: EngineWorld;

afterEach(() => world.stop());

const drafts = (count = MANY) => Array.from({ length: count }, (_, index) => ({ model: IMAGE, input: { prompt: `a fox, ${index}` } }));

const fromFile = (jobs = drafts()) => world.call('batch.create', { name: 'foxes', source: 'file', fingerprint: FILE, jobs });

const stored = () => world.store.prepare<[], number>('SELECT COUNT(*) FROM job').pluck().get() ?? 0;

const isPart = (jobs: number) => jobs > 0 && jobs < MANY;

/** Runs `look` whenever it is others' turn, until the work is over. */
async function meanwhile<T>(work: Promise<T>, look: () => unknown): Promise<T> {
  let over = false;
  void work.then(
    () => (over = true),
    () => (over = true),
  );
  while (!over) {
    await look();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return work;
}

/** What anybody could see of batches and jobs. */
async function shown() {
  const { batches, totals } = await world.call('app.snapshot', null);
  const { total } = await world.call('job.list', {});
  return { batches: batches.length, queued: totals.counts.queued, listed: total };
}

describe('enqueueing thousands', () => {
  it('is all or nothing for whoever looks, and lets others have their turn', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const seen: unknown[] = [];
    const written: number[] = [];
    const { batchId, jobs } = await meanwhile(fromFile(), async () => {
      seen.push(await shown());
      written.push(stored());
    });
    const [nothing, all] = [
      { batches: 0, queued: 0, listed: 0 },
      { batches: 1, queued: MANY, listed: MANY },
    ];
    for (const one of seen) expect([nothing, all]).toContainEqual(one);
    expect(seen).toContainEqual(nothing);
    expect(written.some(isPart)).toBe(true);
    expect([jobs, await shown(), await counts(world, batchId)]).toEqual([MANY, all, { queued: MANY }]);
    const numbers = world.store.prepare<[number], number>('SELECT number FROM job WHERE batch_id = ? ORDER BY id').pluck().all(batchId);
    expect(numbers).toEqual(Array.from({ length: MANY }, (_, index) => index + 1));
  });

  it('waits for the disk once, in the step that makes it a batch, and nobody else waits less', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const durable = () => world.store.pragma('synchronous', { simple: true });
    const steps: unknown[] = [];
    world.transactionFault = () => (steps.push(durable()), 'none');
    const between: unknown[] = [];
    await meanwhile(fromFile(), () => between.push(durable()));
    const [NORMAL, FULL] = [1, 2];
    expect(steps.slice(0, 4)).toEqual([NORMAL, NORMAL, NORMAL, FULL]);
    expect(new Set(between)).toEqual(new Set([FULL]));
  });

  it('does not hold up a single job that is enqueued meanwhile', async () => {
    world = await startWorld();
    let first: number | null = null;
    const { batchId } = await meanwhile(fromFile(), async () => {
      if (first === null && stored() > 0) first = await enqueue(world, 1, { source: 'hand', name: 'one' });
    });
    expect(first).toBe(batchId + 1);
    await world.finish([first!]);
    expect(await counts(world, first!)).toEqual({ done: 1 });
    expect((await counts(world, batchId)).queued).toBeGreaterThan(MANY - 30);
  });

  it('of one file by two at the same time is one batch', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const [one, other] = await Promise.all([fromFile(), fromFile()]);
    expect([one, other]).toEqual([
      { batchId: 1, jobs: MANY, existing: false },
      { batchId: 1, jobs: MANY, existing: true },
    ]);
    expect(stored()).toBe(MANY);
  });

  it('keeps what waits for the outputs of others waiting', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const jobs = drafts().map((job, index) => (index === MANY - 1 ? { ...job, input: { prompt: 'again', image_url: 'output-of:1' } } : job));
    await world.call('batch.create', { name: 'line', jobs });
    const { jobs: rows } = await world.call('job.list', { offset: MANY - 1, limit: 1 });
    expect(rows[0]?.waiting).toMatchObject({ kind: 'paused' });
    expect(world.store.prepare('SELECT job_id, kind, parent_id FROM job_need').all()).toEqual([{ job_id: MANY, kind: 'output', parent_id: 1 }]);
  });

  it('refuses all of it where one of them is not what the contract says, and names its place', async () => {
    world = await startWorld();
    const jobs = drafts().map((job, index) => (index === 1_300 ? { ...job, priority: 7_000 } : job)) as CallInput<'batch.create'>['jobs'];
    const result = await world.engine.call('batch.create', { name: 'foxes', jobs });
    expect(result).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', details: { issues: [{ path: ['jobs', 1_300, 'priority'] }] } } });
    expect(stored()).toBe(0);
  });
});

describe('a batch that was being written', () => {
  const dies: readonly TransactionFault[] = [1, 2, 3, 4].flatMap((count) => [
    (at) => (at === count ? 'die-before-commit' : 'none'),
    (at) => (at === count ? 'die-after-commit' : 'none'),
  ]);

  it.each(dies)('when the engine died is there whole or not at all, and its file is enqueued once (%#)', async (fault) => {
    world = await startWorld();
    let begun = 0;
    world.transactionFault = () => fault(++begun);
    await fromFile().catch(() => {});
    expect(world.alive).toBe(false);
    world.transactionFault = () => 'none';
    await world.reopen();
    await world.call('queue.pause', null);
    const left = stored();
    expect(left).toBeOneOf([0, MANY]);
    expect(await shown()).toEqual({ batches: left === 0 ? 0 : 1, queued: left, listed: left });
    expect(await fromFile()).toMatchObject({ jobs: MANY, existing: left === MANY });
    expect([stored(), accounts(world), disagreements({ store: world.store, jobs: jobsOf() })]).toEqual([MANY, [], []]);
  });

  it('is nothing to the doctor, who may look before the next start', async () => {
    world = await startWorld();
    const left: Buffer[] = [];
    await meanwhile(fromFile(), () => left.push(world.store.serialize()));
    const found = left.map((bytes) => {
      const db = new SqliteDatabase(bytes);
      return [db.prepare<[], number>('SELECT COUNT(*) FROM job').pluck().get() ?? 0, checkDatabase(db)] as const;
    });
    expect(found.some(([jobs]) => isPart(jobs))).toBe(true);
    expect(found.flatMap(([, wrong]) => wrong)).toEqual([]);
  });

  it.each([2, 3, 4])('when the disk was full in step %i is taken back at once', async (step) => {
    world = await startWorld();
    let begun = 0;
    world.transactionFault = () => (++begun === step ? 'disk-full' : 'none');
    await expect(fromFile()).rejects.toMatchObject({ code: 'DISK', message: expect.stringContaining('Make room and try again') });
    expect([stored(), await shown()]).toEqual([0, { batches: 0, queued: 0, listed: 0 }]);
    world.transactionFault = () => 'none';
    expect(await fromFile()).toMatchObject({ jobs: MANY, existing: false });
  });

  it('when the companion was closed is nothing: the caller is told, and the next start sweeps it', async () => {
    world = await startWorld();
    const making = fromFile();
    const left: Buffer[] = [];
    await expect(
      meanwhile(making, async () => {
        if (stored() === 0 || left.length > 0) return;
        left.push(world.store.serialize());
        void world.stop();
      }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Nothing was enqueued') });
    await world.reopen(left[0]);
    expect([stored(), await shown()]).toEqual([0, { batches: 0, queued: 0, listed: 0 }]);
  });
});

/** The waiting list as a start reads it. */
function jobsOf() {
  return createJobs(world.store, () => {});
}
