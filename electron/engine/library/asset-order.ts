import type { CallOutput } from '../../../shared/contract.ts';
import type { Store } from '../store/open.ts';
import type { Asked, Finder } from './search/finder.ts';

/** The order of a list, column by column. */
export type AssetOrder = CallOutput<'asset.order'>;

const KIND_LETTERS: Readonly<Record<string, string>> = { image: 'i', video: 'v', audio: 'a' };
const PICK_LETTERS: Readonly<Record<string, string>> = { picked: 'p', rejected: 'r' };

type Row = [
  id: number,
  kind: string,
  width: number | null,
  height: number | null,
  createdAt: number,
  batchId: number | null,
  stack: string | null,
  rating: number | null,
  pick: string | null,
];

const COLUMNS = 'id, kind, width, height, created_at, batch_id, stack, rating, pick';

/** A stretch of a list as columns: what a grid lays a hundred thousand tiles out by. Read from an index alone, but for collections. */
export function readOrder(db: Store, finder: Finder, asked: Asked, page: { offset: number; limit: number }): Omit<AssetOrder, 'tookMs'> {
  const rows = finder.rows(asked, COLUMNS, page) as Row[];
  return { total: finder.count(asked), ...columnsOf(rows), batches: batchNames(db, rows) };
}

function columnsOf(rows: readonly Row[]): Omit<AssetOrder, 'total' | 'tookMs' | 'batches'> {
  return {
    ids: rows.map(([id]) => id),
    kinds: rows.map(([, kind]) => KIND_LETTERS[kind] ?? 'o').join(''),
    ratios: rows.map(([, , width, height]) => (width && height ? Math.max(1, Math.round((1_000 * width) / height)) : 0)),
    times: rows.map(([, , , , createdAt]) => createdAt),
    batchIds: rows.map(([, , , , , batchId]) => batchId ?? 0),
    stacks: rows.map(([, , , , , , stack]) => stack ?? ''),
    ratings: rows.map(([, , , , , , , rating]) => rating ?? 0).join(''),
    picks: rows.map(([, , , , , , , , pick]) => PICK_LETTERS[pick ?? ''] ?? '-').join(''),
  };
}

/** A batch's name is the same on all of its assets, and outlives the batch there. */
function batchNames(db: Store, rows: readonly Row[]): AssetOrder['batches'] {
  const name = db.prepare<[number], string | null>('SELECT batch_name FROM asset WHERE batch_id = ? LIMIT 1').pluck();
  const ids = new Set(rows.flatMap(([, , , , , batchId]) => batchId ?? []));
  return [...ids].map((id) => ({ id, name: name.get(id) ?? null }));
}
