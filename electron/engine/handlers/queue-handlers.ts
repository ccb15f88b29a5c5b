import type { CallArgs, CallOutput, JobChange } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { JobState } from '../../../shared/job-state.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { Rooms } from '../rooms.ts';
import { type JobRow, toCounts } from '../queue/rows.ts';
import { checkInputs } from './check-inputs.ts';
import { createJobChanges } from './job-changes.ts';
import { createJobList, type JobList } from './job-list.ts';
import type { Handlers } from './types.ts';

type QueueCall =
  | 'batch.create'
  | 'batch.summary'
  | 'batch.pause'
  | 'batch.resume'
  | 'batch.cancel'
  | 'batch.setPriority'
  | 'batch.setLabels'
  | 'queue.pause'
  | 'queue.resume'
  | 'job.list'
  | 'job.ids'
  | 'job.census'
  | 'job.update'
  | 'job.get'
  | 'job.cancel'
  | 'job.retry'
  | 'job.resolve';

export function queueHandlers(rooms: Rooms): Handlers<QueueCall> {
  const { jobs, loop, views, announcer, clock, settings } = rooms;
  const list = createJobList(rooms.store);
  const changing = createJobChanges(rooms);

  function createBatch(input: CallArgs<'batch.create'>) {
    const existing = input.fingerprint === undefined ? null : jobs.batchByFingerprint(input.fingerprint);
    if (existing) return { batchId: existing.id, jobs: jobs.size(existing.id), existing: true };
    const endpoint = rooms.endpoint();
    checkInputs(rooms, endpoint, input.jobs);
    // One model, one id: the library then has one entry for it, whichever of its ids was typed.
    const drafts = input.jobs.map((job) => ({ ...job, model: rooms.catalog.get(endpoint, job.model)?.id ?? job.model }));
    const batchId = jobs.createBatch(
      { ...input, jobs: drafts, endpoint, fingerprint: input.fingerprint ?? null, creditsEstimated: estimate(rooms, endpoint, input.jobs) },
      clock.now(),
    );
    if (input.source === 'hand') loop.handWork();
    announcer.batch(batchId);
    loop.poke();
    return { batchId, jobs: input.jobs.length, existing: false };
  }

  /** NOT_FOUND unless there is such a batch. */
  function batchRow(id: number) {
    const row = jobs.batch(id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such batch any more.', { batchId: id });
    return row;
  }

  function updateBatch(id: number, patch: Parameters<typeof jobs.updateBatch>[1]): null {
    batchRow(id);
    jobs.transaction(() => jobs.updateBatch(id, patch));
    announcer.batch(id);
    rooms.forecaster.poke();
    loop.poke();
    return null;
  }

  function cancelBatch(id: number) {
    batchRow(id);
    const now = clock.now();
    const cancelled = jobs.transaction(() => {
      const moved = jobs.idsInStates(id, ['queued']).filter((jobId) => jobs.move(jobId, 'cancel', { finishedAt: now }));
      jobs.updateBatch(id, { state: 'cancelled' });
      return moved.length;
    });
    announcer.batch(id);
    return { cancelled };
  }

  /** Jobs that wait or that nobody knows of are cancelled here; those at the API are asked to be given up there. */
  function cancelJobs(ids: readonly number[]) {
    const now = clock.now();
    const atApi = ids.flatMap((id) => runningAttempt(jobs.job(id)));
    const cancelled = jobs.transaction(() => ids.filter((id) => isHere(jobs.job(id)) && jobs.move(id, 'cancel', { finishedAt: now })));
    for (const attemptId of atApi) rooms.runner.cancel(attemptId);
    return { cancelled: cancelled.length + atApi.length };
  }

  function requeue(ids: readonly number[], from: readonly JobState[], change?: JobChange): number {
    const moved = jobs.transaction(() => {
      const queued = ids.filter((id) => {
        const job = jobs.job(id);
        return job && from.includes(job.state) && jobs.move(id, 'requeue', { attemptId: null, notBefore: 0, error: null, finishedAt: null });
      });
      if (change && queued.length > 0) changing.update(queued, change);
      return queued;
    });
    for (const batchId of new Set(moved.flatMap((id) => jobs.job(id)?.batch_id ?? []))) {
      if (jobs.batch(batchId)?.state === 'cancelled') jobs.updateBatch(batchId, { state: 'active' });
    }
    loop.poke();
    return moved.length;
  }

  function countAsFailed(ids: readonly number[]): number {
    const now = clock.now();
    return jobs.transaction(() => ids.filter((id) => jobs.job(id)?.state === 'uncertain' && jobs.move(id, 'fail', { finishedAt: now }))).length;
  }

  function setPaused(on: boolean): null {
    settings.set('paused', on);
    loop.pause(on);
    rooms.forecaster.poke();
    announcer.status();
    for (const batch of jobs.waiting.batches()) if (batch.jobs.length > 0) announcer.batch(batch.id);
    return null;
  }

  return {
    'batch.create': createBatch,
    'batch.summary': ({ ids }) => list.summary(ids),
    'batch.pause': ({ id }) => updateBatch(id, { state: 'paused' }),
    'batch.resume': ({ id }) => updateBatch(id, { state: 'active' }),
    'batch.cancel': ({ id }) => cancelBatch(id),
    'batch.setPriority': ({ id, priority }) => updateBatch(id, { priority }),
    'batch.setLabels': ({ id, labels }) => updateBatch(id, { labels: JSON.stringify([...new Set(labels)]) }),
    'queue.pause': () => setPaused(true),
    'queue.resume': () => setPaused(false),
    'job.list': (filter) => {
      const { rows, total } = list.page(filter);
      return { jobs: rows.map((row) => views.jobView(row)), total };
    },
    'job.ids': (filter) => ({ ids: list.ids(filter) }),
    'job.census': ({ ids }) => census(rooms, list.census(ids)),
    'job.update': ({ ids, change }) => changing.update(ids, change),
    'job.get': ({ id }) => {
      const detail = views.jobDetail(id);
      if (!detail) throw new AppError('NOT_FOUND', 'There is no such job any more.', { jobId: id });
      return detail;
    },
    'job.cancel': ({ ids }) => cancelJobs(ids),
    'job.retry': ({ ids, change }) => ({ queued: requeue(ids, ['failed', 'cancelled'], change) }),
    'job.resolve': ({ ids, decision }) => ({ resolved: decision === 'resubmit' ? requeue(ids, ['uncertain']) : countAsFailed(ids) }),
  };

  function runningAttempt(job: JobRow | null): number[] {
    return job?.state === 'running' && job.attempt_id !== null ? [job.attempt_id] : [];
  }
}

function isHere(job: JobRow | null): boolean {
  return job?.state === 'queued' || job?.state === 'uncertain';
}

/** The catalog's price of all jobs; unknown when any of them is. */
function estimate({ catalog }: Rooms, endpoint: EndpointName, drafts: CallArgs<'batch.create'>['jobs']): number | null {
  const prices = new Map<string, number | null>();
  let total = 0;
  for (const { model } of drafts) {
    if (!prices.has(model)) prices.set(model, catalog.get(endpoint, model)?.creditsPerRun ?? null);
    const price = prices.get(model) ?? null;
    if (price === null) return null;
    total += price;
  }
  return total;
}

/** What sending these jobs would cost by the catalog, beside how many are in each state. */
function census({ catalog }: Rooms, { states, models }: ReturnType<JobList['census']>): CallOutput<'job.census'> {
  let credits = 0;
  let unpriced = 0;
  for (const { model, endpoint, jobs } of models) {
    const price = catalog.get(endpoint, model)?.creditsPerRun ?? null;
    if (price === null) unpriced += jobs;
    else credits += price * jobs;
  }
  return { counts: { ...toCounts(states) }, credits, unpriced };
}
