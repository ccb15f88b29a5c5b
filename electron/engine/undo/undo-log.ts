import type { Clock } from '../../../shared/clock.ts';
import type { UndoView } from '../../../shared/domain.ts';
import type { Store } from '../store/open.ts';

/** Commands beyond these cannot be taken back any more. */
const MOST_KEPT = 200;

/** What a command changed: `subject` is JSON that only the command's own undoing reads. */
export interface Undoable {
  /** The call's name. */
  command: string;
  /** How many things it changed; none: nothing is noted. */
  things: number;
  subject: unknown;
}

/** The last commands that can be taken back. All methods are synchronous and belong into the command's own transaction. */
export interface UndoLog {
  /** The token that takes it back; null when it changed nothing. */
  note(undoable: Undoable): number | null;
  /** Hands a command out to be taken back, once. Null when it was, or is too old. */
  take(token: number): { command: string; subject: unknown } | null;
  /** Newest first. */
  list(): UndoView[];
}

export function createUndoLog(store: Store, clock: Clock): UndoLog {
  const insert = store.prepare<[string, number, string, number]>('INSERT INTO undo (command, things, subject, created_at) VALUES (?, ?, ?, ?)');
  const forget = store.prepare<[number]>('DELETE FROM undo WHERE id <= ?');
  const take = store.prepare<[number], { command: string; subject: string }>('DELETE FROM undo WHERE id = ? RETURNING command, subject');
  const list = store.prepare<[], UndoView>('SELECT id, command, things, created_at AS "at" FROM undo ORDER BY id DESC');
  return {
    note({ command, things, subject }) {
      if (things === 0) return null;
      const id = Number(insert.run(command, things, JSON.stringify(subject), clock.now()).lastInsertRowid);
      forget.run(id - MOST_KEPT);
      return id;
    },
    take(token) {
      const row = take.get(token);
      return row ? { command: row.command, subject: JSON.parse(row.subject) as unknown } : null;
    },
    list: () => list.all(),
  };
}
