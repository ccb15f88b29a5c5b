import type { Store } from '../store/open.ts';

/** The full-text index over what can be said of an asset. Part of whatever transaction is open. */
export interface TextIndex {
  /** Brings the index up to what the row and its tags say. */
  write(assetId: number): void;
}

export function createTextIndex(db: Store): TextIndex {
  const write = db.prepare<[number]>(`INSERT OR REPLACE INTO asset_text (rowid, prompt, title, notes, tags, model, batch)
    SELECT id, segment(coalesce(prompt, '')), segment(coalesce(title, '')), segment(coalesce(notes, '')),
      segment(coalesce((SELECT group_concat(tag, ' ') FROM asset_tag WHERE asset_id = asset.id), '')),
      model || ' ' || model_name, segment(coalesce(batch_name, ''))
    FROM asset WHERE id = ?`);
  return { write: (assetId) => void write.run(assetId) };
}
