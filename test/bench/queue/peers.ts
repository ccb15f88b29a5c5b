import SqliteDatabase, { type Database } from 'better-sqlite3';
import { buildDBClient, SqliteQueue } from 'liteque';
import { join } from 'node:path';
import { better, defineQueue } from 'plainjob';
import { type Contestant, payload } from './contestants.ts';

const quiet = { error() {}, warn() {}, info() {}, debug() {} };

/** plainjob sets NORMAL when it is opened; its connection is ours, so FULL is set again after that. It claims and finishes one by one. */
export function openPlainjob(folder: string): Contestant {
  const db = new SqliteDatabase(join(folder, 'plainjob.sqlite'));
  const queue = defineQueue({ connection: better(db), logger: quiet });
  db.pragma('synchronous = FULL');
  const next = (): number => {
    const job = queue.getAndMarkJobAsProcessing('run');
    if (!job) throw new Error('plainjob: nothing waits');
    const row = queue.getJobById(job.id);
    JSON.parse(row?.data ?? '');
    return job.id;
  };
  return {
    name: 'plainjob',
    synchronous: () => Number(db.pragma('synchronous', { simple: true })),
    add(count) {
      if (count === 1) queue.add('run', payload(0));
      else
        queue.addMany(
          'run',
          Array.from({ length: count }, (_, index) => payload(index)),
        );
    },
    work(count, size) {
      for (let done = 0; done < count; done += size) {
        for (const id of Array.from({ length: Math.min(size, count - done) }, next)) queue.markJobAsDone(id);
      }
    },
    close: () => queue.close(),
  };
}

/**
 * liteque opens the connection itself, with NORMAL, and keeps it private; FULL is set on it all the same. Its claim is a
 * transaction that awaits, which a current driver refuses; here the claim's statements run as they stand, each on its own, so that there is a
 * figure at all. It knows no bulk add, and deletes what is finished.
 */
export function openLiteque(folder: string): Contestant {
  const db = buildDBClient(join(folder, 'liteque.sqlite'), { runMigrations: true });
  const { client } = (db as unknown as { session: { client: Database } }).session;
  client.pragma('synchronous = FULL');
  db.transaction = ((claim: (connection: typeof db) => unknown) => claim(db)) as typeof db.transaction;
  const queue = new SqliteQueue<ReturnType<typeof payload>>('run', db, { defaultJobArgs: { numRetries: 0 }, keepFailedJobs: false });
  const next = async () => {
    const job = await queue.attemptDequeue({ timeoutSecs: 600 });
    if (!job) throw new Error('liteque: nothing waits');
    JSON.parse(job.payload);
    return job;
  };
  return {
    name: 'liteque',
    synchronous: () => Number(client.pragma('synchronous', { simple: true })),
    async add(count) {
      for (let index = 0; index < count; index++) await queue.enqueue(payload(index));
    },
    async work(count, size) {
      for (let done = 0; done < count; done += size) {
        const jobs = [];
        for (let one = 0; one < Math.min(size, count - done); one++) jobs.push(await next());
        await Promise.all(jobs.map((job) => queue.finalize(job.id, job.allocationId, 'completed')));
      }
    },
    close: () => void client.close(),
  };
}
