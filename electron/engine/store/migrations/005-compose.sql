-- Lists that prompts draw on: the text as the user wrote it, a value a line.
CREATE TABLE wildcard (
  name       TEXT PRIMARY KEY,
  text       TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The templates a batch's prompts came from (JSON array of texts); its jobs name theirs by its place, so that it is kept once.
ALTER TABLE batch ADD COLUMN templates TEXT NOT NULL DEFAULT '[]';
-- What a job was made from, as JSON `{template, picks, seed}`: place of the template, what each name of it picked, the seed of what was drawn.
-- NULL: a prompt as it stands.
ALTER TABLE job ADD COLUMN origin TEXT;
-- The same with the template's text: it outlives job and batch.
ALTER TABLE asset ADD COLUMN origin TEXT;

-- Whether the library has a job's like already is asked by model and seed.
CREATE INDEX asset_of_seed ON asset (model, seed, id) WHERE seed IS NOT NULL;
