import * as nodeFs from 'node:fs/promises';
import { AppError } from '../../../../shared/errors.ts';
import type { Progress, Tasks } from '../../tasks/tasks.ts';
import { freeBytes } from '../free-bytes.ts';
import type { LibraryHome } from './home.ts';
import { giveUp, type Left, type MoveOptions, type MoveTo, type Moved, moveLibrary, removeOld } from './move.ts';

/** Moves the library to another disk, as work that a person watches; one such thing at a time. */
export interface Mover {
  move(to: MoveTo): number;
  removeOld(): number;
  giveUp(): number;
}

export interface MoverOptions {
  home: LibraryHome;
  tasks: Tasks;
  /** Where the files are, or may be, is different now. */
  onChanged(): void;
}

export function createMover({ home, tasks, onChanged }: MoverOptions): Mover {
  let running = false;

  function begin(work: (options: MoveOptions) => Promise<string>): number {
    if (running) throw new AppError('CONFLICT', 'The library is being moved already. Wait for it, or stop it.');
    running = true;
    const task = ({ at, signal }: Progress) =>
      work({ fs: nodeFs, home, freeBytes, signal, onProgress: at }).finally(() => {
        running = false;
        onChanged();
      });
    return tasks.begin('move', task).id;
  }

  return {
    move: (to) =>
      begin((options) => {
        const moving = moveLibrary(to, options);
        return moving.then(movedWords);
      }),
    removeOld: () => begin(async (options) => removedWords(await removeOld(options), 'The library is whole in its new place.')),
    giveUp: () => begin(async (options) => removedWords(await giveUp(options), 'The library stays where it is.')),
  };
}

const files = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'file' : 'files'}`;

function movedWords({ to, files: count, damaged }: Moved): string {
  const hurt = damaged === 0 ? '' : ` ${files(damaged)} had other bytes than were stored and went along as they are: Verify tells more.`;
  return `${files(count)} copied to ${to}, each read back and compared. The library is there now.${hurt} The former files are still in their place until you remove them.`;
}

function removedWords({ from, removed, kept }: Left & { from: string }, end: string): string {
  const stay = kept === 0 ? '' : ` ${files(kept)} stay there: the library does not have them.`;
  return `${files(removed)} removed from ${from}.${stay} ${end}`;
}
