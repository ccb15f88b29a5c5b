import { dateWords } from '../../../look/times.ts';

/** Start of the local day of a time, ms. Two dates apart even where a day has 23 or 25 hours. */
export function dayOf(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

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
