-- How a batch goes out. `start`: JSON of when (NULL: at once). `try_first`: only its first so many jobs go until a person has looked (NULL: all may).
-- `stop_after`: it pauses itself after so many failures of one kind in a row (NULL: never); `streak`: how many those are now, `streak_kind`: of
-- which code.
ALTER TABLE batch ADD COLUMN start TEXT;
ALTER TABLE batch ADD COLUMN try_first INTEGER;
ALTER TABLE batch ADD COLUMN stop_after INTEGER;
ALTER TABLE batch ADD COLUMN streak INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN streak_kind TEXT;

-- What was composed: the draft as the window wrote it (JSON that only the window reads), and a few words of it for lists and searches.
CREATE TABLE composition (
  id         INTEGER PRIMARY KEY,
  batch_id   INTEGER REFERENCES batch (id) ON DELETE SET NULL,
  name       TEXT NOT NULL,
  model      TEXT NOT NULL,
  prompt     TEXT NOT NULL,
  jobs       INTEGER NOT NULL,
  draft      TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX composition_newest ON composition (created_at DESC, id DESC);

-- Drafts that were named to be used again. `tags`: JSON array.
CREATE TABLE preset (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE COLLATE NOCASE,
  tags       TEXT NOT NULL DEFAULT '[]',
  model      TEXT,
  prompt     TEXT NOT NULL,
  draft      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- The drafts on the desk, as the window wrote them.
CREATE TABLE desk (
  name     TEXT PRIMARY KEY,
  text     TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
