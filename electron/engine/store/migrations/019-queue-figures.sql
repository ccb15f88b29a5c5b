-- A batch that is being written in several transactions has the state `filling` until the last of them; a start sweeps what is left of one.
CREATE INDEX batch_filling ON batch (id) WHERE state = 'filling';
CREATE INDEX composition_of_batch ON composition (batch_id) WHERE batch_id IS NOT NULL;

-- What was done in each minute, kept by the jobs themselves: the figures of a day never read the day's jobs, which may be a million.
-- `minute` is its first millisecond; credits are counted in millionths.
CREATE TABLE done_minute (
  endpoint TEXT NOT NULL,
  minute   INTEGER NOT NULL,
  jobs     INTEGER NOT NULL,
  credits  INTEGER NOT NULL,
  PRIMARY KEY (endpoint, minute)
) STRICT, WITHOUT ROWID;

INSERT INTO done_minute (endpoint, minute, jobs, credits)
  SELECT endpoint, finished_at - finished_at % 60000, COUNT(*), SUM(CAST(ROUND(COALESCE(credits, 0) * 1000000) AS INTEGER))
  FROM job JOIN batch ON batch.id = batch_id WHERE job.state = 'done' AND finished_at IS NOT NULL GROUP BY endpoint, finished_at - finished_at % 60000;

CREATE TRIGGER done_minute_moved AFTER UPDATE OF state ON job WHEN NEW.state = 'done' AND OLD.state != 'done' AND NEW.finished_at IS NOT NULL BEGIN
  INSERT INTO done_minute (endpoint, minute, jobs, credits)
    SELECT endpoint, NEW.finished_at - NEW.finished_at % 60000, 1, CAST(ROUND(COALESCE(NEW.credits, 0) * 1000000) AS INTEGER)
    FROM batch WHERE id = NEW.batch_id
    ON CONFLICT DO UPDATE SET jobs = jobs + excluded.jobs, credits = credits + excluded.credits;
END;

-- A library that is rebuilt from its files brings jobs that are done.
CREATE TRIGGER done_minute_rebuilt AFTER INSERT ON job WHEN NEW.state = 'done' AND NEW.finished_at IS NOT NULL BEGIN
  INSERT INTO done_minute (endpoint, minute, jobs, credits)
    SELECT endpoint, NEW.finished_at - NEW.finished_at % 60000, 1, CAST(ROUND(COALESCE(NEW.credits, 0) * 1000000) AS INTEGER)
    FROM batch WHERE id = NEW.batch_id
    ON CONFLICT DO UPDATE SET jobs = jobs + excluded.jobs, credits = credits + excluded.credits;
END;

-- What a report of credits reads: jobs that ended since then.
CREATE INDEX job_ended ON job (finished_at) WHERE state IN ('done', 'failed');
DROP INDEX job_done;
