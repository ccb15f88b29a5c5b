import type { AssetKind } from '../../../shared/domain.ts';
import { parseSearch } from '../../../shared/search/parse.ts';
import type { SearchQuery } from '../../../shared/search/query.ts';
import type { Store } from '../store/open.ts';
import { likenessOf } from './likeness/likeness.ts';
import { conditionsOf, type SqlConditions } from './search/conditions.ts';
import { textIndexOf } from './text-index.ts';

export interface AssetFilter {
  kinds?: AssetKind[] | undefined;
  models?: string[] | undefined;
  batchId?: number | undefined;
  collectionId?: number | undefined;
  /** In the language of the search box; what of it cannot be read is left out. */
  text?: string | undefined;
  /** Only what is in the trash; without it what is not. */
  trashed?: boolean | undefined;
}

export interface Condition {
  /** Table `asset` by an index that knows all that is asked of it: the planner, which knows no sizes, would look each row up. */
  from: string;
  where: string;
  /** Nothing is left out but the trash. */
  everything: boolean;
  parameters: Record<string, unknown>;
  /** All that is asked besides leaving out the trash, where that is one question to the full-text index. */
  sole: SqlConditions['sole'];
}

/**
 * A filter in SQL, with its parameters by name.
 * @param now milliseconds since the epoch: what `today` means
 */
export function conditionOf(db: Store, filter: AssetFilter, now: number): Condition {
  return conditionOfQuery(db, filter, parseSearch(filter.text ?? '', { now }));
}

/** The same, where the text has been read already. */
export function conditionOfQuery(db: Store, filter: AssetFilter, query: SearchQuery): Condition {
  if (query.terms.length > 0) textIndexOf(db).catchUp();
  const { conditions, values, sole } = conditionsOf(query, (hash) => likenessOf(db).near(hash));
  const columns = [
    filter.kinds && 'kind IN (SELECT value FROM json_each(:kinds))',
    filter.models && 'model IN (SELECT value FROM json_each(:models))',
    filter.batchId !== undefined && 'batch_id = :batchId',
    filter.collectionId !== undefined && 'id IN (SELECT asset_id FROM collection_asset WHERE collection_id = :collectionId)',
    filter.trashed ? 'trashed_at IS NOT NULL' : 'trashed_at IS NULL',
  ].filter((condition) => typeof condition === 'string');
  const everything = columns.length + conditions.length === 1 && filter.trashed !== true;
  return {
    from: `FROM asset INDEXED BY ${filter.trashed ? 'asset_in_trash' : everything ? 'asset_shown' : 'asset_found'}`,
    where: `WHERE ${[...columns, ...conditions].join(' AND ')}`,
    everything,
    sole: columns.length === 1 && filter.trashed !== true ? sole : null,
    parameters: {
      ...(filter.kinds && { kinds: JSON.stringify(filter.kinds) }),
      ...(filter.models && { models: JSON.stringify(filter.models) }),
      ...(filter.batchId !== undefined && { batchId: filter.batchId }),
      ...(filter.collectionId !== undefined && { collectionId: filter.collectionId }),
      ...values,
    },
  };
}
