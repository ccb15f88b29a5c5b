import type { Figures } from '../figures/figures.ts';
import { quantile } from '../figures/people.ts';
import { joined, percent, seconds, table } from './table.ts';

/** A scenario and its figures for each way of counting, in the order of `WINDOWS`. */
export interface Row {
  name: string;
  byWindow: readonly Figures[];
}

const NOTHING = '-';

/** Makespan over the bound, refusals, requests a job, idle keys. */
export function spendingTable(rows: readonly Row[]): string {
  return table(
    ['scenario', 'fixed', 'sliding', 'token bucket', '429s', 'requests a fast job', 'a slow job', 'keys idle'],
    rows.map(({ name, byWindow }) => [
      name,
      ...byWindow.map(({ worst, mean }) => `${worst.toFixed(3)} (${mean.toFixed(3)})`),
      joined(byWindow.map(refusals)),
      joined(byWindow.map(({ perFast }) => perFast?.toFixed(3) ?? NOTHING)),
      joined(byWindow.map(({ perSlow }) => perSlow?.toFixed(2) ?? NOTHING)),
      joined(byWindow.map(({ idle }) => percent(idle))),
    ]),
  );
}

export function refusals({ refused, sent }: Figures): string {
  return refused === 0 ? '0' : `${refused} (${((refused / sent) * 100).toFixed(2)} %)`;
}

/** What people notice: fairness, waiting, promises. */
export function peopleTable(rows: readonly Row[]): string {
  return table(
    ['scenario', 'most ahead among equals', "Jain's index", 'out of turn', 'by hand p50', 'by hand p99', 'forecast off at 10 %', 'at 50 %'],
    rows.map(({ name, byWindow }) => [
      name,
      joined(byWindow.map(({ fairness: { equals } }) => (equals ? `${equals.lead}` : NOTHING))),
      joined(byWindow.map(({ fairness: { equals } }) => equals?.jain.toFixed(4) ?? NOTHING)),
      joined(byWindow.map(({ fairness: { outOfTurn } }) => (outOfTurn === null ? NOTHING : percent(outOfTurn)))),
      joined(byWindow.map((figures) => waited(figures, 0.5))),
      joined(byWindow.map((figures) => waited(figures, 0.99))),
      joined(byWindow.map(({ forecastErrors }) => percent(forecastErrors[0]!))),
      joined(byWindow.map(({ forecastErrors }) => percent(forecastErrors[1]!))),
    ]),
  );
}

export function waited({ handWaits }: Figures, p: number): string {
  return handWaits.length === 0 ? NOTHING : seconds(quantile(handWaits, p));
}
