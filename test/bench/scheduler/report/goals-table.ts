import { GOALS, NOT_YET } from '../goals.ts';
import { WINDOWS } from '../scenario.ts';
import type { Figures } from '../figures/figures.ts';
import { joined, table } from './table.ts';

export interface Measured {
  id: string;
  name: string;
  byWindow: readonly Figures[];
}

/** Each goal with what came of it; and what was held until now and is lost, what was not and is reached. */
export function judged(measured: readonly Measured[]): { table: string; lost: string[]; gained: string[] } {
  const lost: string[] = [];
  const gained: string[] = [];
  const rows = GOALS.flatMap((goal) =>
    measured
      .filter(({ id, byWindow }) => goal.of(id) && byWindow.length === WINDOWS.length && goal.figure(byWindow[0]!) !== null)
      .map(({ id, name, byWindow }) => {
        const cells = byWindow.map((figures, index) => {
          const value = goal.figure(figures) ?? Infinity;
          const reached = value <= goal.most[index]!;
          const line = `${goal.name} | ${id} | ${WINDOWS[index]}`;
          if (!reached && !NOT_YET.has(line)) lost.push(line);
          if (reached && NOT_YET.has(line)) gained.push(line);
          return reached ? goal.show(value) : `${goal.show(value)} not reached`;
        });
        return [goal.name, name, joined(goal.most.map(goal.show)), ...cells];
      }),
  );
  return { table: table(['goal', 'scenario', 'at most', ...WINDOWS], rows), lost, gained };
}
