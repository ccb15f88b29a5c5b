/**
 * How far the server's clock is from ours, as bounds that narrow with every answer. `Date` has whole seconds, so one answer leaves a
 * second of doubt; answers that straddle a second's edge take it away.
 */
export interface OffsetBounds {
  /** server − ours, at least and at most (ms). */
  readonly low: number;
  readonly high: number;
  /** When they were last confirmed (ms, ours): two clocks drift apart, so they widen with time. */
  readonly at: number;
}

/** As much as NTP may slew a clock: half a millisecond a second. */
const DRIFT = 0.0005;

export const UNKNOWN_OFFSET: OffsetBounds = { low: -Infinity, high: Infinity, at: 0 };

/** The server wrote `Date` (cut to the second) at some moment between our sending and our receiving. */
export function observeDate(bounds: OffsetBounds, exchange: { sentAt: number; answeredAt: number; serverNow: number }): OffsetBounds {
  const at = exchange.answeredAt;
  const low = exchange.serverNow - at;
  const high = exchange.serverNow + 1_000 - exchange.sentAt;
  const drift = Math.max(0, at - bounds.at) * DRIFT;
  const next = { low: Math.max(bounds.low - drift, low), high: Math.min(bounds.high + drift, high), at };
  // No overlap: one of the clocks was set. Believe the newest.
  return next.low <= next.high ? next : { low, high, at };
}

/** A moment that the server told, and when it is on our clock, at the earliest and at the latest; null while the offset is unknown. */
export function onOurs(bounds: OffsetBounds, serverMs: number): { told: number; earliest: number; latest: number } | null {
  return bounds.low === -Infinity ? null : { told: serverMs, earliest: serverMs - bounds.high, latest: serverMs - bounds.low };
}
