import type { AssetKind } from '../../../shared/domain.ts';

/** What is known of how long a model takes at the API, in ms. */
export interface Durations {
  /** The duration that a share `p` (0 to 1) of its runs stays under; null before enough were seen. */
  quantile(p: number): number | null;
  /**
   * The duration under which the next run stays with the chance `p`, 0.5 to 1; null before any was seen. The longest of few runs says little of
   * the next: until there are many, this is the upper end of a prediction interval, and above the quantile.
   */
  bound(p: number): number | null;
  kind: AssetKind;
}

/** Before any run was seen: the middle of what the API's pages say of such models (abstrakt-api.md, sections 3 and 8). */
export const UNSEEN_MS: Readonly<Record<AssetKind, number>> = { image: 5_000, audio: 20_000, video: 60_000, other: 20_000 };
