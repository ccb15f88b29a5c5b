import { dateWords } from '../../../look/times.ts';
import { LOCALE } from '../../../look/locale.ts';

/** Start of the local day of a time, ms. Two dates apart even where a day has 23 or 25 hours. */
export function dayOf(time: number): number {
  if (time >= known.start && time < known.end) return known.start;
  const start = new Date(time).setHours(0, 0, 0, 0);
  known = { start, end: new Date(start).setHours(24, 0, 0, 0) };
  return start;
}

/** The day asked for last: a list goes through its days in order, and a calendar's arithmetic is slow. */
let known = { start: 0, end: 0 };

/** `Today`, `Yesterday`, else the date. */
export function dayWords(day: number, now: number): string {
  const today = dayOf(now);
  if (day === today) return 'Today';
  return day === dayOf(today - 1) ? 'Yesterday' : dateWords(day, now);
}

/** `Winter light`, `Winter light and Harbour`, `Winter light, Harbour and 3 more`. */
export function batchWords(names: readonly (string | null)[]): string {
  const words = names.map((name) => name ?? 'without a batch');
  if (words.length <= 2) return words.join(' and ');
  return `${words.slice(0, 2).join(', ')} and ${words.length - 2} more`;
}

const MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'short' });
const LONG_MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric' });

/** `Nov`, `Sep`; where another year begins below the time above it, that year: `’25`. */
export function monthWords(time: number, above: number | null): string {
  const year = new Date(time).getFullYear();
  return above === null || new Date(above).getFullYear() === year ? MONTH.format(time).slice(0, 3) : `’${String(year).slice(-2)}`;
}

/** `November 2026`. */
export function longMonth(time: number): string {
  return LONG_MONTH.format(time);
}
