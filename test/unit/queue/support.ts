import { createJobs, type Jobs, type NewBatch } from '../../../electron/engine/queue/jobs.ts';
import { createLedger, type Ledger } from '../../../electron/engine/queue/ledger.ts';
import { type BatchRow, type JobRow, startOfRow } from '../../../electron/engine/queue/rows.ts';
import type { Moved } from '../../../electron/engine/queue/jobs.ts';
import type { Store } from '../../../electron/engine/store/open.ts';
import { freshStore } from '../../support/fresh-store.ts';

export interface Queue {
  store: Store;
  jobs: Jobs;
  ledger: Ledger;
  /** Every move that was told, rolled back or not. */
  moved: Moved[];
  keyId: number;
}

/** The queue on a database in memory, with one key. */
export async function openQueue(): Promise<Queue> {
  const store = await freshStore();
  const moved: Moved[] = [];
  return {
    store,
    moved,
    jobs: createJobs(store, (one) => moved.push(one)),
    ledger: createLedger(store, () => {}),
    keyId: addKey(store, 'one'),
  };
}

export function addKey(store: Store, label: string): number {
  const added = store
    .prepare(`INSERT INTO api_key (label, endpoint, source, fingerprint, prefix, last4, created_at) VALUES (?, 'api', 'vault', ?, 'abs_', '0000', 0)`)
    .run(label, label);
  return Number(added.lastInsertRowid);
}

export function newBatch(jobs: number | NewBatch['jobs'], overrides: Partial<NewBatch> = {}): NewBatch {
  return {
    name: 'foxes',
    source: 'batch',
    endpoint: 'api',
    fingerprint: null,
    priority: 0,
    labels: [],
    uncertainRule: 'ask',
    creditsEstimated: null,
    templates: [],
    creditBudget: null,
    jobs: typeof jobs === 'number' ? Array.from({ length: jobs }, (_, index) => ({ model: 'flux', input: { prompt: `a fox, ${index}` }, priority: 0 })) : jobs,
    ...overrides,
  };
}

/** What of the queue's tables and lists does not agree; empty when all does. */
export function disagreements({ store, jobs }: Pick<Queue, 'store' | 'jobs'>): string[] {
  return [...wrongCounts(store), ...wrongLists(store, jobs)];
}

function wrongCounts(store: Store): string[] {
  const counted = store.prepare('SELECT batch_id, state, jobs FROM batch_count WHERE jobs != 0 ORDER BY batch_id, state').all();
  const recount = store.prepare('SELECT batch_id, state, COUNT(*) AS jobs FROM job GROUP BY batch_id, state ORDER BY batch_id, state').all();
  const [told, true_] = [JSON.stringify(counted), JSON.stringify(recount)];
  const credits = store
    .prepare<[], { id: number; credits_used: number; sum: number }>(
      'SELECT id, credits_used, (SELECT COALESCE(SUM(credits), 0) FROM job WHERE batch_id = batch.id) AS sum FROM batch',
    )
    .all()
    .filter((batch) => Math.abs(batch.credits_used - batch.sum) > 1e-6);
  return [
    ...(told === true_ ? [] : [`counts are ${told}, a recount gives ${true_}`]),
    ...credits.map((batch) => `batch ${batch.id} used ${batch.credits_used} credits, its jobs ${batch.sum}`),
  ];
}

/** The list must be what a start would read: which batches, what is said of them, and which jobs in which order. */
function wrongLists(store: Store, { waiting }: Jobs): string[] {
  const listed = Array.from(waiting.batches(), (batch) => ({ ...batch, jobs: [...batch.jobs] }))
    .filter((batch) => batch.jobs.length > 0)
    .toSorted((a, b) => a.id - b.id);
  const rows = store
    .prepare<[], JobRow & { trial: 0 | 1 }>(
      `SELECT job.*, number <= COALESCE(try_first, 0) AS trial FROM job JOIN batch ON batch.id = batch_id
       WHERE job.state = 'queued' ORDER BY batch_id, trial DESC, job.priority DESC, job.id`,
    )
    .all();
  const batches = store.prepare<[], BatchRow>('SELECT * FROM batch ORDER BY id').all();
  const stored = batches.flatMap((batch) => {
    const jobs = rows
      .filter((row) => row.batch_id === batch.id)
      .map(({ id, model, priority, not_before, trial }) => ({ id, model, priority, notBefore: not_before, outputs: 1, trial: trial === 1 }));
    const { id, endpoint, priority, labels, state, source, try_first } = batch;
    const about = { id, endpoint, priority, hand: source === 'hand', labels: JSON.parse(labels) as string[], paused: state === 'paused' };
    return jobs.length === 0 ? [] : [{ ...about, start: startOfRow(batch), trialOnly: try_first !== null, jobs }];
  });
  return [
    ...(stable(listed) === stable(stored) ? [] : [`the list is ${stable(listed)}, the database ${stable(stored)}`]),
    ...(waiting.size === rows.length ? [] : [`the list says ${waiting.size} wait, the database ${rows.length}`]),
  ];
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
