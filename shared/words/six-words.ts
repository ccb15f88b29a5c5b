import type { BatchView, EngineStatus, Totals } from '../domain.ts';
import { count } from './numbers.ts';
import { everythingDone, moving } from './progress.ts';
import { clockTime } from './times.ts';

const DAY = 24 * 60 * 60_000;
export const PRODUCT = 'Abstrakt Companion';

export interface SixWordFacts {
  status: EngineStatus;
  totals: Totals;
  batches: readonly BatchView[];
}

/** How things stand in at most six words, for the window's title and the tray: what needs a person first. */
export function stateInSixWords({ status, totals: { counts }, batches }: SixWordFacts, now: number): string {
  if (status.vault.state === 'locked') return 'Vault locked, nothing is sent';
  if (status.disk === 'full') return 'Disk full, outputs wait';
  if (status.disk === 'refused') return 'Disk refuses, outputs wait';
  if (counts.uncertain > 0) return `${count(counts.uncertain)} uncertain, your turn`;
  if (status.api.state === 'silent') return `API silent, ${count(counts.queued)} wait`;
  if (status.paused) return `Paused, ${count(counts.queued)} queued`;
  const busy = moving(counts);
  if (busy + counts.queued === 0) return 'Nothing queued';
  const done = everythingDone(batches);
  const parts = [`${count(busy)} running`, ...(counts.queued > 0 ? [`${count(counts.queued)} queued`] : [])];
  return [...parts, ...(done && done.at - now < DAY ? [`done ${clockTime(done.at)}`] : [])].join(', ');
}

export function windowTitle(words: string | null): string {
  return words === null ? PRODUCT : `${words} · ${PRODUCT}`;
}
