import * as nodeFs from 'node:fs/promises';
import { AppError } from '../../../../shared/errors.ts';
import type { Progress, Tasks } from '../../tasks/tasks.ts';
import { freeBytes } from '../free-bytes.ts';
import type { LibraryHome } from './home.ts';
import { giveUp, type MoveOptions, type MoveTo, moveLibrary, removeOld } from './move.ts';
import { movedWords, removedWords } from './words.ts';

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
    move: (to) => begin(async (options) => movedWords(await moveLibrary(to, options))),
    removeOld: () => begin(async (options) => removedWords(await removeOld(options), 'The library is whole where it is.')),
    giveUp: () => begin(async (options) => removedWords(await giveUp(options), 'The library stays where it is.')),
  };
}
