import type { ById } from './app-state.ts';

interface Row {
  id: number;
  revision: number;
}

/** `rows` with `changed` put in, each only where it is newer than what is there. The same object when nothing was. */
export function upsert<T extends Row>(rows: ById<T>, changed: readonly T[]): ById<T> {
  const newer = changed.filter((row) => isNewer(rows[row.id], row));
  if (newer.length === 0) return rows;
  const next: Record<number, T> = { ...rows };
  for (const row of newer) if (isNewer(next[row.id], row)) next[row.id] = row;
  return next;
}

/** As `upsert`, but only for rows that are there already. */
export function update<T extends Row>(rows: ById<T>, changed: readonly T[]): ById<T> {
  return upsert(
    rows,
    changed.filter((row) => rows[row.id] !== undefined),
  );
}

export function without<T>(rows: ById<T>, ids: readonly number[]): ById<T> {
  if (!ids.some((id) => rows[id] !== undefined)) return rows;
  const next: Record<number, T> = { ...rows };
  for (const id of ids) delete next[id];
  return next;
}

function isNewer<T extends Row>(known: T | undefined, row: T): boolean {
  return known === undefined || row.revision > known.revision;
}
