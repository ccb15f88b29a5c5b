import { leading } from '../../../../shared/leading.ts';

/** The first index whose value is at least `wanted` in rows sorted by that value; the length when none is. */
export function firstFrom<T>(rows: readonly T[], wanted: number, valueOf: (row: T) => number): number {
  return leading(rows.length, (at) => valueOf(rows[at]!) < wanted);
}

/** Puts a row in its place; at the end at once when it is the newest, as nearly all are. Returns where. */
export function insertSorted<T>(rows: T[], row: T, valueOf: (row: T) => number): number {
  const value = valueOf(row);
  const last = rows.at(-1);
  if (last === undefined || valueOf(last) <= value) return rows.push(row) - 1;
  const at = firstFrom(rows, value + 1, valueOf);
  rows.splice(at, 0, row);
  return at;
}
