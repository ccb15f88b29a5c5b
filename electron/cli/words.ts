/** Figures as the look writes them: thousands apart, a space before units, unknown never 0. */
const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

export function figure(value: number | null): string {
  return value === null ? 'unknown' : GROUPED.format(value);
}

/** `1 job`, `2 jobs`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** A countdown `m:ss` under ten minutes, words beyond. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Time of the day on this machine, to the second. */
export function timeOfDay(ms: number): string {
  const time = new Date(ms);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  return `${(count / 1_000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}

/** One line of a text from outside: no control characters, which a terminal would obey, and at most `length` characters. */
export function oneLine(text: string, length: number): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = [...clean];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : clean;
}
