import { OF_PUBLISHED } from '../queue/rows.ts';
import type { Store } from './open.ts';

/** What is wrong with a database that can be opened, in words. Reads all of it. */
export interface Unsoundness {
  /** `counts`: figures kept beside the rows are not theirs. */
  kind: 'database' | 'counts';
  message: string;
}

/** What was still being written when the engine ended has no figures: the next start sweeps it. */
const RECOUNT = `SELECT batch_id, state, COUNT(*) AS jobs FROM job WHERE ${OF_PUBLISHED} GROUP BY batch_id, state`;

/** The whole of SQLite's own check, references between rows, and the figures that are kept beside rows. */
export function checkDatabase(db: Store): Unsoundness[] {
  const pages = (db.pragma('integrity_check(20)') as { integrity_check: string }[]).map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const dangling = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  const counts = db
    .prepare<[], { batch_id: number }>(
      `SELECT DISTINCT batch_id FROM (SELECT * FROM (${RECOUNT} EXCEPT SELECT batch_id, state, jobs FROM batch_count)
       UNION SELECT * FROM (SELECT batch_id, state, jobs FROM batch_count WHERE jobs != 0 EXCEPT ${RECOUNT}))`,
    )
    .all();
  return [
    ...pages.map((text): Unsoundness => ({ kind: 'database', message: `The database says: ${text}.` })),
    ...dangling.map(({ table, rowid, parent }): Unsoundness => ({ kind: 'database', message: `Row ${rowid} of ${table} belongs to no row of ${parent}.` })),
    ...counts.map(({ batch_id }): Unsoundness => ({ kind: 'counts', message: `The figures of batch ${batch_id} are not those of its jobs.` })),
  ];
}

/** Makes the indexes and the figures anew from the rows. */
export function mendDatabase(db: Store): void {
  db.exec('REINDEX');
  db.transaction(() => {
    recount(db);
    db.exec('UPDATE batch SET revision = revision + 1');
  })();
}

/** The figures of all batches, from their jobs. In the caller's transaction. */
export function recount(db: Store): void {
  db.exec(`DELETE FROM batch_count; INSERT INTO batch_count (batch_id, state, jobs) ${RECOUNT}`);
}
