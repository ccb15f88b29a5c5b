import type { Figures } from '../figures/figures.ts';
import { WINDOWS } from '../scenario.ts';
import { refusals, type Row, waited } from './report.ts';
import { joined, percent, table } from './table.ts';

/** A scenario with the figures of the engine and of the others, for each way of counting. */
export interface Compared extends Row {
  peers: readonly Row[];
}

const NOTHING = '-';

/** The engine's row first, then the others', for each scenario. */
export function peersTable(rows: readonly Compared[]): string {
  return table(
    ['scenario', 'who', 'makespan over the bound, worst', '429s', 'never run', 'requests a fast job', 'a slow job', 'keys idle', 'by hand p99', 'out of turn'],
    rows.flatMap(({ name, byWindow, peers }) => [
      lineOf(name, { name: 'the companion', byWindow }),
      ...peers.filter((peer) => peer.byWindow.length > 0).map((peer) => lineOf('', peer)),
    ]),
  );
}

function lineOf(scenario: string, { name, byWindow }: Row): string[] {
  return [
    scenario,
    name,
    joined(byWindow.map(({ worst }) => (Number.isNaN(worst) ? NOTHING : worst.toFixed(3)))),
    joined(byWindow.map(refusals)),
    joined(byWindow.map(({ neverRun }) => `${neverRun}`)),
    joined(byWindow.map(({ perFast }) => perFast?.toFixed(3) ?? NOTHING)),
    joined(byWindow.map(({ perSlow }) => perSlow?.toFixed(2) ?? NOTHING)),
    joined(byWindow.map(({ idle }) => percent(idle))),
    joined(byWindow.map((figures) => waited(figures, 0.99))),
    joined(byWindow.map(({ fairness: { outOfTurn } }) => (outOfTurn === null ? NOTHING : percent(outOfTurn)))),
  ];
}

/** Those of them who were refused nowhere (but beside the foreign client) and left no job out, and yet were faster than the engine: where. */
export function better(rows: readonly (Compared & { id: string })[]): string[] {
  const alone = rows.filter(({ id }) => id !== 'foreign');
  const names = rows[0]?.peers.map(({ name }) => name) ?? [];
  return names
    .filter((name) => alone.every(({ peers }) => peers.find((peer) => peer.name === name)!.byWindow.every(isFlawless)))
    .flatMap((name) => alone.flatMap((row) => fasterIn(row, name)));
}

function fasterIn({ name, byWindow, peers }: Compared, who: string): string[] {
  const theirs = peers.find((peer) => peer.name === who)!.byWindow;
  return byWindow.flatMap((ours, index) => (theirs[index] && theirs[index].mean < ours.mean ? [`${who} | ${name} | ${WINDOWS[index]}`] : []));
}

function isFlawless({ refused, neverRun }: Figures): boolean {
  return refused === 0 && neverRun === 0;
}
