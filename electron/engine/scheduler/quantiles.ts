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

/** The pages' figures lie between a half and twice the middle: a clip takes 30 to 120 s (abstrakt-api.md, section 3). */
const UNSEEN_SPAN = 2;
/** What has taken longer than all of that takes so much longer at the most. */
const STILL_MORE = 1.5;

/**
 * The duration (ms) that a model nobody has run stays under with the chance `p`, every ratio within what the pages say being as likely as any other.
 * `underWayMs`: so long its oldest run has been at the API, and is not over. It takes no less.
 */
export function unseenMs(kind: AssetKind, p: number, underWayMs: number): number {
  const least = Math.max(UNSEEN_MS[kind] / UNSEEN_SPAN, underWayMs);
  const most = Math.max(UNSEEN_MS[kind] * UNSEEN_SPAN, underWayMs * STILL_MORE);
  return least * (most / least) ** p;
}
