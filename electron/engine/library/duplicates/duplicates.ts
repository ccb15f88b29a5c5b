import type { CallOutput } from '../../../../shared/contract.ts';
import type { Store } from '../../store/open.ts';
import { likenessOf } from '../likeness/likeness.ts';
import { Groups } from './groups.ts';
import { joinAlike } from './near-pairs.ts';

export type DuplicateGroups = CallOutput<'duplicates.find'>['groups'];

/** Rows read between two turns of the event loop. */
const PAGE = 2_000;

/**
 * Assets that may be one thing twice: pictures that look the same, and outputs that different jobs made from the same input with the same
 * seed. Groups, the newest first; what a person said is not the same, and the trash, is left out. The same bytes are never there twice:
 * files go by their hash.
 * @param breathe resolves after other work had its turn
 */
export async function findDuplicates(db: Store, breathe: () => Promise<void>): Promise<DuplicateGroups> {
  const [looks, made] = [new Groups(), new Groups()];
  await joinAlike(likenessOf(db).all(), looks.join, breathe);
  await joinMadeAlike(db, made.join, breathe);
  const shown = showing(db);
  const apart = apartIn(db);
  const lookAlike = looks.all().map((ids) => ({ why: 'look' as const, ids: ids.filter(shown) }));
  const known = new Set(lookAlike.map(({ ids }) => ids.join()));
  const madeAlike = made.all().map((ids) => ({ why: 'input' as const, ids: ids.filter(shown) }));
  return [...lookAlike, ...madeAlike.filter(({ ids }) => !known.has(ids.join()))]
    .filter(({ ids }) => ids.length > 1 && !apart(ids))
    .toSorted((one, other) => other.ids.at(-1)! - one.ids.at(-1)!);
}

interface Made {
  id: number;
  job_id: number;
  model: string;
  input: string;
}

/** Several outputs of one job are its own affair. */
async function joinMadeAlike(db: Store, join: (one: number, other: number) => void, breathe: () => Promise<void>): Promise<void> {
  const next = db.prepare<[number, number], Made>(
    'SELECT id, job_id, model, input FROM asset WHERE id > ? AND seed IS NOT NULL AND job_id IS NOT NULL AND trashed_at IS NULL ORDER BY id LIMIT ?',
  );
  const first = new Map<string, Made>();
  for (let after = 0; ;) {
    const rows = next.all(after, PAGE);
    for (const row of rows) {
      const key = `${row.model}\n${row.input}`;
      const before = first.get(key);
      if (!before) first.set(key, { ...row, model: '', input: '' });
      else if (before.job_id !== row.job_id) join(before.id, row.id);
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < PAGE) return;
    await breathe();
  }
}

/** Read at once: a question for each of 100,000 would take longer than all else here. */
function showing(db: Store): (id: number) => boolean {
  const trashed = new Set(db.prepare<[], number>('SELECT id FROM asset WHERE trashed_at IS NOT NULL').pluck().all());
  return (id) => !trashed.has(id);
}

/** Whether a person said of every two of them that they are not the same. */
function apartIn(db: Store): (ids: readonly number[]) => boolean {
  const pairs = new Set(db.prepare<[], string>(`SELECT one || ' ' || other FROM asset_apart`).pluck().all());
  if (pairs.size === 0) return () => false;
  return (ids) => ids.every((one, at) => ids.slice(at + 1).every((other) => pairs.has(`${Math.min(one, other)} ${Math.max(one, other)}`)));
}

/** Says of every two of these that they are not the same: the pairs that are new. */
export function setApart(db: Store, ids: readonly number[]): [number, number][] {
  const insert = db.prepare<[number, number]>('INSERT INTO asset_apart (one, other) SELECT ?, ? ON CONFLICT DO NOTHING');
  const rising = [...new Set(ids)].toSorted((one, other) => one - other);
  const pairs = rising.flatMap((one, at) => rising.slice(at + 1).map((other): [number, number] => [one, other]));
  return pairs.filter(([one, other]) => insert.run(one, other).changes > 0);
}

/** Takes that back. */
export function unsetApart(db: Store, pairs: readonly [number, number][]): void {
  const remove = db.prepare<[number, number]>('DELETE FROM asset_apart WHERE one = ? AND other = ?');
  for (const [one, other] of pairs) remove.run(one, other);
}
