import SqliteDatabase, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { type Contestant, payload } from './contestants.ts';

/** How the bare loop lays its two steps into transactions. */
export type BareForm = 'plain' | 'fused' | 'batch';

/**
 * The least a durable queue can do with better-sqlite3: prepared statements, one partial index that holds waiting rows only, a claim by
 * `UPDATE … RETURNING`, a finish by `UPDATE`. `plain`: each is a transaction; `fused`: the last is finished and the next claimed in one;
 * `batch`: so many are claimed in one, and finished in the next.
 */
export function openBare(folder: string, form: BareForm, finished = 0): Contestant {
  const db = new SqliteDatabase(join(folder, `bare-${form}.sqlite`));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE job (id INTEGER PRIMARY KEY, state INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
    CREATE INDEX job_waiting ON job (id) WHERE state = 0`);
  fill(db, finished);
  const insert = db.prepare('INSERT INTO job (data, created_at) VALUES (?, ?)');
  const claim = db.prepare<[], { id: number; data: string }>(
    'UPDATE job SET state = 1 WHERE id = (SELECT id FROM job WHERE state = 0 ORDER BY id LIMIT 1) RETURNING id, data',
  );
  const finish = db.prepare<[number]>('UPDATE job SET state = 2 WHERE id = ?');
  const addAll = db.transaction((count: number) => {
    for (let index = 0; index < count; index++) insert.run(JSON.stringify(payload(index)), Date.now());
  });
  const next = (): number => {
    const job = claim.get();
    if (!job) throw new Error('nothing waits');
    JSON.parse(job.data);
    return job.id;
  };
  const fusedStep = db.transaction((last: number) => {
    finish.run(last);
    return next();
  });
  const claimSome = db.transaction((size: number) => Array.from({ length: size }, next));
  const finishSome = db.transaction((ids: readonly number[]) => {
    for (const id of ids) finish.run(id);
  });
  const works: Record<BareForm, (count: number, size: number) => void> = {
    plain(count) {
      for (let done = 0; done < count; done++) finish.run(next());
    },
    fused(count) {
      let last = next();
      for (let done = 1; done < count; done++) last = fusedStep(last);
      finish.run(last);
    },
    batch(count, size) {
      for (let done = 0; done < count; done += size) finishSome(claimSome(Math.min(size, count - done)));
    },
  };
  return {
    name: `bare (${form})`,
    synchronous: () => Number(db.pragma('synchronous', { simple: true })),
    add: (count) => (count === 1 ? void insert.run(JSON.stringify(payload(0)), Date.now()) : addAll(count)),
    work: works[form],
    close: () => void db.close(),
  };
}

function fill(db: Database, finished: number): void {
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 WHERE @finished > 0 UNION ALL SELECT i + 1 FROM n WHERE i < @finished)
     INSERT INTO job (state, data, created_at) SELECT 2, @data, i FROM n`,
  ).run({ finished, data: JSON.stringify(payload(0)) });
}
