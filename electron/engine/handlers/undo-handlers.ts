import { AppError } from '../../../shared/errors.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

/** What became of taking a command back. `after` runs when the transaction is durable. */
export interface Undone {
  undone: number;
  /** Things that had gone on since. */
  left: number;
  after(): void;
}

/** How each command is taken back, by its name. Called inside the transaction. */
export type Undoers = Readonly<Record<string, (subject: never) => Undone>>;

export function undoHandlers({ jobs, undo }: Pick<Rooms, 'jobs' | 'undo'>, undoers: Undoers): Handlers<'undo.apply' | 'undo.list'> {
  return {
    'undo.list': () => undo.list(),
    'undo.apply': ({ undo: token }) => {
      const { undone, left, after } = jobs.transaction(() => {
        const taken = undo.take(token);
        const undoer = taken && undoers[taken.command];
        if (!undoer) throw new AppError('NOT_FOUND', 'This can no longer be taken back: it was already, or many commands came after it.', { undo: token });
        return undoer(taken.subject as never);
      });
      after();
      return { undone, left };
    },
  };
}
