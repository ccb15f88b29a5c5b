import type { Store } from '../../store/open.ts';
import { conditionOf, type AssetFilter, type Condition } from '../asset-search.ts';
import { createTextHits } from './text-hits.ts';

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

/** Where so large a share fits, walking by time and passing over the rest is the shortest way to the first of them. */
const MUCH = 0.2;

/** Ids that one walk brings. */
const MOST_IDS = 3_000;

/** The first of what fits, as many as one walk brings, and how many there are. */
interface Found {
  ids: number[];
  total: number;
}

/**
 * What fits is found by one walk along a narrow index. Most searches find little, and all of it is known then. Of what finds much only the beginning is
 * read, and it is counted besides: bringing ninety thousand ids over took longer than either. The last answer is kept until anything is
 * written: who scrolls on asks for the next page of it.
 * @param everything how many assets there are outside the trash, at any time
 */
export function createFinder(db: Store, everything: () => number): Finder {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const statements = new Map<string, ReturnType<typeof db.prepare<[object]>>>();
  let last: Found & { key: string } = { key: '', ids: [], total: 0 };
  const textHits = createTextHits(db, everything);

  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare<[object]>(sql).pluck();
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    statements.set(sql, statement);
    return statement;
  };

  const countOf = ({ from, where, parameters }: Condition): number => prepared(`SELECT count(*) ${from} ${where}`).get(parameters) as number;

  const idsOf = (asked: Asked, condition: Condition, offset: number, limit: number) =>
    prepared(`${sqlOf(asked, condition, 'id')} LIMIT :limit OFFSET :offset`).all({ ...condition.parameters, limit, offset }) as number[];

  const look = (asked: Asked, condition: Condition): Found => {
    const hits = condition.sole && textHits(condition.sole);
    if (hits && asked.sort !== 'rating' && hits.total > everything() * MUCH) return { ids: hits.first(asked.sort, MOST_IDS), total: hits.total };
    const ids = idsOf(asked, condition, 0, MOST_IDS);
    return { ids, total: ids.length < MOST_IDS ? ids.length : (hits?.total ?? countOf(condition)) };
  };

  const found = (asked: Asked, condition: Condition): Found => {
    const key = JSON.stringify([changes.get(), sqlOf(asked, condition, 'id'), condition.parameters]);
    if (last.key === key) return last;
    last = { key, ...look(asked, condition) };
    return last;
  };

  const idsFrom = (asked: Asked, condition: Condition, { offset, limit }: { offset: number; limit: number }): number[] => {
    const { ids, total } = found(asked, condition);
    return offset + limit <= ids.length || ids.length === total ? ids.slice(offset, offset + limit) : idsOf(asked, condition, offset, limit);
  };

  return {
    page(asked, range) {
      const condition = conditionOf(db, asked.filter, asked.now);
      if (condition.everything) return { ids: idsOf(asked, condition, range.offset, range.limit), total: everything() };
      return { ids: idsFrom(asked, condition, range), total: found(asked, condition).total };
    },
    count(asked) {
      const condition = conditionOf(db, asked.filter, asked.now);
      return condition.everything ? everything() : found(asked, condition).total;
    },
    rows(asked, columns, { offset, limit }) {
      const condition = conditionOf(db, asked.filter, asked.now);
      if (!inOwnOrder(asked)) {
        const cut = db.prepare<[object], unknown[]>(`${sqlOf(asked, condition, columns)} LIMIT :limit OFFSET :offset`);
        return cut.raw().all({ ...condition.parameters, limit, offset }) as unknown[][];
      }
      const ids = JSON.stringify(idsFrom(asked, condition, { offset, limit }));
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
