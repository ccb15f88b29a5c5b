import type { CallOutput } from '../../../shared/contract.ts';
import type { Store } from '../store/open.ts';
import { conditionOf, type AssetFilter } from './asset-search.ts';

export type Facets = CallOutput<'asset.facets'>;

/** Values beyond these are not listed. */
const MOST_VALUES = 200;

/** What each facet is grouped by, over table `asset` as `found`. */
const GROUPS = {
  kinds: { value: 'kind' },
  models: { value: 'model' },
  ratings: { value: 'CAST(rating AS TEXT)' },
  labels: { value: 'label' },
  batches: { value: 'batch_name' },
  tags: { value: 'tag', join: 'JOIN asset_tag ON asset_id = found.id' },
} as const;

/** Each is a yes or no of its own: an asset may be in several. */
const STATES = {
  favourite: 'favourite = 1',
  picked: `pick = 'picked'`,
  rejected: `pick = 'rejected'`,
  imported: 'imported = 1',
  missing: 'missing = 1',
} as const;

/**
 * Counts for every facet of a filter. One question at a time with a turn of the event loop between them, so that a library of any size
 * holds nobody up for longer than one count takes.
 * @param breathe resolves after other work had its turn
 */
export async function facetsOf(db: Store, filter: AssetFilter, now: number, breathe: () => Promise<void>): Promise<Facets> {
  const { where, parameters } = conditionOf(filter, now);
  const facets: Record<string, { value: string; assets: number }[]> = {};
  for (const [name, group] of Object.entries(GROUPS)) {
    facets[name] = counts(db, group, where, parameters);
    await breathe();
  }
  const [total, states] = stateCounts(db, where, parameters);
  return { ...(facets as Omit<Facets, 'states' | 'total'>), states, total };
}

function counts(db: Store, group: { value: string; join?: string }, where: string, parameters: object): { value: string; assets: number }[] {
  const sql = `WITH found AS (SELECT * FROM asset ${where})
    SELECT ${group.value} AS value, count(*) AS assets FROM found ${group.join ?? ''} WHERE value IS NOT NULL GROUP BY 1 ORDER BY assets DESC, value LIMIT ${MOST_VALUES}`;
  return db.prepare<[object], { value: string; assets: number }>(sql).all(parameters);
}

function stateCounts(db: Store, where: string, parameters: object): [number, { value: string; assets: number }[]] {
  const sums = Object.entries(STATES).map(([name, condition]) => `count(*) FILTER (WHERE ${condition}) AS ${name}`);
  const row = db.prepare<[object], Record<string, number>>(`SELECT count(*) AS total, ${sums.join(', ')} FROM asset ${where}`).get(parameters)!;
  const states = Object.keys(STATES).map((value) => ({ value, assets: row[value] ?? 0 }));
  return [row['total'] ?? 0, states.filter(({ assets }) => assets > 0)];
}
