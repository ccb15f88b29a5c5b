import { unreachable } from '../../../shared/unreachable.ts';
import { FixedWindow } from './fixed-window.ts';
import { SlidingWindow } from './sliding-window.ts';
import { TokenBucket } from './token-bucket.ts';

export const WINDOW_KINDS = ['fixed', 'sliding', 'token-bucket'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/**
 * One way of counting a key's requests in a minute. Times are wall-clock milliseconds since the epoch, whole ones: fractions
 * are dropped, which can only make the rule more generous by less than a millisecond.
 */
export interface MinuteWindow {
  /** Requests per minute, at least 1. */
  readonly limit: number;
  /** The earliest time, not before `nowMs`, at which one more request would be admitted if no other came. Changes nothing. */
  earliestMs(nowMs: number): number;
  /** Counts one request at `nowMs`. Only to be called when `earliestMs(nowMs)` is `nowMs`. */
  take(nowMs: number): void;
  /** How many more requests would be admitted at this very instant. */
  remaining(nowMs: number): number;
  /** What `X-RateLimit-Reset` announces; each algorithm says what it means by it. */
  resetAtMs(nowMs: number): number;
}

export function createMinuteWindow(kind: WindowKind, limit: number): MinuteWindow {
  switch (kind) {
    case 'fixed':
      return new FixedWindow(limit);
    case 'sliding':
      return new SlidingWindow(limit);
    case 'token-bucket':
      return new TokenBucket(limit);
    default:
      return unreachable(kind);
  }
}
