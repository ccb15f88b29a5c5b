import type { Store } from '../../store/open.ts';
import { conditionOf, type AssetFilter, type Condition } from '../asset-search.ts';

/** How a list is sorted. A collection that is shown as such keeps its own order. */
export type AssetSort = 'newest' | 'oldest' | 'rating';

/** A list as it is asked for. `now`: milliseconds since the epoch, what `today` means. */
export interface Asked {
  filter: AssetFilter;
  sort: AssetSort;
  now: number;
}

/** Who fits a filter. Synchronous. */
export interface Finder {
  /** Ids of one page in their order, and how many there are in all. */
  page(asked: Asked, range: { offset: number; limit: number }): { ids: number[]; total: number };
  count(asked: Asked): number;
  /** Columns of table `asset` (`id, kind`) of one page, a row each. */
  rows(asked: Asked, columns: string, range: { offset: number; limit: number }): unknown[][];
}

const NEWEST = 'created_at DESC, id DESC';
const ORDER: Readonly<Record<AssetSort, string>> = {
  newest: NEWEST,
  oldest: 'created_at, id',
  rating: `coalesce(rating, 0) DESC, ${NEWEST}`,
};

/** Texts differ by the shape of a query only; a person types few shapes. */
const MOST_STATEMENTS = 200;

/**
 * What fits is found by one walk along a narrow index, all ids of it, so that how many there are is known with the page. The last answer is
 * kept until anything is written: who scrolls on asks for the next page of it.
 * @param everything how many assets there are outside the trash, at any time
 */
export function createFinder(db: Store, everything: () => number): Finder {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const statements = new Map<string, ReturnType<typeof db.prepare<[object]>>>();
  let last: { key: string; ids: number[] } = { key: '', ids: [] };

  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare<[object]>(sql).pluck();
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    statements.set(sql, statement);
    return statement;
  };

  const all = (asked: Asked, condition: Condition): number[] => {
    const sql = sqlOf(asked, condition, 'id');
    const key = JSON.stringify([changes.get(), sql, condition.parameters]);
    if (last.key !== key) last = { key, ids: prepared(sql).all(condition.parameters) as number[] };
    return last.ids;
  };

  return {
    page(asked, { offset, limit }) {
      const condition = conditionOf(db, asked.filter, asked.now);
      if (condition.everything) {
        const ids = prepared(`${sqlOf(asked, condition, 'id')} LIMIT :limit OFFSET :offset`).all({ limit, offset }) as number[];
        return { ids, total: everything() };
      }
      const ids = all(asked, condition);
      return { ids: ids.slice(offset, offset + limit), total: ids.length };
    },
    count(asked) {
      const condition = conditionOf(db, asked.filter, asked.now);
      return condition.everything ? everything() : all(asked, condition).length;
    },
    rows(asked, columns, { offset, limit }) {
      const condition = conditionOf(db, asked.filter, asked.now);
      if (!inOwnOrder(asked)) {
        const cut = db.prepare<[object], unknown[]>(`${sqlOf(asked, condition, columns)} LIMIT :limit OFFSET :offset`);
        return cut.raw().all({ ...condition.parameters, limit, offset }) as unknown[][];
      }
      const ids = JSON.stringify(all(asked, condition).slice(offset, offset + limit));
      const listed = db.prepare<[string], unknown[]>(`SELECT ${columns} FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN asset ON asset.id = wanted`);
      return listed.raw().all(ids) as unknown[][];
    },
  };
}

const inOwnOrder = ({ filter, sort }: Asked) => filter.collectionId !== undefined && sort === 'newest' && !filter.trashed;

/** The order of a collection is in its own table, which knows ids alone. */
function sqlOf(asked: Asked, { from, where }: Condition, columns: string): string {
  if (inOwnOrder(asked)) {
    return `SELECT asset_id FROM collection_asset INDEXED BY collection_order
      WHERE collection_id = :collectionId AND asset_id IN (SELECT id ${from} ${where}) ORDER BY position, asset_id`;
  }
  return `SELECT ${columns} ${from} ${where} ORDER BY ${asked.filter.trashed ? 'trashed_at DESC, id DESC' : ORDER[asked.sort]}`;
}
