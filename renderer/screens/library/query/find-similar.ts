import type { AssetView } from '../../../../shared/domain.ts';
import { searchEverything } from './library-query.ts';

/** Digits of a hash that the search box shows: enough to tell any two assets apart. */
const DIGITS = 12;

/** Sound and documents look like nothing. */
export function hasLikeness({ kind }: Pick<AssetView, 'kind'>): boolean {
  return kind === 'image' || kind === 'video';
}

/** Shows what looks like this asset, of the whole library. */
export function findSimilar({ sha256 }: Pick<AssetView, 'sha256'>): void {
  searchEverything(`like:${sha256.slice(0, DIGITS)}`);
}
