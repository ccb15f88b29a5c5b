import { LOCALE } from './locale.ts';

/** Figures as the look writes them: thousands separated, a space before `%` and units, `–` for none, `−` for minus. */
export const NONE = '–';

const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const HUNDREDTHS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `9,272`; `–` for null. */
export function count(value: number | null): string {
  return value === null ? NONE : minus(WHOLE.format(value));
}

/** `1 job`, `240 jobs`. `many` where the plural is not `one` and an s. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Credits may be fractions: `480`, `2.5`. */
export function creditFigure(value: number | null): string {
  if (value === null) return NONE;
  return Number.isInteger(value) ? count(value) : minus(TENTHS.format(value));
}

/** `1 credit`, `2.5 credits`. */
export function creditWords(value: number): string {
  return `${creditFigure(value)} ${value === 1 ? 'credit' : 'credits'}`;
}

/** From here on a fraction tells nothing. */
const WHOLE_FROM = 100;

/** A rate with one decimal (`11.5`), or two (`1.31`); from a hundred on none. */
export function rate(value: number | null, decimals: 1 | 2 = 1): string {
  if (value === null) return NONE;
  if (Math.abs(value) >= WHOLE_FROM) return count(Math.round(value));
  return minus((decimals === 1 ? TENTHS : HUNDREDTHS).format(value));
}

/** `61 %`. Never 100 before the whole is there, never 0 once something is. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return NONE;
  const exact = (100 * part) / whole;
  const rounded = part < whole ? Math.min(99, Math.round(exact)) : Math.round(exact);
  return `${count(part > 0 ? Math.max(1, rounded) : rounded)} %`;
}

/** Bytes in the unit people say: `41.6 GB`, `1.4 MB`, `12 kB`. */
export function bytes(value: number): string {
  if (value < 1_000) return `${count(value)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length, Math.floor(Math.log10(value) / 3));
  const figure = value / 1_000 ** step;
  return `${figure < 100 && step > 1 ? TENTHS.format(figure) : WHOLE.format(figure)} ${units[step - 1]}`;
}

function minus(figure: string): string {
  return figure.replace('-', '−');
}
