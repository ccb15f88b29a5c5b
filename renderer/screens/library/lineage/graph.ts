import type { CallOutput } from '../../../../shared/contract.ts';
import type { AssetView } from '../../../../shared/domain.ts';

export type Lineage = CallOutput<'asset.lineage'>;

/** An asset of the graph; `asset` null: the library no longer has it. */
export interface LineageNode {
  sha256: string;
  asset: AssetView | null;
  /** The fields of the input that held it, where it stands on the parents' side. */
  fields: readonly string[];
}

/** Generations from the oldest to the newest; the asset itself stands alone in the one at `self`. */
export interface LineageGraph {
  generations: readonly (readonly LineageNode[])[];
  self: number;
}

/** What a graph of the edges shows, generation by generation. An asset stands once, where it is nearest; what comes round again ends there. */
export function graphOf({ assets, edges }: Lineage, sha256: string): LineageGraph {
  const byHash = new Map(assets.map((asset) => [asset.sha256, asset]));
  const seen = new Set([sha256]);
  const node = (hash: string, fields: readonly string[]): LineageNode => ({ sha256: hash, asset: byHash.get(hash) ?? null, fields });
  const walk = (from: 'child' | 'parent', to: 'parent' | 'child'): LineageNode[][] => {
    const generations: LineageNode[][] = [];
    for (let level = [sha256]; level.length > 0;) {
      const next = new Map<string, string[]>();
      for (const edge of edges) {
        if (!level.includes(edge[from]) || seen.has(edge[to])) continue;
        next.set(edge[to], [...(next.get(edge[to]) ?? []), edge.field]);
      }
      for (const hash of next.keys()) seen.add(hash);
      if (next.size > 0) generations.push([...next].map(([hash, fields]) => node(hash, [...new Set(fields)])));
      level = [...next.keys()];
    }
    return generations;
  };
  const parents = walk('child', 'parent').reverse();
  const children = walk('parent', 'child');
  return { generations: [...parents, [node(sha256, [])], ...children], self: parents.length };
}
