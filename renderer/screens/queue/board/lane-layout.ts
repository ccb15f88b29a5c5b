import type { KeyMinute, KeyView, RequestView } from '../../../../shared/domain.ts';
import type { Flight } from './packing.ts';
import { firstFrom } from './search.ts';
import { endOf, type TimeScale, xOf } from './time-scale.ts';

export const LANE_HEIGHTS = [68, 52, 40] as const;
export type LaneHeight = (typeof LANE_HEIGHTS)[number];

/** The tallest lanes of which all fit; where not even the lowest do, the board scrolls. CSS px. */
export function laneHeight(keys: number, room: number): LaneHeight {
  return LANE_HEIGHTS.find((height) => height * keys <= room) ?? LANE_HEIGHTS.at(-1)!;
}

/** How a lane shows its places: rows of so many px, or one band where there are too many. CSS px. */
export type LaneRows = { kind: 'rows'; thick: number; pitch: number } | { kind: 'band'; height: number };

export const BARS_TOP = 6;
/** What the requests at the foot take: the line 7 above it, marks of up to 16 over that. */
const FOOT = 19;
const MOST_ROWS = 10;

export function laneRows(height: LaneHeight, places: number): LaneRows {
  const room = height - BARS_TOP - FOOT;
  if (places > MOST_ROWS) return { kind: 'band', height: room };
  const pitch = Math.min(places <= 4 ? 9 : 4, Math.floor(room / Math.max(1, places)));
  if (pitch < 2) return { kind: 'band', height: room };
  return { kind: 'rows', pitch, thick: pitch >= 9 ? 6 : pitch - 1 };
}

/** The flights of one row that touch the view: by binary search at its left edge, then until its right. */
export function visibleFlights(row: readonly Flight[], scale: TimeScale): readonly Flight[] {
  const end = endOf(scale);
  const from = firstFrom(row, scale.start, (flight) => flight.endedAt ?? Infinity);
  const to = firstFrom(row, end, (flight) => flight.startedAt);
  return row.slice(from, to);
}

export function visibleMarks(marks: readonly RequestView[], scale: TimeScale): readonly RequestView[] {
  const sentAt = (mark: RequestView) => mark.sentAt;
  return marks.slice(firstFrom(marks, scale.start, sentAt), firstFrom(marks, endOf(scale), sentAt));
}

/** Whether single marks would lie on one another: then they are counted by pixel. */
export function areCrowded(marks: readonly RequestView[], width: number, dpr: number): boolean {
  return marks.length * 3 * dpr > width;
}

/** Marks by the pixel they stand on: how many went well there, and how many only asked. */
export interface Columns {
  runs: Uint16Array;
  others: Uint16Array;
  most: number;
}

export function columnsOf(marks: readonly RequestView[], scale: TimeScale): Columns {
  const columns = { runs: new Uint16Array(scale.width + 1), others: new Uint16Array(scale.width + 1), most: 1 };
  for (const mark of marks) {
    const x = xOf(scale, mark.sentAt);
    if (x < 0 || x > scale.width || isTrouble(mark)) continue;
    const into = mark.kind === 'run' ? columns.runs : columns.others;
    into[x] = into[x]! + 1;
    columns.most = Math.max(columns.most, columns.runs[x]! + columns.others[x]!);
  }
  return columns;
}

/** Refused or lost: drawn last, and never merged away. */
export function isTrouble(mark: Pick<RequestView, 'outcome'>): boolean {
  return mark.outcome === 'refused' || mark.outcome === 'lost';
}

/** How many flights are out over each pixel, for lanes with too many places for rows. */
export function density(flights: readonly Flight[], scale: TimeScale, now: number): Uint16Array {
  const steps = new Int32Array(scale.width + 2);
  const end = endOf(scale);
  for (const { startedAt, endedAt } of flights) {
    const until = endedAt ?? now;
    if (until < scale.start || startedAt > end) continue;
    const from = Math.max(0, xOf(scale, startedAt));
    const to = Math.min(scale.width + 1, Math.max(from + 1, xOf(scale, until)));
    steps[from] = steps[from]! + 1;
    steps[to] = steps[to]! - 1;
  }
  const out = new Uint16Array(scale.width + 1);
  let open = 0;
  for (let x = 0; x <= scale.width; x++) out[x] = open += steps[x]!;
  return out;
}

/**
 * Where the server's count started again, as its answers told: a `Reset` that several answers named is a window's end; one that moves
 * with every answer is none. ms.
 */
export function windowEnds(marks: readonly RequestView[], scale: TimeScale): number[] {
  const named = new Map<number, number>();
  for (const { resetAt } of marks) if (resetAt !== null) named.set(resetAt, (named.get(resetAt) ?? 0) + 1);
  const end = endOf(scale);
  return [...named].filter(([at, times]) => times > 1 && at >= scale.start && at <= end).map(([at]) => at);
}

/** A stretch in which a key sent nothing because it was told to wait. */
export interface Sleep {
  from: number;
  to: number;
  why: 'refused' | 'minute' | 'day' | 'backoff';
}

/** From refusals that said for how long, and from what the key waits for now. */
export function sleeps(marks: readonly RequestView[], key: Pick<KeyView, 'allowance'>, now: number): Sleep[] {
  const found: Sleep[] = [];
  for (const { outcome, retryAfterMs, answeredAt } of marks)
    if (outcome === 'refused' && retryAfterMs !== null && answeredAt !== null) found.push({ from: answeredAt, to: answeredAt + retryAfterMs, why: 'refused' });
  const { asleep, minute } = key.allowance;
  if (asleep) {
    const since = found.findLast((sleep) => Math.abs(sleep.to - asleep.until) < 2_000)?.from ?? lastAnswer(marks) ?? now;
    found.push({ from: since, to: asleep.until, why: asleep.why === 'day-spent' ? 'day' : asleep.why === 'backoff' ? 'backoff' : 'refused' });
  } else if (minute.remaining === 0 && minute.resetAt !== null && minute.resetAt > now) found.push({ from: now, to: minute.resetAt, why: 'minute' });
  return merged(found);
}

/** A key that was told to wait has sent nothing since. */
function lastAnswer(marks: readonly RequestView[]): number | undefined {
  const last = marks.at(-1);
  return last?.answeredAt ?? last?.sentAt;
}

/** Those that overlap become one; the later reason holds. */
function merged(sleeps: Sleep[]): Sleep[] {
  const out: Sleep[] = [];
  for (const sleep of sleeps.toSorted((one, other) => one.from - other.from)) {
    const last = out.at(-1);
    if (last && sleep.from <= last.to) {
      last.to = Math.max(last.to, sleep.to);
      last.why = sleep.why;
    } else out.push({ ...sleep });
  }
  return out;
}

/** The minutes that lie left of what is known singly. */
export function visibleMinutes(minutes: readonly KeyMinute[], scale: TimeScale, knownFrom: number): readonly KeyMinute[] {
  const at = (minute: KeyMinute) => minute.at;
  return minutes.slice(firstFrom(minutes, scale.start - 60_000, at), firstFrom(minutes, Math.min(endOf(scale), knownFrom), at));
}
