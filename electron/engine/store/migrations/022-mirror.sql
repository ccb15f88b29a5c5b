-- The readable mirror of the library, where a person wants one: one row, or none.
CREATE TABLE mirror (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  folder   TEXT NOT NULL,
  template TEXT NOT NULL
) STRICT;

-- Files it made, and how they looked when it made them: what a person has changed since is not touched. Rows outlive their asset until its file is gone.
CREATE TABLE mirror_file (
  asset_id INTEGER PRIMARY KEY,
  path     TEXT NOT NULL,
  folded   TEXT NOT NULL UNIQUE,
  linked   INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  made_at  INTEGER NOT NULL
) STRICT;

-- Assets whose file in the mirror may be another now.
CREATE TABLE mirror_due (asset_id INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER mirror_new AFTER INSERT ON asset WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT OR IGNORE INTO mirror_due VALUES (NEW.id);
END;
CREATE TRIGGER mirror_changed AFTER UPDATE OF title, trashed_at, missing, batch_name, prompt ON asset WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT OR IGNORE INTO mirror_due VALUES (NEW.id);
END;
CREATE TRIGGER mirror_gone AFTER DELETE ON asset WHEN EXISTS (SELECT 1 FROM mirror) BEGIN
  INSERT OR IGNORE INTO mirror_due VALUES (OLD.id);
END;
