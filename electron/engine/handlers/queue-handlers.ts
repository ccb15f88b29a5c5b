import type { CallArgs, CallOutput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import { toBudgetColumns } from '../budget/charge.ts';
import { createCompositions } from '../compose/compositions.ts';
import type { Rooms } from '../rooms.ts';
import { startOf } from '../scheduler/new-day.ts';
import { toCounts } from '../queue/rows.ts';
import { inTurns } from '../in-turns.ts';
import { enqueue } from '../queue/enqueue.ts';
import type { NewBatch } from '../queue/jobs.ts';
import { tryNow } from '../try-now.ts';
import { checkInputs } from './check-inputs.ts';
import { checkReferences } from './check-references.ts';
import { createJobChanges } from './job-changes.ts';
import { createJobList, type JobList } from './job-list.ts';
import { createGivingUp } from './giving-up.ts';
import { createOnceMore } from './once-more.ts';
import type { Handlers } from './types.ts';

type QueueCall =
  | 'batch.create'
  | 'batch.summary'
  | 'batch.pause'
  | 'batch.resume'
  | 'batch.cancel'
  | 'batch.setPriority'
  | 'batch.setLabels'
  | 'batch.update'
  | 'batch.release'
  | 'batch.clear'
  | 'queue.pause'
  | 'queue.resume'
  | 'queue.tryNow'
  | 'job.list'
  | 'job.ids'
  | 'job.census'
  | 'job.update'
  | 'job.get'
  | 'job.cancel'
  | 'job.retry'
  | 'job.resolve'
  | 'job.release';

export function queueHandlers(rooms: Rooms): Handlers<QueueCall> {
  const { jobs, loop, views, announcer, clock, settings } = rooms;
  const list = createJobList(rooms.store);
  const changing = createJobChanges(rooms);
  const givingUp = createGivingUp(rooms);
  const onceMore = createOnceMore(rooms, changing);
  const compositions = createCompositions(rooms.store);
  /** By what they come from. */
  const beingMade = new Map<string, Promise<void>>();

  /** One that comes from a file waits for another of the same file that is being enqueued, and is then that one. */
  async function createBatch(input: CallArgs<'batch.create'>): Promise<CallOutput<'batch.create'>> {
    const { fingerprint } = input;
    while (fingerprint !== undefined && beingMade.has(fingerprint)) await beingMade.get(fingerprint);
    const existing = fingerprint === undefined ? null : jobs.batchByFingerprint(fingerprint);
    if (existing) return { batchId: existing.id, jobs: jobs.size(existing.id), existing: true };
    const making = makeBatch(input);
    if (fingerprint === undefined) return making;
    beingMade.set(
      fingerprint,
      making.then(
        () => {},
        () => {},
      ),
    );
    return making.finally(() => beingMade.delete(fingerprint));
  }

  async function makeBatch(input: CallArgs<'batch.create'>): Promise<CallOutput<'batch.create'>> {
    const endpoint = rooms.endpoint();
    await inTurns(checkInputs(rooms, endpoint, input.jobs, 'Nothing was enqueued.'), clock);
    await inTurns(checkReferences(rooms, numbered(input.jobs), 'Nothing was enqueued.'), clock);
    checkOrigins(input);
    const batch = { ...batchOf(rooms, endpoint, input), start: startOf(input.start, { ...rooms, endpoint, labels: input.labels }) };
    const batchId = await enqueue(rooms, batch, (id) => {
      const { composition, name } = input;
      if (composition) compositions.add({ ...composition, batchId: id, name, model: batch.jobs[0]!.model, jobs: batch.jobs.length }, clock.now());
    });
    noteTyped(rooms, endpoint, input.jobs);
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

  /** A rule that sends lost jobs again also does so with those that wait for a decision now; held ones stay held. */
  function editBatch({ id, name, uncertainRule, creditBudget, start, stopAfter }: CallArgs<'batch.update'>): null {
    const { endpoint, labels } = batchRow(id);
    updateBatch(id, {
      ...(start === undefined ? {} : { start: JSON.stringify(startOf(start, { ...rooms, endpoint, labels: JSON.parse(labels) as string[] })) }),
      ...(stopAfter === undefined ? {} : { stop_after: stopAfter, streak: 0 }),
      ...(name === undefined ? {} : { name }),
      ...(uncertainRule === undefined ? {} : { uncertain_rule: uncertainRule }),
      ...(creditBudget === undefined ? {} : toBudgetColumns(creditBudget)),
    });
    if (uncertainRule !== 'resubmit') return null;
    onceMore.resubmitLost(id);
    return null;
  }

  function release(id: number): CallOutput<'batch.release'> {
    const held = batchRow(id).try_first !== null;
    updateBatch(id, { try_first: null });
    return { released: held ? jobs.counts(id).queued : 0 };
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
    'batch.resume': ({ id }) => {
      rooms.failing.forgive(id, jobs.counts(id));
      return updateBatch(id, { state: 'active', held: null, streak: 0 });
    },
    'batch.cancel': ({ id }) => {
      batchRow(id);
      return givingUp.batch(id);
    },
    'batch.update': editBatch,
    'batch.release': ({ id }) => release(id),
    'batch.clear': ({ ids }) => givingUp.clear(ids),
    'batch.setPriority': ({ id, priority }) => updateBatch(id, { priority }),
    'batch.setLabels': ({ id, labels }) => updateBatch(id, { labels: JSON.stringify([...new Set(labels)]) }),
    'queue.pause': () => setPaused(true),
    'queue.resume': () => setPaused(false),
    'queue.tryNow': () => {
      tryNow(rooms);
      return null;
    },
    // Two or three statements a row: as one transaction, or its locks are most of the time it takes.
    'job.list': (filter) =>
      views.reading(() => {
        const { rows, total } = list.page(filter);
        return { jobs: rows.map((row) => views.jobView(row)), total };
      }),
    'job.ids': (filter) => ({ ids: list.ids(filter) }),
    'job.census': ({ ids }) => census(rooms, list.census(ids)),
    'job.update': ({ ids, change }) => changing.update(ids, change),
    'job.get': ({ id }) => {
      const detail = views.jobDetail(id);
      if (!detail) throw new AppError('NOT_FOUND', 'There is no such job any more.', { jobId: id });
      return detail;
    },
    'job.cancel': ({ ids }) => givingUp.jobs(ids),
    'job.retry': ({ ids, change }) => ({ queued: onceMore.retry(ids, change) }),
    'job.resolve': ({ ids, decision }) => ({ resolved: decision === 'resubmit' ? onceMore.resubmit(ids) : countAsFailed(ids) }),
    'job.release': ({ ids }) => ({ released: onceMore.release(ids) }),
  };
}

function numbered(drafts: CallArgs<'batch.create'>['jobs']) {
  return drafts.map(({ input }, index) => ({ number: index + 1, input }));
}

/** One model, one id: the library then has one entry for it, whichever of its ids was typed. */
function batchOf({ catalog }: Rooms, endpoint: EndpointName, input: CallArgs<'batch.create'>): Omit<NewBatch, 'start'> {
  const models = new Map([...new Set(input.jobs.map(({ model }) => model))].map((typed) => [typed, catalog.get(endpoint, typed)] as const));
  const prices = input.jobs.map(({ model }) => models.get(model)?.creditsPerRun ?? null);
  return {
    ...input,
    jobs: input.jobs.map((job) => ({ ...job, model: models.get(job.model)?.id ?? job.model })),
    endpoint,
    tryFirst: input.tryFirst !== null && input.tryFirst < input.jobs.length ? input.tryFirst : null,
    fingerprint: input.fingerprint ?? null,
    creditsEstimated: prices.reduce<number | null>((sum, price) => (sum === null || price === null ? null : sum + price), 0),
  };
}

/** BAD_INPUT where a job names a template that is not there. */
function checkOrigins({ jobs, templates }: CallArgs<'batch.create'>): void {
  const index = jobs.findIndex(({ origin }) => origin !== undefined && origin.template >= templates.length);
  if (index >= 0) throw new AppError('BAD_INPUT', `Job ${index + 1} names a template that is not among the batch's. Nothing was enqueued.`);
}

/** Ids that were typed are worth more than the seed's, until the API has listed its own. */
function noteTyped({ catalog, endpoints }: Rooms, name: EndpointName, drafts: CallArgs<'batch.create'>['jobs']): void {
  for (const typed of new Set(drafts.map(({ model }) => model))) {
    const model = catalog.get(name, typed);
    if (model?.source === 'seed' && model.id !== typed) endpoints.get(name)?.typed(model.id, typed);
  }
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
