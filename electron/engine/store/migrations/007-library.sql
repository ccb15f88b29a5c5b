-- What a person keeps about an asset, and where its bytes are.
ALTER TABLE asset ADD COLUMN rating INTEGER;
ALTER TABLE asset ADD COLUMN pick TEXT;
ALTER TABLE asset ADD COLUMN label TEXT;
ALTER TABLE asset ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN title TEXT;
ALTER TABLE asset ADD COLUMN notes TEXT;
ALTER TABLE asset ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
-- Perceptual hash (dHash) of the picture or poster, 8 bytes.
ALTER TABLE asset ADD COLUMN likeness BLOB;
CREATE INDEX asset_rated ON asset (rating, created_at DESC, id DESC) WHERE rating IS NOT NULL;
CREATE INDEX asset_likeness ON asset (id, likeness) WHERE likeness IS NOT NULL;

CREATE TABLE asset_tag (
  asset_id INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  tag      TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (asset_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX assets_of_tag ON asset_tag (tag, asset_id);

-- With a query it is a smart collection: what the query finds, nothing else.
CREATE TABLE collection (
  id         INTEGER PRIMARY KEY,
  revision   INTEGER NOT NULL DEFAULT 1,
  name       TEXT NOT NULL UNIQUE COLLATE NOCASE,
  query      TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE collection_asset (
  collection_id INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
  asset_id      INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  PRIMARY KEY (collection_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_order ON collection_asset (collection_id, position, asset_id);
CREATE INDEX collections_of_asset ON collection_asset (asset_id);

-- What an asset was made from. The parent is named by its hash: it may have been deleted, and come back.
CREATE TABLE asset_parent (
  asset_id INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  parent   TEXT NOT NULL,
  field    TEXT NOT NULL,
  PRIMARY KEY (asset_id, parent, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_children ON asset_parent (parent);

DROP TABLE asset_text;
CREATE VIRTUAL TABLE asset_text USING fts5 (prompt, title, notes, tags, model, batch, content = '', contentless_delete = 1);
INSERT INTO asset_text (rowid, prompt, title, notes, tags, model, batch)
  SELECT id, segment(coalesce(prompt, '')), '', '', '', model || ' ' || model_name, segment(coalesce(batch_name, '')) FROM asset;
