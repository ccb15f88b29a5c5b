import type { AssetKind } from '../../../shared/domain.ts';
import { parseSearch } from '../../../shared/search/parse.ts';
import { conditionsOf } from './search/conditions.ts';

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
  where: string;
  /** Nothing is left out but the trash. */
  everything: boolean;
  parameters: Record<string, unknown>;
}

/**
 * A filter in SQL, with its parameters by name.
 * @param now milliseconds since the epoch: what `today` means
 */
export function conditionOf(filter: AssetFilter, now: number): Condition {
  const { conditions, values } = conditionsOf(parseSearch(filter.text ?? '', { now }));
  const columns = [
    filter.kinds && 'kind IN (SELECT value FROM json_each(:kinds))',
    filter.models && 'model IN (SELECT value FROM json_each(:models))',
    filter.batchId !== undefined && 'batch_id = :batchId',
    filter.collectionId !== undefined && 'id IN (SELECT asset_id FROM collection_asset WHERE collection_id = :collectionId)',
    filter.trashed ? 'trashed_at IS NOT NULL' : 'trashed_at IS NULL',
  ].filter((condition) => typeof condition === 'string');
  return {
    where: `WHERE ${[...columns, ...conditions].join(' AND ')}`,
    everything: columns.length + conditions.length === 1 && filter.trashed !== true,
    parameters: {
      ...(filter.kinds && { kinds: JSON.stringify(filter.kinds) }),
      ...(filter.models && { models: JSON.stringify(filter.models) }),
      ...(filter.batchId !== undefined && { batchId: filter.batchId }),
      ...(filter.collectionId !== undefined && { collectionId: filter.collectionId }),
      ...values,
    },
  };
}
