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

/** A moment that the server told, and when it is on our clock, at the earliest and at the latest; null while the offset is unknown. */
export function onOurs(bounds: OffsetBounds, serverMs: number): { told: number; earliest: number; latest: number } | null {
  return bounds.low === -Infinity ? null : { told: serverMs, earliest: serverMs - bounds.high, latest: serverMs - bounds.low };
}
