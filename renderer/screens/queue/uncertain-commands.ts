import { Check, RotateCcw } from 'lucide-react';
import type { PaletteCommand } from '../../app/commands.tsx';
import { count, counted } from '../../look/numbers.ts';

export type Decide = (ids: readonly number[], decision: 'resubmit' | 'fail') => void;

/** What the palette offers of uncertain jobs: to decide the first, and all that are known. `costs`: of sending that one, and all, again. */
export function uncertainCommands(jobs: readonly { id: number; number: number }[], costs: { first: string; all: string }, decide: Decide): PaletteCommand[] {
  const [first] = jobs;
  if (!first) return [];
  const one = decisions(`uncertain job ${count(first.number)}`, [first.id], costs.first, decide);
  const all = jobs.map(({ id }) => id);
  return jobs.length > 1 ? [...one, ...decisions(`all ${counted(all.length, 'uncertain job')}`, all, costs.all, decide)] : one;
}

function decisions(what: string, ids: readonly number[], cost: string, decide: Decide): PaletteCommand[] {
  return [
    { verb: 'Count', object: `${what} as failed`, icon: Check, run: () => decide(ids, 'fail') },
    { verb: 'Send', object: `${what} again, ${cost}`, icon: RotateCcw, run: () => decide(ids, 'resubmit') },
  ];
}
