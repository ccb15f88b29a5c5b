-- Times are milliseconds since the Unix epoch, JSON columns are TEXT. `revision` rises with every change of a row.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
  id             INTEGER PRIMARY KEY,
  revision       INTEGER NOT NULL DEFAULT 1,
  name           TEXT NOT NULL,
  source         TEXT NOT NULL,
  endpoint       TEXT NOT NULL,
  -- Of the file it came from: the same file is not enqueued twice unless asked for.
  fingerprint    TEXT,
  state          TEXT NOT NULL DEFAULT 'active',
  priority       INTEGER NOT NULL DEFAULT 0,
  labels         TEXT NOT NULL DEFAULT '[]',
  uncertain_rule TEXT NOT NULL DEFAULT 'ask',
  -- Of its jobs, kept here so that lists never look at them: distinct models, credits reported so far, catalog price of all (NULL: unknown).
  models            TEXT NOT NULL DEFAULT '[]',
  credits_used      REAL NOT NULL DEFAULT 0,
  credits_estimated REAL,
  created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX batch_fingerprint ON batch (fingerprint) WHERE fingerprint IS NOT NULL;

-- How many jobs of a batch are in each state, kept by the transition that moves them: lists never count rows.
CREATE TABLE batch_count (
  batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  state    TEXT NOT NULL,
  jobs     INTEGER NOT NULL,
  PRIMARY KEY (batch_id, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  id             INTEGER PRIMARY KEY,
  batch_id       INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  number         INTEGER NOT NULL,
  revision       INTEGER NOT NULL DEFAULT 1,
  model          TEXT NOT NULL,
  input          TEXT NOT NULL,
  prompt         TEXT,
  priority       INTEGER NOT NULL DEFAULT 0,
  state          TEXT NOT NULL DEFAULT 'queued',
  -- The claim: who finishes the job must still hold this attempt.
  attempt_id     INTEGER,
  not_before     INTEGER NOT NULL DEFAULT 0,
  -- How often the engine died while this job was being submitted or collected.
  crashes        INTEGER NOT NULL DEFAULT 0,
  error          TEXT,
  credits        REAL,
  credits_source TEXT,
  created_at     INTEGER NOT NULL,
  submitted_at   INTEGER,
  finished_at    INTEGER
) STRICT;
-- Only waiting rows are in it, so the backlog's history costs a claim nothing.
CREATE INDEX job_waiting ON job (batch_id, priority DESC, id) WHERE state = 'queued';
CREATE INDEX job_unsettled ON job (state, id) WHERE state IN ('submitting', 'running', 'collecting', 'uncertain');
CREATE INDEX job_of_batch ON job (batch_id, number);
CREATE INDEX job_done ON job (finished_at, credits) WHERE state = 'done';

CREATE TABLE attempt (
  id             INTEGER PRIMARY KEY,
  job_id         INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  number         INTEGER NOT NULL,
  key_id         INTEGER NOT NULL REFERENCES api_key (id),
  mode           TEXT NOT NULL,
  outcome        TEXT NOT NULL DEFAULT 'open',
  -- The API's id of the job: what polls and cancels name. `request_id` of revision B is kept apart.
  remote_id      TEXT,
  upstream_id    TEXT,
  started_at     INTEGER NOT NULL,
  accepted_at    INTEGER,
  finished_at    INTEGER,
  next_poll_at   INTEGER,
  polls          INTEGER NOT NULL DEFAULT 0,
  error          TEXT
) STRICT;
CREATE INDEX attempt_of_job ON attempt (job_id, number);
CREATE INDEX attempt_lost ON attempt (finished_at) WHERE outcome = 'uncertain';
CREATE INDEX attempt_open ON attempt (key_id) WHERE outcome = 'open';

-- What a finished attempt's outputs are and whether they are home.
CREATE TABLE output (
  attempt_id  INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  url         TEXT NOT NULL,
  kind        TEXT,
  mime        TEXT,
  width       INTEGER,
  height      INTEGER,
  state       TEXT NOT NULL DEFAULT 'wanted',
  sha256      TEXT,
  tries       INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  error       TEXT,
  PRIMARY KEY (attempt_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
  id             INTEGER PRIMARY KEY,
  key_id         INTEGER NOT NULL REFERENCES api_key (id),
  attempt_id     INTEGER,
  job_id         INTEGER,
  kind           TEXT NOT NULL,
  sent_at        INTEGER NOT NULL,
  answered_at    INTEGER,
  outcome        TEXT NOT NULL DEFAULT 'pending',
  status         INTEGER,
  error_code     TEXT,
  limit_seen     INTEGER,
  remaining_seen INTEGER,
  reset_at       INTEGER,
  retry_after_ms INTEGER
) STRICT;
CREATE INDEX request_of_key ON request (key_id, sent_at);
CREATE INDEX request_sent ON request (sent_at, status);
CREATE INDEX request_of_attempt ON request (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX request_pending ON request (id) WHERE outcome = 'pending';

CREATE TABLE api_key (
  id           INTEGER PRIMARY KEY,
  revision     INTEGER NOT NULL DEFAULT 1,
  label        TEXT NOT NULL,
  endpoint     TEXT NOT NULL,
  source       TEXT NOT NULL,
  -- First 16 hex digits of SHA-256 over a fixed prefix and the secret: tells whether a key is known, and not the key.
  fingerprint  TEXT NOT NULL,
  colour       INTEGER NOT NULL DEFAULT 0,
  labels       TEXT NOT NULL DEFAULT '[]',
  prefix       TEXT NOT NULL,
  last4        TEXT NOT NULL,
  enabled      INTEGER NOT NULL DEFAULT 1,
  refused      TEXT,
  last_error   TEXT,
  -- What the scheduler has learned of this key (allowance state), so that a restart forgets nothing.
  learned      TEXT,
  headers      TEXT,
  requests     INTEGER NOT NULL DEFAULT 0,
  refusals     INTEGER NOT NULL DEFAULT 0,
  jobs_done    INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL,
  removed_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX api_key_known ON api_key (endpoint, fingerprint);

CREATE TABLE model (
  endpoint        TEXT NOT NULL,
  id              TEXT NOT NULL,
  aliases         TEXT NOT NULL DEFAULT '[]',
  name            TEXT NOT NULL,
  description     TEXT,
  provider        TEXT,
  category        TEXT,
  credits_per_run REAL,
  input_schema    TEXT,
  runnable        INTEGER NOT NULL DEFAULT 1,
  source          TEXT NOT NULL DEFAULT 'api',
  updated_at      INTEGER NOT NULL,
  PRIMARY KEY (endpoint, id)
) STRICT, WITHOUT ROWID;

-- The last durations seen of a model, newest last: JSON array of milliseconds.
CREATE TABLE model_duration (
  endpoint TEXT NOT NULL,
  model    TEXT NOT NULL,
  samples  TEXT NOT NULL,
  PRIMARY KEY (endpoint, model)
) STRICT, WITHOUT ROWID;

-- One row for different bytes; how they were made is written here too, so that it outlives the job.
CREATE TABLE asset (
  id             INTEGER PRIMARY KEY,
  revision       INTEGER NOT NULL DEFAULT 1,
  sha256         TEXT NOT NULL UNIQUE,
  kind           TEXT NOT NULL,
  mime           TEXT NOT NULL,
  extension      TEXT NOT NULL,
  bytes          INTEGER NOT NULL,
  width          INTEGER,
  height         INTEGER,
  duration_s     REAL,
  thumbnail      TEXT NOT NULL DEFAULT 'wanted',
  created_at     INTEGER NOT NULL,
  endpoint       TEXT NOT NULL,
  job_id         INTEGER,
  job_number     INTEGER,
  batch_id       INTEGER,
  batch_name     TEXT,
  batch_total    INTEGER,
  model          TEXT NOT NULL,
  model_name     TEXT NOT NULL,
  prompt         TEXT,
  input          TEXT NOT NULL DEFAULT '{}',
  seed           INTEGER,
  key_label      TEXT,
  credits        REAL,
  credits_source TEXT,
  took_ms        INTEGER
) STRICT;
CREATE INDEX asset_newest ON asset (created_at DESC, id DESC);
CREATE INDEX asset_of_batch ON asset (batch_id, created_at DESC, id DESC);
CREATE INDEX asset_without_thumbnail ON asset (id) WHERE thumbnail = 'wanted';

CREATE VIRTUAL TABLE asset_text USING fts5 (prompt, model, batch, content = '', contentless_delete = 1);
