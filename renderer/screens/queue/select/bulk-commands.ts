import { ChevronsDown, ChevronsUp, Pencil, RotateCcw, SquareX, X } from 'lucide-react';
import type { PaletteCommand } from '../../../app/commands.tsx';
import { AppError } from '../../../../shared/errors.ts';
import { counted } from '../../../look/numbers.ts';
import { showErrorToast } from '../../../state/command.ts';
import { CANCELLABLE, inStates, RERUNNABLE } from './bulk.ts';
import type { Bulk } from './use-bulk.ts';

export interface BulkHands {
  /** Opens the dialog in which it is said what changes. */
  ask(what: 'update' | 'rerun'): void;
  clear(): void;
}

/** What the palette offers of the selected jobs: the same as the bar over them. */
export function bulkCommands(bulk: Bulk, { ask, clear }: BulkHands): PaletteCommand[] {
  if (!bulk.census) return [];
  const queued = inStates(bulk.census, ['queued']);
  const ended = inStates(bulk.census, RERUNNABLE);
  const open = inStates(bulk.census, CANCELLABLE);
  const waiting = counted(queued, 'selected queued job');
  const again = counted(ended, 'selected job');
  const priority = (value: number) => () => void bulk.update({ priority: value }).catch((thrown) => showErrorToast(AppError.from(thrown)));
  return [
    ...offered(queued, [
      { verb: 'Change', object: waiting, icon: Pencil, run: () => ask('update') },
      { verb: 'Send', object: `${waiting} first`, icon: ChevronsUp, run: priority(10) },
      { verb: 'Send', object: `${waiting} last`, icon: ChevronsDown, run: priority(-10) },
    ]),
    ...offered(ended, [
      { verb: 'Rerun', object: again, icon: RotateCcw, run: () => void bulk.rerun() },
      { verb: 'Rerun', object: `${again} with one thing changed`, icon: Pencil, run: () => ask('rerun') },
    ]),
    ...offered(open, [{ verb: 'Cancel', object: counted(open, 'selected job'), icon: SquareX, run: () => void bulk.cancel() }]),
    { verb: 'Select', object: 'none', icon: X, run: clear },
  ];
}

/** Of none there is nothing to do. */
function offered(jobs: number, commands: PaletteCommand[]): PaletteCommand[] {
  return jobs > 0 ? commands : [];
}
