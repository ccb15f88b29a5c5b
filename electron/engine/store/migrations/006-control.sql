-- What each key did in each minute, kept by the changes themselves: charts of a day and the far ends of the flight board never read the
-- whole log. `minute` is its first millisecond. `busy_ms`, `done`, `failed` and `unsure` belong to the minute in which an attempt ended.
CREATE TABLE key_minute (
  key_id     INTEGER NOT NULL REFERENCES api_key (id),
  minute     INTEGER NOT NULL,
  runs       INTEGER NOT NULL DEFAULT 0,
  polls      INTEGER NOT NULL DEFAULT 0,
  others     INTEGER NOT NULL DEFAULT 0,
  refused    INTEGER NOT NULL DEFAULT 0,
  lost       INTEGER NOT NULL DEFAULT 0,
  -- The newest `X-RateLimit-Limit`, and the lowest `X-RateLimit-Remaining`, of answers to that minute's requests.
  limit_seen INTEGER,
  least_left INTEGER,
  busy_ms    INTEGER NOT NULL DEFAULT 0,
  done       INTEGER NOT NULL DEFAULT 0,
  failed     INTEGER NOT NULL DEFAULT 0,
  unsure     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (key_id, minute)
) STRICT, WITHOUT ROWID;

INSERT INTO key_minute (key_id, minute, runs, polls, others, refused, lost, limit_seen, least_left)
  SELECT key_id, sent_at - sent_at % 60000, SUM(kind = 'run'), SUM(kind = 'poll'), SUM(kind NOT IN ('run', 'poll')), SUM(status IS 429),
    SUM(outcome = 'lost'), MAX(limit_seen), MIN(remaining_seen)
  FROM request GROUP BY key_id, sent_at - sent_at % 60000;

INSERT INTO key_minute (key_id, minute, busy_ms, done, failed, unsure)
  SELECT key_id, finished_at - finished_at % 60000, SUM(MAX(0, finished_at - started_at)), SUM(outcome = 'done'), SUM(outcome = 'failed'),
    SUM(outcome = 'uncertain')
  FROM attempt WHERE finished_at IS NOT NULL GROUP BY key_id, finished_at - finished_at % 60000
  ON CONFLICT DO UPDATE SET busy_ms = excluded.busy_ms, done = excluded.done, failed = excluded.failed, unsure = excluded.unsure;

CREATE TRIGGER key_minute_sent AFTER INSERT ON request BEGIN
  INSERT INTO key_minute (key_id, minute, runs, polls, others)
    VALUES (NEW.key_id, NEW.sent_at - NEW.sent_at % 60000, NEW.kind = 'run', NEW.kind = 'poll', NEW.kind NOT IN ('run', 'poll'))
    ON CONFLICT DO UPDATE SET runs = runs + excluded.runs, polls = polls + excluded.polls, others = others + excluded.others;
END;

-- It never left. A log that is shortened later takes nothing away.
CREATE TRIGGER key_minute_unsent AFTER DELETE ON request WHEN OLD.outcome = 'pending' BEGIN
  UPDATE key_minute SET runs = runs - (OLD.kind = 'run'), polls = polls - (OLD.kind = 'poll'), others = others - (OLD.kind NOT IN ('run', 'poll'))
  WHERE key_id = OLD.key_id AND minute = OLD.sent_at - OLD.sent_at % 60000;
END;

CREATE TRIGGER key_minute_answered AFTER UPDATE OF outcome ON request WHEN OLD.outcome = 'pending' AND NEW.outcome != 'pending' BEGIN
  UPDATE key_minute SET refused = refused + (NEW.status IS 429), lost = lost + (NEW.outcome = 'lost'),
    limit_seen = COALESCE(NEW.limit_seen, limit_seen), least_left = MIN(COALESCE(least_left, NEW.remaining_seen), COALESCE(NEW.remaining_seen, least_left))
  WHERE key_id = NEW.key_id AND minute = NEW.sent_at - NEW.sent_at % 60000;
END;

CREATE TRIGGER key_minute_ended AFTER UPDATE OF outcome ON attempt WHEN OLD.outcome = 'open' AND NEW.outcome != 'open' AND NEW.finished_at IS NOT NULL BEGIN
  INSERT INTO key_minute (key_id, minute, busy_ms, done, failed, unsure)
    VALUES (NEW.key_id, NEW.finished_at - NEW.finished_at % 60000, MAX(0, NEW.finished_at - NEW.started_at), NEW.outcome = 'done', NEW.outcome = 'failed',
      NEW.outcome = 'uncertain')
    ON CONFLICT DO UPDATE SET busy_ms = busy_ms + excluded.busy_ms, done = done + excluded.done, failed = failed + excluded.failed,
      unsure = unsure + excluded.unsure;
END;

-- The flight board reads a stretch of time.
CREATE INDEX attempt_started ON attempt (started_at);

-- A batch that paused itself says why: JSON.
ALTER TABLE batch ADD COLUMN held TEXT;
