import type { Store } from '../store/open.ts';
import { perObject } from '../../../shared/per-object.ts';
import { diskTrouble } from './disk-error.ts';

/**
 * The full-text index over what can be said of an asset. Part of whatever transaction is open. New assets are not in it at once: FTS5 ends every
 * transaction that writes to it with a segment of its own and merges those, which costs more than the asset's row. They follow many at a time, or when
 * somebody searches. Which are missing needs no note of its own and survives a crash: ids rise, so it is those above the highest that is in it.
 */
export interface TextIndex {
  /** An asset came: it is written with others, some time. */
  added(): void;
  /** Brings the index up to what the row and its tags say. */
  write(assetId: number): void;
  /** Writes what is missing: before a search. A disk that takes nothing leaves it missing. */
  catchUp(): void;
}

/** New assets that are written together: few enough that the search which has to write them is not held up. */
const TOGETHER = 64;

/** The index of a database. */
export const textIndexOf = perObject(createTextIndex);

function createTextIndex(db: Store): TextIndex {
  const insert = (which: string) =>
    db.prepare<unknown[]>(`INSERT OR REPLACE INTO asset_text (rowid, prompt, title, notes, tags, model, batch)
    SELECT id, segment(coalesce(prompt, '')), segment(coalesce(title, '')), segment(coalesce(notes, '')),
      segment(coalesce((SELECT group_concat(tag, ' ') FROM asset_tag WHERE asset_id = asset.id), '')),
      model || ' ' || model_name, segment(coalesce(batch_name, ''))
    FROM asset WHERE ${which}`);
  const write = insert('id = ?');
  const isMissing = `id > (SELECT coalesce(max(id), 0) FROM asset_text_docsize)`;
  const writeMissing = insert(isMissing);
  const anyMissing = db.prepare<[], 1>(`SELECT 1 FROM asset WHERE ${isMissing} LIMIT 1`).pluck();
  let added = 0;

  function writeAllMissing(): void {
    added = 0;
    if (anyMissing.get() !== undefined) writeMissing.run();
  }

  return {
    added() {
      if (++added >= TOGETHER) writeAllMissing();
    },
    write(assetId) {
      // Else those between would count as written.
      writeAllMissing();
      write.run(assetId);
    },
    catchUp() {
      try {
        writeAllMissing();
      } catch (error) {
        if (diskTrouble(error) === null) throw error;
      }
    },
  };
}
