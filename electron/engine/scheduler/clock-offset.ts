/**
 * How far the server's clock is from ours, as bounds that narrow with every answer. `Date` has whole seconds, so one answer leaves a
 * second of doubt; answers that straddle a second's edge take it away.
 */
export interface OffsetBounds {
  /** server − ours, at least and at most (ms). */
  readonly low: number;
  readonly high: number;
}

export const UNKNOWN_OFFSET: OffsetBounds = { low: -Infinity, high: Infinity };

/** The server wrote `Date` (cut to the second) at some moment between our sending and our receiving. */
export function observeDate(bounds: OffsetBounds, exchange: { sentAt: number; answeredAt: number; serverNow: number }): OffsetBounds {
  const low = exchange.serverNow - exchange.answeredAt;
  const high = exchange.serverNow + 1_000 - exchange.sentAt;
  const next = { low: Math.max(bounds.low, low), high: Math.min(bounds.high, high) };
  // No overlap: one of the clocks was set. Believe the newest.
  return next.low <= next.high ? next : { low, high };
}

/** The latest moment on our clock that a moment on the server's can be; null while the offset is unknown. */
export function latestOnOurs(bounds: OffsetBounds, serverMs: number): number | null {
  return bounds.low === -Infinity ? null : serverMs - bounds.low;
}
