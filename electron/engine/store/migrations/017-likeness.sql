-- Pictures whose perceptual hash is still to be made; an empty one says that none can be.
CREATE INDEX asset_without_likeness ON asset (id) WHERE likeness IS NULL AND thumbnail = 'ready' AND kind IN ('image', 'video');

-- Assets that look alike or were made alike, and that a person wants to keep beside each other: no duplicates. `one` < `other`.
CREATE TABLE asset_apart (
  one   INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_apart_other ON asset_apart (other);
