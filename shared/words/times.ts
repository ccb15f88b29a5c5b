import { LOCALE } from './locale.ts';

/** Times as the look says them: a time of day within 24 h, a countdown `m:ss` under ten minutes, words beyond. All in ms. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MINUTES = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const SECONDS = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DATE = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const YEAR = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric' });
const TENTHS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `14:32`. */
export function clockTime(at: number): string {
  return MINUTES.format(at);
}

/** `11:52:28`. */
export function clockSeconds(at: number): string {
  return SECONDS.format(at);
}

/** A moment seen from `now`: `14:32` within 24 h either way, else `26 Nov, 14:32`. */
export function moment(at: number, now: number): string {
  if (Math.abs(at - now) < DAY) return clockTime(at);
  return `${dateWords(at, now)}, ${clockTime(at)}`;
}

/** `14:28–14:40`; empty where both are the same minute, which says nothing that the time itself does not. */
export function momentRange(from: number, to: number, now: number): string {
  const [first, last] = [moment(from, now), moment(to, now)];
  return first === last ? '' : `${first}–${last}`;
}

/** `26 Nov`, with the year when it is another. */
export function dateWords(at: number, now: number): string {
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? DATE : YEAR).format(at);
}

/** `October 2026` of `2026-10`. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return MONTH.format(new Date(year ?? 0, (number ?? 1) - 1, 1));
}

/** `0:08`, `9:59`: what is left, rounded up so that it never says 0:00 too early. Never negative. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What is left, at any length: `0:23` under ten minutes, `2 h 40 min`, `3 days` beyond. */
export function left(ms: number): string {
  if (ms < 10 * MINUTE) return countdown(ms);
  if (ms < HOUR) return `${Math.ceil(ms / MINUTE)} min`;
  if (ms >= 2 * DAY) return `${Math.round(ms / DAY)} days`;
  const minutes = Math.ceil(ms / MINUTE);
  return both(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** `in 0:23`, `in 2 h 40 min`, `now` when it is past. */
export function inWords(ms: number): string {
  return ms <= 0 ? 'now' : `in ${left(ms)}`;
}

/** How long something took: `0.3 s`, `6.4 s`, `18 s`, `2:58`, `1 h 4 min`. */
export function took(ms: number): string {
  if (ms < 10 * SECOND) return `${TENTHS.format(ms / SECOND)} s`;
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}:${String(Math.floor((ms % MINUTE) / SECOND)).padStart(2, '0')}`;
  return left(ms);
}

/** How long ago in a sentence: `4 s`, `2 min 51 s`, `3 h`, `2 days`. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))} s`;
  if (ms < 10 * MINUTE) return both(Math.floor(ms / MINUTE), 'min', Math.floor((ms % MINUTE) / SECOND), 's');
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return both(Math.floor(ms / HOUR), 'h', Math.floor((ms % HOUR) / MINUTE), 'min');
  const days = Math.floor(ms / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

function both(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Length of a clip: `0:06`, `1:02:03`. `seconds` may be a fraction. */
export function clipLength(seconds: number): string {
  const whole = Math.round(seconds);
  const tail = String(whole % 60).padStart(2, '0');
  if (whole < 3_600) return `${Math.floor(whole / 60)}:${tail}`;
  return `${Math.floor(whole / 3_600)}:${String(Math.floor(whole / 60) % 60).padStart(2, '0')}:${tail}`;
}
