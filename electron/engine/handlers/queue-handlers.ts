import type { CallArgs } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { JobState } from '../../../shared/job-state.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { Rooms } from '../rooms.ts';
import type { JobRow } from '../queue/rows.ts';
import { createJobList } from './job-list.ts';
import type { Handlers } from './types.ts';

type QueueCall =
  | 'batch.create'
  | 'batch.summary'
  | 'batch.pause'
  | 'batch.resume'
  | 'batch.cancel'
  | 'batch.setPriority'
  | 'queue.pause'
  | 'queue.resume'
  | 'job.list'
  | 'job.get'
  | 'job.cancel'
  | 'job.retry'
  | 'job.resolve'
  | 'request.list';

/** Errors name so many bad jobs and count the rest. */
const MOST_COMPLAINTS = 100;

export function queueHandlers(rooms: Rooms): Handlers<QueueCall> {
  const { jobs, ledger, loop, views, announcer, clock, settings } = rooms;
  const list = createJobList(rooms.store);

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

  function requeue(ids: readonly number[], from: readonly JobState[]): number {
    const moved = jobs.transaction(() =>
      ids.filter((id) => {
        const job = jobs.job(id);
        return job && from.includes(job.state) && jobs.move(id, 'requeue', { attemptId: null, notBefore: 0, error: null, finishedAt: null });
      }),
    );
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
    'queue.pause': () => setPaused(true),
    'queue.resume': () => setPaused(false),
    'job.list': (filter) => {
      const { rows, total } = list.page(filter);
      return { jobs: rows.map((row) => views.jobView(row)), total };
    },
    'job.get': ({ id }) => {
      const detail = views.jobDetail(id);
      if (!detail) throw new AppError('NOT_FOUND', 'There is no such job any more.', { jobId: id });
      return detail;
    },
    'job.cancel': ({ ids }) => cancelJobs(ids),
    'job.retry': ({ ids }) => ({ queued: requeue(ids, ['failed', 'cancelled']) }),
    'job.resolve': ({ ids, decision }) => ({ resolved: decision === 'resubmit' ? requeue(ids, ['uncertain']) : countAsFailed(ids) }),
    'request.list': ({ keyId, since, limit }) => ledger.recent({ keyId: keyId ?? null, since: since ?? 0, limit }).flatMap((id) => views.request(id) ?? []),
  };

  function runningAttempt(job: JobRow | null): number[] {
    return job?.state === 'running' && job.attempt_id !== null ? [job.attempt_id] : [];
  }
}

function isHere(job: JobRow | null): boolean {
  return job?.state === 'queued' || job?.state === 'uncertain';
}

/** All or nothing: BAD_INPUT names what is wrong with which job, and nothing is enqueued. */
function checkInputs({ catalog }: Rooms, endpoint: EndpointName, drafts: CallArgs<'batch.create'>['jobs']): void {
  const complaints = drafts.flatMap((draft, index) =>
    catalog.checkInput(endpoint, draft.model, draft.input).map((complaint) => ({ index, field: complaint.field, message: complaint.message })),
  );
  if (complaints.length === 0) return;
  const bad = new Set(complaints.map((complaint) => complaint.index)).size;
  throw new AppError('BAD_INPUT', `${bad === 1 ? '1 job does' : `${bad} jobs do`} not fit the model: ${complaints[0]?.message ?? ''}. Nothing was enqueued.`, {
    jobs: complaints.slice(0, MOST_COMPLAINTS),
    total: complaints.length,
  });
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
