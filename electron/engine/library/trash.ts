import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../store/open.ts';
import { likenessOf } from './likeness/likeness.ts';

/** A row that is deleted for good. */
export interface TrashedAsset {
  sha256: string;
  extension: string;
  bytes: number;
}

/** The trash of the library: a mark on rows, so that every file stays until it is emptied. All methods are synchronous. */
export interface Trash {
  /** Hashes that went in: those that were in the library and not in the trash. */
  put(sha256s: readonly string[]): string[];
  /** Hashes that came out. */
  restore(sha256s: readonly string[]): string[];
  /** What is in it: all, or those of these. */
  content(sha256s: readonly string[] | null): TrashedAsset[];
  /** Deletes one row that is in the trash, after its files: its id. Null where it was taken out meanwhile. */
  remove(sha256: string): number | null;
}

export function createTrash(db: Store, clock: Clock): Trash {
  const change = `UPDATE asset SET revision = revision + 1, sidecar = 'due', trashed_at = `;
  const put = db.prepare<[number, string]>(`${change} ? WHERE sha256 = ? AND trashed_at IS NULL`);
  const restore = db.prepare<[string]>(`${change} NULL WHERE sha256 = ? AND trashed_at IS NOT NULL`);
  const all = db.prepare<[], TrashedAsset>('SELECT sha256, extension, bytes FROM asset WHERE trashed_at IS NOT NULL');
  const one = db.prepare<[string], TrashedAsset>('SELECT sha256, extension, bytes FROM asset WHERE sha256 = ? AND trashed_at IS NOT NULL');
  const remove = db.prepare<[string], number>('DELETE FROM asset WHERE sha256 = ? AND trashed_at IS NOT NULL RETURNING id').pluck();
  const removeText = db.prepare<[number]>('DELETE FROM asset_text WHERE rowid = ?');
  const changed = (sha256s: readonly string[], work: (sha256: string) => { changes: number }) =>
    db.transaction(() => sha256s.filter((sha256) => work(sha256).changes > 0))();

  return {
    put: (sha256s) => changed(sha256s, (sha256) => put.run(clock.now(), sha256)),
    restore: (sha256s) => changed(sha256s, (sha256) => restore.run(sha256)),
    content: (sha256s) => (sha256s === null ? all.all() : [...new Set(sha256s)].flatMap((sha256) => one.get(sha256) ?? [])),
    remove: (sha256) =>
      db.transaction(() => {
        const id = remove.get(sha256);
        if (id === undefined) return null;
        removeText.run(id);
        likenessOf(db).forget(id);
        return id;
      })(),
  };
}
