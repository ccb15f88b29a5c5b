import type { Store } from './open.ts';

/** Runs what only reads, at once and without a wait in between. */
export type Reading = <T>(read: () => T) => T;

/**
 * Statements that only read, as one transaction: they see one state of the database, and its locks are taken once. A statement by itself takes
 * and gives them back each time, which costs ten times what finding a row does.
 */
export function createReading(store: Store): Reading {
  const begin = store.prepare('BEGIN');
  const end = store.prepare('COMMIT');
  return (read) => {
    if (store.inTransaction) return read();
    begin.run();
    try {
      return read();
    } finally {
      end.run();
    }
  };
}
