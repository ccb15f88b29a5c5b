-- What a queued job waits for before it can be sent. `output`: what job `parent_id` will make; `upload`: bytes (`what`: their hash) on their way
-- to the user's bucket; `trial`: the first answer that tells whether a model (`what`: endpoint and id) takes files inside the request.
CREATE TABLE job_need (
  job_id    INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  what      TEXT NOT NULL,
  parent_id INTEGER REFERENCES job (id) ON DELETE CASCADE,
  PRIMARY KEY (job_id, kind, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_need_of_parent ON job_need (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX job_need_of_kind ON job_need (kind, what);

-- Where the API still has an asset: by its hash.
CREATE INDEX output_of_asset ON output (sha256) WHERE sha256 IS NOT NULL;

-- Files that lie in the user's bucket. `bucket`: its endpoint and name.
CREATE TABLE bucket_object (
  bucket      TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  name        TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  PRIMARY KEY (bucket, sha256)
) STRICT, WITHOUT ROWID;

-- Whether a model takes files inside the request, as its answers showed: `accepted` or `refused`.
CREATE TABLE model_data (
  endpoint TEXT NOT NULL,
  model    TEXT NOT NULL,
  verdict  TEXT NOT NULL,
  told_at  INTEGER NOT NULL,
  PRIMARY KEY (endpoint, model)
) STRICT, WITHOUT ROWID;

-- How a batch is laid out, as JSON `{kind, across}`: `race` (so many models beside each other for each prompt), `line` (so many steps after
-- each other). NULL: a plain list.
ALTER TABLE batch ADD COLUMN layout TEXT;
