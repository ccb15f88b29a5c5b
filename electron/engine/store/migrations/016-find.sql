-- What the names of a prompt's template picked, from the origin of an asset: kept in step by the trigger, whoever writes the row.
CREATE TABLE asset_pick (
  asset_id INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  name     TEXT NOT NULL,
  value    TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (asset_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX assets_of_pick ON asset_pick (name, value, asset_id);
INSERT INTO asset_pick (asset_id, name, value)
  SELECT asset.id, pick.key, pick.value FROM asset, json_each(asset.origin, '$.picks') AS pick WHERE asset.origin IS NOT NULL;
CREATE TRIGGER asset_picked AFTER INSERT ON asset WHEN NEW.origin IS NOT NULL BEGIN
  INSERT INTO asset_pick (asset_id, name, value) SELECT NEW.id, pick.key, pick.value FROM json_each(NEW.origin, '$.picks') AS pick;
END;
-- Each name once, by as many steps through the index as there are names.
CREATE VIEW pick_name AS
  WITH RECURSIVE next (name) AS (
    SELECT min(name) FROM asset_pick UNION ALL SELECT (SELECT min(name) FROM asset_pick WHERE name > next.name) FROM next WHERE next.name IS NOT NULL
  )
  SELECT name FROM next WHERE name IS NOT NULL;

-- Everything a search asks of the row itself, newest first: whatever is asked, the wide rows are not read to know who fits.
CREATE INDEX asset_found ON asset (created_at DESC, id DESC, trashed_at, kind, model, model_name, batch_id, batch_name, rating, pick, stack, label, favourite,
  imported, missing, endpoint, key_label, seed, width, height, duration_s, credits, bytes);

-- Emoji are words now: texts that may hold some are indexed anew.
INSERT OR REPLACE INTO asset_text (rowid, prompt, title, notes, tags, model, batch)
  SELECT id, segment(coalesce(prompt, '')), segment(coalesce(title, '')), segment(coalesce(notes, '')),
    segment(coalesce((SELECT group_concat(tag, ' ') FROM asset_tag WHERE asset_id = asset.id), '')),
    model || ' ' || model_name, segment(coalesce(batch_name, ''))
  FROM asset
  WHERE concat(prompt, title, notes, batch_name) GLOB '*[^ -~]*' OR id IN (SELECT asset_id FROM asset_tag WHERE tag GLOB '*[^ -~]*');
