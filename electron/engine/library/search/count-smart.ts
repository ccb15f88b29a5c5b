import type { CallOutput } from '../../../../shared/contract.ts';
import type { CollectionView } from '../../../../shared/domain.ts';
import type { Store } from '../../store/open.ts';
import { conditionOf } from '../asset-search.ts';

/**
 * How many assets each smart collection finds, one after the other.
 * @param breathe resolves after other work had its turn
 */
export async function countSmart(
  db: Store,
  collections: readonly CollectionView[],
  now: number,
  breathe: () => Promise<void>,
): Promise<CallOutput<'collection.counts'>> {
  const found: CallOutput<'collection.counts'> = [];
  for (const { id, query } of collections) {
    if (query === null) continue;
    const { from, where, parameters } = conditionOf(db, { text: query }, now);
    found.push({ id, assets: db.prepare<[object], number>(`SELECT count(*) ${from} ${where}`).pluck().get(parameters)! });
    await breathe();
  }
  return found;
}
