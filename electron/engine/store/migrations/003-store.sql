-- A wish that the API gives the job up: kept here, so that a restart forgets it not.
ALTER TABLE job ADD COLUMN cancelling INTEGER NOT NULL DEFAULT 0;

-- Batches that are over can be cleared from the list; their assets and figures stay.
ALTER TABLE batch ADD COLUMN cleared_at INTEGER;

-- In the trash since then: the files stay until it is emptied. `sidecar`: `due` while the file beside the bytes says less than the row.
ALTER TABLE asset ADD COLUMN trashed_at INTEGER;
ALTER TABLE asset ADD COLUMN sidecar TEXT NOT NULL DEFAULT 'written';
CREATE INDEX asset_in_trash ON asset (trashed_at DESC, id DESC, bytes) WHERE trashed_at IS NOT NULL;
CREATE INDEX asset_sidecar_due ON asset (id) WHERE sidecar = 'due';

-- What the last commands changed, so that each can be taken back once. `subject` is JSON that only the command's own undoing reads.
CREATE TABLE undo (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  command    TEXT NOT NULL,
  things     INTEGER NOT NULL,
  subject    TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
