/** The span a written day, month or year covers: milliseconds since the epoch, from (inclusive) and to (exclusive). */
export interface Span {
  from: number;
  to: number;
}

/** Turns a local date into a moment; `month` counts from 0, and parts beyond their range carry over as `Date`'s do. */
export type LocalTime = (year: number, month: number, day: number) => number;

/** The machine's own time zone. */
export const localTime: LocalTime = (year, month, day) => new Date(year, month, day).getTime();

const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

/**
 * `2026`, `2026-10`, `2026-10-05`, `today`, `yesterday`. Null for what is none, impossible days included.
 * @param now milliseconds since the epoch
 */
export function spanOf(text: string, now: number, local: LocalTime = localTime): Span | null {
  const today = new Date(now);
  const dayFrom = (offset: number) => local(today.getFullYear(), today.getMonth(), today.getDate() + offset);
  if (text === 'today') return { from: dayFrom(0), to: dayFrom(1) };
  if (text === 'yesterday') return { from: dayFrom(-1), to: dayFrom(0) };
  const match = DATE.exec(text);
  return match && writtenSpan(match, local);
}

function writtenSpan([, y, m, d]: RegExpExecArray, local: LocalTime): Span | null {
  const year = Number(y);
  if (m === undefined) return { from: local(year, 0, 1), to: local(year + 1, 0, 1) };
  const month = Number(m) - 1;
  if (month < 0 || month > 11) return null;
  if (d === undefined) return { from: local(year, month, 1), to: local(year, month + 1, 1) };
  const day = Number(d);
  // The day before the first of the next month is the last of this one (Date carries over).
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return day < 1 || day > last ? null : { from: local(year, month, day), to: local(year, month, day + 1) };
}
