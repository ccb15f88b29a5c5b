import type { CallOutput } from '../../../shared/contract.ts';
import type { Store } from '../store/open.ts';

/** Names offered by the completion, the most used first. */
const MOST_NAMES = 200;

/** What the search box can offer. */
export function vocabularyOf(db: Store): CallOutput<'search.vocabulary'> {
  const names = (sql: string) => db.prepare<[number], string>(`${sql} LIMIT ?`).pluck().all(MOST_NAMES);
  const column = (name: string) =>
    names(`SELECT ${name} FROM asset WHERE trashed_at IS NULL AND ${name} IS NOT NULL GROUP BY ${name} ORDER BY count(*) DESC, ${name}`);
  return {
    model: column('model'),
    tag: names('SELECT tag FROM asset_tag GROUP BY tag ORDER BY count(*) DESC, tag'),
    batch: column('batch_name'),
    in: names('SELECT name FROM collection WHERE query IS NULL ORDER BY name'),
    key: column('key_label'),
    pick: names(`SELECT name || '=' || value FROM asset_pick GROUP BY name, value ORDER BY count(*) DESC, name, value`),
  };
}

/** Stars of each model's outputs: their mean, and what it rests on. The trash counts too: what was thrown away was judged. */
export function modelScores(db: Store): CallOutput<'model.scores'> {
  return db
    .prepare<[], CallOutput<'model.scores'>[number]>(
      `SELECT model, count(rating) AS rated, avg(rating) AS stars, count(*) FILTER (WHERE pick = 'rejected') AS rejected, count(*) AS assets
         FROM asset WHERE imported = 0 GROUP BY model ORDER BY stars DESC NULLS LAST, rated DESC, model`,
    )
    .all();
}

const USAGE = {
  model: 'model_name',
  batch: `coalesce(batch_name, '')`,
  month: `strftime('%Y-%m', created_at / 1000, 'unixepoch', 'localtime')`,
  kind: 'kind',
} as const;

/** What the files take on the disk, trash included: it lies there until it is emptied. */
export function storageUsage(db: Store, by: keyof typeof USAGE): CallOutput<'storage.usage'> {
  return db
    .prepare<[], CallOutput<'storage.usage'>[number]>(
      `SELECT ${USAGE[by]} AS name, count(*) AS assets, sum(bytes) AS bytes FROM asset GROUP BY 1 ORDER BY bytes DESC, name`,
    )
    .all();
}
