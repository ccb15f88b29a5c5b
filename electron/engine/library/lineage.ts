import type { Store } from '../store/open.ts';

/** One asset was made from another: `field` of the input held it. Both by their hash. */
export interface Edge {
  parent: string;
  child: string;
  field: string;
}

/** Generations looked at each way; what goes further is a click away. */
const GENERATIONS = 4;
/** Edges of one graph: an asset used in thousands of jobs shows that many of them. */
const MOST_EDGES = 60;

const UP = `WITH RECURSIVE line (child, parent, field, depth) AS (
    SELECT asset.sha256, parent, field, 1 FROM asset JOIN asset_parent ON asset_id = asset.id WHERE sha256 = :sha256
    UNION
    SELECT line.parent, asset_parent.parent, asset_parent.field, depth + 1 FROM line JOIN asset ON asset.sha256 = line.parent
      JOIN asset_parent ON asset_id = asset.id WHERE depth < ${GENERATIONS}
  ) SELECT DISTINCT child, parent, field FROM line ORDER BY depth LIMIT ${MOST_EDGES}`;

const DOWN = `WITH RECURSIVE line (parent, child, field, depth) AS (
    SELECT parent, asset.sha256, field, 1 FROM asset_parent JOIN asset ON asset.id = asset_id WHERE parent = :sha256 AND trashed_at IS NULL
    UNION
    SELECT line.child, asset.sha256, asset_parent.field, depth + 1 FROM line JOIN asset_parent ON asset_parent.parent = line.child
      JOIN asset ON asset.id = asset_id WHERE depth < ${GENERATIONS} AND trashed_at IS NULL
  ) SELECT DISTINCT child, parent, field FROM line ORDER BY depth LIMIT ${MOST_EDGES}`;

/**
 * What an asset was made from and what was made from it, over four generations each way, nearest first. A parent may be unknown to the library
 * (deleted for good): its hash stands all the same. What is in the trash is left out of what was made from it.
 */
export function edgesOf(db: Store, sha256: string): Edge[] {
  const edges = [UP, DOWN].flatMap((sql) => db.prepare<[object], Edge>(sql).all({ sha256 }));
  return [...new Map(edges.map((edge) => [`${edge.parent} ${edge.child} ${edge.field}`, edge])).values()];
}

/** Assets that were made directly from this one, the trash left out. */
export function usesOf(db: Store, sha256: string): number {
  return db
    .prepare<[string], number>('SELECT count(DISTINCT asset_id) FROM asset_parent JOIN asset ON asset.id = asset_id WHERE parent = ? AND trashed_at IS NULL')
    .pluck()
    .get(sha256)!;
}
