import type { AssetView } from '../../../../shared/domain.ts';

/** Which of several that are the same is worth keeping: most stars, then a pick, then most pixels, then the larger file, then the older. */
export function bestOf(assets: readonly AssetView[]): AssetView | undefined {
  return assets.toSorted((one, other) => {
    const [a, b] = [worth(one), worth(other)];
    const at = a.findIndex((figure, index) => figure !== b[index]);
    return at < 0 ? one.id - other.id : b[at]! - a[at]!;
  })[0];
}

const worth = ({ kept, width, height, bytes }: AssetView): number[] => [
  kept.rating ?? 0,
  kept.pick === 'picked' ? 1 : kept.pick === 'rejected' ? -1 : 0,
  (width ?? 0) * (height ?? 0),
  bytes,
];
