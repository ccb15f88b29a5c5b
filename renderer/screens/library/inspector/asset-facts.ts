import type { AssetView } from '../../../../shared/domain.ts';
import { bytes, count, creditWords } from '../../../look/numbers.ts';
import { clockSeconds, dateWords, took } from '../../../look/times.ts';

const DAY_MS = 86_400_000;

/** `1024 × 1024`, and what the file is: `PNG, 1.4 MB`. */
export function sizeWords({ width, height }: Pick<AssetView, 'width' | 'height'>): string | null {
  return width === null || height === null ? null : `${width} × ${height}`;
}

export function fileWords({ extension, bytes: size }: Pick<AssetView, 'extension' | 'bytes'>): string {
  return `${extension.toUpperCase()}, ${bytes(size)}`;
}

/** `11:49:41` of the last 24 hours, else with its date. */
export function madeAt(createdAt: number, now: number): string {
  const time = clockSeconds(createdAt);
  return Math.abs(now - createdAt) < DAY_MS ? time : `${dateWords(createdAt, now)}, ${time}`;
}

/** `in 6.4 s, usually 6.1 s`; null when neither is known. */
export function tookWords(tookMs: number | null, usualMs: number | null): string | null {
  if (tookMs === null) return null;
  return usualMs === null ? `in ${took(tookMs)}` : `in ${took(tookMs)}, usually ${took(usualMs)}`;
}

export function costWords({ credits }: Pick<AssetView, 'credits'>): { amount: string; origin: string } {
  if (!credits) return { amount: 'unknown', origin: '' };
  return { amount: creditWords(credits.amount), origin: credits.source === 'reported' ? 'as reported' : 'by the catalog' };
}

/** `9f41 c07e … 2b8d`. */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`;
}

/** `job 131 of 240`; null for what no job made. */
export function jobWords({ jobNumber, batchTotal }: Pick<AssetView, 'jobNumber' | 'batchTotal'>): string | null {
  if (jobNumber === null) return null;
  return batchTotal === null ? `job ${count(jobNumber)}` : `job ${count(jobNumber)} of ${count(batchTotal)}`;
}

/** What else was sent, besides prompt and seed. */
export function otherInput({ input, prompt }: Pick<AssetView, 'input' | 'prompt'>): [string, string][] {
  return Object.entries(input)
    .filter(([name, value]) => name !== 'seed' && value !== prompt)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
}
