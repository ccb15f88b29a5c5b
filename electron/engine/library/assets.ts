import type { Clock } from '../../../shared/clock.ts';
import type { AssetView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Store } from '../store/open.ts';
import { readOrder, type AssetOrder } from './asset-order.ts';
import { ASSET_COLUMNS, newRow, toAssetView, toSidecarContent, type AssetRow } from './asset-row.ts';
import type { AssetFilter } from './asset-search.ts';
import { likenessOf } from './likeness/likeness.ts';
import { createFinder, type AssetSort } from './search/finder.ts';
import { toSidecar, type Sidecar } from './sidecar.ts';
import type { Provenance, StoredFile } from './stored-file.ts';
import { textIndexOf } from './text-index.ts';

/** What a renderer found out about an asset. Dimensions and duration that are null leave what is known. */
export interface ThumbnailResult {
  state: 'ready' | 'none';
  width: number | null;
  height: number | null;
  /** Seconds. */
  durationS: number | null;
  /** Perceptual hash of the picture, 8 bytes, none where it cannot be had; absent where nobody tried. */
  likeness?: Uint8Array | undefined;
}

export interface AssetPage extends AssetFilter {
  offset: number;
  limit: number;
  sort?: AssetSort | undefined;
}

/** The library's rows. All methods are synchronous and take part in whatever transaction is open. */
export interface Assets {
  /**
   * The id of the row. Bytes that are known already keep their first one; where it is in the trash, it comes out: they are wanted again. `createdAt`
   * (ms): now, unless an old asset is taken in again.
   */
  record(stored: StoredFile, made: Provenance, how?: { createdAt?: number; imported?: boolean }): number;
  get(sha256: string): AssetView | null;
  /** Bytes of a known asset came again: it is out of the trash, and no longer missing. */
  found(stored: Pick<StoredFile, 'sha256'>): AssetView;
  /** Newest first. Absent filters let everything through; `total` counts beyond the page. */
  list(page: AssetPage): { assets: AssetView[]; total: number };
  /** The same list as columns. */
  order(page: AssetPage): Omit<AssetOrder, 'tookMs'>;
  /** By id, in the order asked; what is gone is left out. */
  some(ids: readonly number[]): AssetView[];
  /** Their hashes. */
  hashes(ids: readonly number[]): string[];
  /** Newest first: what has just come home is what a person looks at. */
  withoutThumbnail(limit: number): AssetView[];
  /** Pictures with a thumbnail and no perceptual hash, newest first. */
  withoutLikeness(limit: number): string[];
  /** 8 bytes; none: it cannot be had. Unknown bytes are passed over. */
  setLikeness(sha256: string, likeness: Uint8Array): void;
  /** NOT_FOUND for unknown bytes. */
  setThumbnail(sha256: string, result: ThumbnailResult): AssetView;
  /** Without what is in the trash. Cheap at any size. */
  totals(): { assets: number; bytes: number };
  /** What belongs beside the asset's bytes; null for unknown bytes. */
  sidecar(sha256: string): Sidecar | null;
  /** Rows that say more than the file beside their bytes. */
  sidecarsDue(limit: number): { sha256: string; revision: number }[];
  /** The file says what the row said at that revision. */
  sidecarWritten(sha256: string, revision: number): void;
  /** Rows were deleted: what was counted of them is counted anew. */
  forgetTotals(): void;
}

const COLUMNS = `sha256, kind, mime, extension, bytes, width, height, duration_s, thumbnail, created_at, endpoint, job_id, job_number, batch_id,
  batch_name, batch_total, model, model_name, prompt, input, seed, key_label, credits, credits_source, took_ms, origin, imported, stack`;
const VALUES = COLUMNS.replaceAll(/\w+/g, ':$&');

export function createAssets({ db, clock }: { db: Store; clock: Pick<Clock, 'now'> }): Assets {
  const insert = db.prepare<[object], number>(`INSERT INTO asset (${COLUMNS}) VALUES (${VALUES}) ON CONFLICT (sha256) DO NOTHING RETURNING id`).pluck();
  const index = textIndexOf(db);
  const bySha = db.prepare<[string], AssetRow>(`SELECT ${ASSET_COLUMNS} FROM asset WHERE sha256 = ?`);
  const byId = db.prepare<[number], AssetRow>(`SELECT ${ASSET_COLUMNS} FROM asset WHERE id = ?`);
  const shaOf = db.prepare<[number], string>('SELECT sha256 FROM asset WHERE id = ?').pluck();
  const untrash = db.prepare<[string]>(
    `UPDATE asset SET revision = revision + 1, trashed_at = NULL, sidecar = 'due' WHERE sha256 = ? AND trashed_at IS NOT NULL`,
  );
  const there = db.prepare<[string]>('UPDATE asset SET revision = revision + 1, missing = 0 WHERE sha256 = ? AND missing = 1');
  const due = db.prepare<[number], { sha256: string; revision: number }>(`SELECT sha256, revision FROM asset WHERE sidecar = 'due' ORDER BY id LIMIT +?`);
  const written = db.prepare<[string, number]>(`UPDATE asset SET sidecar = 'written' WHERE sha256 = ? AND revision = ?`);
  const wanted = db.prepare<[number], AssetRow>(`SELECT ${ASSET_COLUMNS} FROM asset WHERE thumbnail = 'wanted' ORDER BY id DESC LIMIT +?`);
  const unlike = db
    .prepare<[number], string>(
      `SELECT sha256 FROM asset INDEXED BY asset_without_likeness WHERE likeness IS NULL AND thumbnail = 'ready' AND kind IN ('image', 'video') ORDER BY id DESC LIMIT +?`,
    )
    .pluck();
  const alike = db.prepare<[Uint8Array, string], number>('UPDATE asset SET likeness = ? WHERE sha256 = ? RETURNING id').pluck();
  const thumbnail = db.prepare<[object]>(
    `UPDATE asset SET revision = revision + 1, thumbnail = :state, width = coalesce(:width, width), height = coalesce(:height, height),
       duration_s = coalesce(:durationS, duration_s) WHERE sha256 = :sha256`,
  );
  const collectionsOf = db.prepare<[number], { name: string; position: number }>(
    'SELECT name, position FROM collection_asset JOIN collection ON collection.id = collection_id WHERE asset_id = +? ORDER BY name',
  );
  const totals = totalsOf(db);
  const finder = createFinder(db, () => totals.read().assets);

  const found = ({ sha256 }: Pick<StoredFile, 'sha256'>): AssetView => {
    untrash.run(sha256);
    there.run(sha256);
    return toAssetView(bySha.get(sha256)!);
  };

  /** No part of what is shown: the row's revision stays. */
  const setLikeness = (sha256: string, likeness: Uint8Array): void => {
    const id = alike.get(likeness, sha256);
    if (id !== undefined) likenessOf(db).put(id, likeness);
  };

  return {
    record(stored, made, { createdAt = clock.now(), imported = false } = {}) {
      const id = insert.get(newRow(stored, made, { createdAt, imported }));
      if (id === undefined) return found(stored).id;
      index.added();
      return id;
    },

    found,

    get(sha256) {
      const row = bySha.get(sha256);
      return row ? toAssetView(row) : null;
    },

    list({ offset, limit, sort = 'newest', ...filter }) {
      const { ids, total } = finder.page({ filter, sort, now: clock.now() }, { offset, limit });
      return { assets: ids.map((id) => toAssetView(byId.get(id)!)), total };
    },

    order: ({ offset, limit, sort = 'newest', ...filter }) => readOrder(db, finder, { filter, sort, now: clock.now() }, { offset, limit }),
    some: (ids) => ids.flatMap((id) => byId.get(id) ?? []).map(toAssetView),
    hashes: (ids) => ids.flatMap((id) => shaOf.get(id) ?? []),

    withoutLikeness: (limit) => unlike.all(limit),
    setLikeness,
    withoutThumbnail: (limit) => wanted.all(limit).map(toAssetView),

    setThumbnail(sha256, { state, width, height, durationS, likeness }) {
      const changes = thumbnail.run({ sha256, state, width, height, durationS }).changes;
      if (changes === 0) throw new AppError('NOT_FOUND', 'The library has no such asset.', { sha256 });
      if (likeness) setLikeness(sha256, likeness);
      return toAssetView(bySha.get(sha256)!);
    },

    totals: totals.read,
    forgetTotals: totals.forget,

    sidecar(sha256) {
      const row = bySha.get(sha256);
      return row ? toSidecar(toSidecarContent(row, collectionsOf.all(row.id))) : null;
    },

    sidecarsDue: (limit) => due.all(limit),
    sidecarWritten: (sha256, revision) => void written.run(sha256, revision),
  };
}

interface Sums {
  assets: number;
  bytes: number;
}

/**
 * Counts only what came since the last time, and takes off what is in the trash. Rows of a transaction that may still be undone are
 * counted, but not remembered.
 */
function totalsOf(db: Store): { read(): Sums; forget(): void } {
  const since = db.prepare<[number], Sums & { last: number | null }>(
    'SELECT count(*) AS assets, coalesce(sum(bytes), 0) AS bytes, max(id) AS last FROM asset WHERE id > ?',
  );
  const trashed = db.prepare<[], Sums>('SELECT count(*) AS assets, coalesce(sum(bytes), 0) AS bytes FROM asset WHERE trashed_at IS NOT NULL');
  const nothing = { assets: 0, bytes: 0, last: 0 };
  let known = nothing;
  return {
    read() {
      const [fresh, away] = [since.get(known.last)!, trashed.get()!];
      const all = { assets: known.assets + fresh.assets, bytes: known.bytes + fresh.bytes, last: fresh.last ?? known.last };
      if (!db.inTransaction) known = all;
      return { assets: all.assets - away.assets, bytes: all.bytes - away.bytes };
    },
    forget() {
      known = nothing;
    },
  };
}
