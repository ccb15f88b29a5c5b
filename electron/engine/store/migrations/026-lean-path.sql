-- What every job pays for on its way, and nobody reads: an index over the times of all requests (each key has its own), and a trigger at every row that
-- is enqueued, for the sake of jobs that are rebuilt (they end like any other now).
DROP INDEX request_sent;
DROP TRIGGER done_minute_rebuilt;

-- The same sums as before (migration 002), without a look into the row that is at hand.
DROP TRIGGER spent_sent;
DROP TRIGGER spent_told;
DROP VIEW attempt_scope;

CREATE TRIGGER spent_sent AFTER INSERT ON attempt BEGIN
  INSERT INTO spent (scope, id, charge, unknown) VALUES
    ('key', NEW.key_id, COALESCE(NEW.charge, 0), NEW.charge IS NULL),
    ('batch', (SELECT batch_id FROM job WHERE id = NEW.job_id), COALESCE(NEW.charge, 0), NEW.charge IS NULL),
    ((SELECT 'day-' || endpoint FROM api_key WHERE id = NEW.key_id), NEW.started_at / 86400000, COALESCE(NEW.charge, 0), NEW.charge IS NULL)
    ON CONFLICT DO UPDATE SET charge = charge + excluded.charge, unknown = unknown + excluded.unknown;
END;

CREATE TRIGGER spent_told AFTER UPDATE OF charge ON attempt WHEN OLD.charge IS NOT NEW.charge BEGIN
  UPDATE spent SET charge = charge + COALESCE(NEW.charge, 0) - COALESCE(OLD.charge, 0), unknown = unknown + (NEW.charge IS NULL) - (OLD.charge IS NULL)
    WHERE (scope = 'key' AND id = NEW.key_id)
      OR (scope = 'batch' AND id = (SELECT batch_id FROM job WHERE id = NEW.job_id))
      OR (scope = (SELECT 'day-' || endpoint FROM api_key WHERE id = NEW.key_id) AND id = NEW.started_at / 86400000);
END;
