-- Credits are counted in millionths here, so that sums are exact.

-- Ceilings set by people (credits; NULL: none). `budget_unknowns`: 1 lets jobs go whose cost nobody knows.
ALTER TABLE api_key ADD COLUMN credit_budget REAL;
ALTER TABLE api_key ADD COLUMN budget_unknowns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN credit_budget REAL;
ALTER TABLE batch ADD COLUMN budget_unknowns INTEGER NOT NULL DEFAULT 0;

-- Keys of one account share its allowance: the name of the account; NULL: an allowance of its own.
ALTER TABLE api_key ADD COLUMN account TEXT;
CREATE INDEX api_key_account ON api_key (account) WHERE account IS NOT NULL;

-- What the attempt takes of budgets: what it was taken to cost while nothing better is known, then what it did cost. NULL: unknown.
ALTER TABLE attempt ADD COLUMN charge INTEGER;
-- The API was told where to send word of its end.
ALTER TABLE attempt ADD COLUMN webhook INTEGER NOT NULL DEFAULT 0;
CREATE INDEX attempt_remote ON attempt (remote_id) WHERE outcome = 'open' AND remote_id IS NOT NULL;

UPDATE attempt SET charge = 0 WHERE outcome IN ('refused', 'not-sent', 'cancelled');
UPDATE attempt SET charge = (SELECT CAST(ROUND(credits * 1000000) AS INTEGER) FROM job WHERE job.id = job_id AND job.attempt_id = attempt.id)
  WHERE outcome IN ('done', 'failed');

-- Sums of charges, kept by the changes themselves. `scope`: `key`, `batch`, or `day-` and the endpoint; `id`: of the key or the batch, or the
-- day (since the epoch, UTC) on which the attempt was sent. `unknown`: attempts whose charge is not known.
CREATE TABLE spent (
  scope   TEXT NOT NULL,
  id      INTEGER NOT NULL,
  charge  INTEGER NOT NULL DEFAULT 0,
  unknown INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;

CREATE VIEW attempt_scope AS
  SELECT attempt.id AS attempt_id, 'key' AS scope, key_id AS id FROM attempt
  UNION ALL SELECT attempt.id, 'batch', job.batch_id FROM attempt JOIN job ON job.id = attempt.job_id
  UNION ALL SELECT attempt.id, 'day-' || api_key.endpoint, started_at / 86400000 FROM attempt JOIN api_key ON api_key.id = attempt.key_id;

INSERT INTO spent (scope, id, charge, unknown)
  SELECT scope, attempt_scope.id, COALESCE(SUM(charge), 0), SUM(charge IS NULL)
  FROM attempt_scope JOIN attempt ON attempt.id = attempt_id GROUP BY scope, attempt_scope.id;

CREATE TRIGGER spent_sent AFTER INSERT ON attempt BEGIN
  INSERT INTO spent (scope, id, charge, unknown)
    SELECT scope, id, COALESCE(NEW.charge, 0), NEW.charge IS NULL FROM attempt_scope WHERE attempt_id = NEW.id
    ON CONFLICT DO UPDATE SET charge = charge + excluded.charge, unknown = unknown + excluded.unknown;
END;

CREATE TRIGGER spent_told AFTER UPDATE OF charge ON attempt WHEN OLD.charge IS NOT NEW.charge BEGIN
  INSERT INTO spent (scope, id, charge, unknown)
    SELECT scope, id, COALESCE(NEW.charge, 0) - COALESCE(OLD.charge, 0), (NEW.charge IS NULL) - (OLD.charge IS NULL)
    FROM attempt_scope WHERE attempt_id = NEW.id
    ON CONFLICT DO UPDATE SET charge = charge + excluded.charge, unknown = unknown + excluded.unknown;
END;

CREATE INDEX batch_with_budget ON batch (id) WHERE credit_budget IS NOT NULL;
