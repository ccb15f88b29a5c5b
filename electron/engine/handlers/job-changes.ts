import type { CallOutput, JobChange } from '../../../shared/contract.ts';
import type { EndpointName, ModelInput } from '../../../shared/domain.ts';
import { atOnce } from '../in-turns.ts';
import { changedJob, type Changeable } from '../queue/change-job.ts';
import type { JobRow } from '../queue/rows.ts';
import type { Rooms } from '../rooms.ts';
import { checkInputs } from './check-inputs.ts';
import { checkReferences } from './check-references.ts';
import type { Undoers, Undone } from './undo-handlers.ts';

const UNCHANGED = 'Nothing was changed.';

export interface JobChanges {
  /** Changes those that are queued, all or none: BAD_INPUT when one does not fit its model then. Others are left, and counted. */
  update(ids: readonly number[], change: JobChange): CallOutput<'job.update'>;
  undoers: Undoers;
}

export function createJobChanges(rooms: Rooms): JobChanges {
  const { jobs, catalog, announcer, loop, forecaster } = rooms;
  const modelsOf = rooms.store.prepare<[number], { model: string; jobs: number }>('SELECT model, COUNT(*) AS jobs FROM job WHERE batch_id = ? GROUP BY model');

  function update(ids: readonly number[], change: JobChange): CallOutput<'job.update'> {
    const queued = ids.flatMap((id) => asQueued(jobs.job(id)));
    const changed = queued.map((row) => ({ row, job: named(row, changedJob(asChangeable(row), change)) }));
    for (const [endpoint, some] of byEndpoint(changed)) atOnce(checkInputs(rooms, endpoint, some, UNCHANGED));
    const inputs = changed.map(({ row, job }) => ({ number: row.number, input: job.input }));
    atOnce(checkReferences(rooms, inputs, UNCHANGED));
    const undo = jobs.transaction(() => {
      put(changed.map(({ row, job }) => ({ id: row.id, ...job })));
      return rooms.undo.note({ command: 'job.update', things: queued.length, subject: queued.map((row) => ({ id: row.id, ...asChangeable(row) })) });
    });
    tell(queued.map(({ id }) => id));
    return { updated: queued.length, left: ids.length - queued.length, undo };
  }

  /** Writes jobs that are queued as they are given; returns those that were. Inside a transaction. */
  function put(some: readonly (Changeable & { id: number })[]): number[] {
    const put = some.filter(({ id, ...job }) => jobs.change(id, job)).map(({ id }) => id);
    for (const batchId of batchesOf(put.flatMap((id) => jobs.job(id) ?? []))) describe(batchId);
    return put;
  }

  function tell(ids: readonly number[]): void {
    for (const id of ids) announcer.job(id);
    for (const batchId of batchesOf(ids.flatMap((id) => jobs.job(id) ?? []))) announcer.batch(batchId);
    forecaster.poke();
    loop.poke();
  }

  /** Those that have not gone out since are again as they were. */
  function takeBack(some: readonly (Changeable & { id: number })[]): Undone {
    const back = put(some);
    return { undone: back.length, left: some.length - back.length, after: () => tell(back) };
  }

  /** One model, one id, as when it is enqueued. */
  function named(row: JobRow, job: Changeable): Changeable {
    return { ...job, model: catalog.get(endpointOf(row), job.model)?.id ?? job.model };
  }

  function byEndpoint(changed: readonly { row: JobRow; job: Changeable }[]): Map<EndpointName, Changeable[]> {
    const found = new Map<EndpointName, Changeable[]>();
    for (const { row, job } of changed) found.set(endpointOf(row), [...(found.get(endpointOf(row)) ?? []), job]);
    return found;
  }

  function endpointOf(row: JobRow): EndpointName {
    return jobs.batch(row.batch_id)?.endpoint ?? rooms.endpoint();
  }

  /** Its models, and the catalog's price of all of it; unknown when any model's is. */
  function describe(batchId: number): void {
    const endpoint = jobs.batch(batchId)?.endpoint ?? rooms.endpoint();
    const models = modelsOf.all(batchId);
    const prices = models.map(({ model, jobs: count }) => {
      const price = catalog.get(endpoint, model)?.creditsPerRun ?? null;
      return price === null ? null : price * count;
    });
    const whole = prices.reduce<number | null>((sum, price) => (sum === null || price === null ? null : sum + price), 0);
    jobs.describeBatch(
      batchId,
      models.map(({ model }) => model),
      whole,
    );
  }

  return { update, undoers: { 'job.update': takeBack } };
}

function asQueued(row: JobRow | null): JobRow[] {
  return row?.state === 'queued' ? [row] : [];
}

function asChangeable(row: JobRow): Changeable {
  return { model: row.model, input: JSON.parse(row.input) as ModelInput, priority: row.priority, origin: row.origin };
}

function batchesOf(rows: readonly JobRow[]): Set<number> {
  return new Set(rows.map((row) => row.batch_id));
}
