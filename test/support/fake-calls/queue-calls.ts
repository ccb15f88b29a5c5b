import type { BatchView, JobView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { JOB_STATES, type JobCounts } from '../../../shared/job-state.ts';
import { batch, detailOf, jobsOf, NOW } from '../fake-data.ts';
import type { FakeEngine } from '../fake-engine.ts';
import type { FakeCalls } from './fake-calls.ts';

/** What the fake engine does with batches and jobs. */
export const QUEUE_CALLS: FakeCalls = {
  'batch.create': (engine, { name, jobs, composition }) => {
    const id = Math.max(0, ...engine.batches.keys()) + 1;
    if (composition)
      engine.history.push({ ...composition, id: engine.history.length + 1, batchId: id, name, model: jobs[0]!.model, jobs: jobs.length, createdAt: NOW });
    const made = batch({ id, name, counts: { queued: jobs.length } });
    for (const job of jobsOf(made)) engine.jobs.set(job.id, job);
    engine.putBatch(made);
    return { batchId: id, jobs: jobs.length, existing: false };
  },
  'batch.pause': (engine, { id }) => (engine.putBatch({ ...batchOf(engine, id), state: 'paused' }), null),
  'batch.resume': (engine, { id }) => (engine.putBatch({ ...batchOf(engine, id), state: 'active' }), null),
  'batch.cancel': (engine, { id }) => {
    const cancelled = engine.moveJobs(
      engine.jobsIn({ batchId: id, states: ['queued'] }).map((job) => job.id),
      'cancelled',
    );
    engine.putBatch({ ...batchOf(engine, id), state: 'cancelled' });
    return { cancelled, undo: null };
  },
  'batch.release': (engine, { id }) => (
    engine.putBatch({ ...batchOf(engine, id), trial: null, waiting: null }),
    { released: batchOf(engine, id).counts.queued }
  ),
  'batch.update': (engine, { id, name, start, stopAfter }) => {
    const known = batchOf(engine, id);
    const next = start === undefined || start.kind === 'new-day' ? known.start : start;
    engine.putBatch({ ...known, name: name ?? known.name, start: next, waiting: null, stopAfter: stopAfter === undefined ? known.stopAfter : stopAfter });
    return null;
  },
  'batch.setPriority': (engine, { id, priority }) => (engine.putBatch({ ...batchOf(engine, id), priority }), null),
  'queue.pause': (engine) => (engine.setStatus({ paused: true }), null),
  'queue.tryNow': (engine) => (engine.setStatus({ api: { state: 'active' } }), null),
  'queue.resume': (engine) => (engine.setStatus({ paused: false }), null),
  'job.list': (engine, { offset = 0, limit = 100, ...filter }) => {
    const found = engine.jobsIn(filter);
    return { jobs: found.slice(offset, offset + limit), total: found.length };
  },
  'job.ids': (engine, filter) => ({ ids: engine.jobsIn(filter).map((job) => job.id) }),
  'job.census': (engine, { ids }) => {
    const some = ids.flatMap((id) => engine.jobs.get(id) ?? []);
    const found = JOB_STATES.map((state) => [state, some.filter((job) => job.state === state).length]);
    return { counts: Object.fromEntries(found) as JobCounts, credits: 2 * some.length, unpriced: 0 };
  },
  'job.update': (engine, { ids, change }) => {
    const queued = ids.flatMap((id) => engine.jobs.get(id) ?? []).filter((job) => job.state === 'queued');
    for (const job of queued) {
      const prompt = change.set?.['prompt'];
      engine.jobs.set(job.id, {
        ...job,
        revision: job.revision + 1,
        priority: change.priority ?? job.priority,
        prompt: typeof prompt === 'string' ? prompt : job.prompt,
      });
    }
    engine.emit(
      'job.changed',
      queued.map((job) => engine.jobs.get(job.id)!),
    );
    return { updated: queued.length, left: ids.length - queued.length, undo: 7 };
  },
  'batch.setLabels': (engine, { id, labels }) => (engine.putBatch({ ...batchOf(engine, id), labels }), null),
  'batch.clear': (engine, { ids }) => {
    for (const id of ids) engine.batches.delete(id);
    engine.emit('batch.removed', [...ids]);
    return { cleared: ids.length, undo: 8 };
  },
  'job.release': (engine, { ids }) => ({ released: engine.moveJobs(ids, 'queued') }),
  'job.get': (engine, { id }) => {
    const job = engine.jobs.get(id);
    if (!job) throw new AppError('NOT_FOUND', `There is no job ${id}.`);
    return detailOf(job);
  },
  'job.cancel': (engine, { ids }) => ({
    cancelled: engine.moveJobs(inStates(engine, ids, ['queued', 'submitting', 'running', 'collecting', 'uncertain']), 'cancelled'),
    undo: null,
  }),
  'job.retry': (engine, { ids }) => ({ queued: engine.moveJobs(inStates(engine, ids, ['failed', 'cancelled']), 'queued') }),
  'job.resolve': (engine, { ids, decision }) => ({ resolved: engine.moveJobs(ids, decision === 'fail' ? 'failed' : 'queued') }),
  'batch.stretch': (engine, { id, first, count }) => {
    const jobs = engine.jobsIn({ batchId: id });
    return { jobs: jobs.filter(({ number }) => number >= first && number < first + count), total: jobs.length };
  },
};

function batchOf(engine: FakeEngine, id: number): BatchView {
  const found = engine.batches.get(id);
  if (!found) throw new AppError('NOT_FOUND', `There is no batch ${id}.`);
  return found;
}

function inStates(engine: FakeEngine, ids: readonly number[], states: readonly JobView['state'][]): number[] {
  return ids.filter((id) => states.some((state) => engine.jobs.get(id)?.state === state));
}
