-- Each output that came home entered an index by its hash, anywhere in it: beside a million, a page of its own for every job. Where the API has an asset
-- is asked seldom, and the asset names the job that made it. Only outputs that it does not lead to are in an index: another job made the same bytes
-- before, they had been imported, or the asset is gone.
ALTER TABLE output ADD COLUMN stray INTEGER NOT NULL DEFAULT 0;
UPDATE output SET stray = 1 WHERE sha256 IN (SELECT sha256 FROM output WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING COUNT(*) > 1);
UPDATE output SET stray = 1 WHERE sha256 IN (
  SELECT sha256 FROM output AS home WHERE sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM asset WHERE asset.sha256 = home.sha256));
UPDATE output SET stray = 1 WHERE sha256 IN (SELECT sha256 FROM asset WHERE imported = 1);
DROP INDEX output_of_asset;
CREATE INDEX output_stray ON output (sha256) WHERE stray = 1;

CREATE TRIGGER output_strays BEFORE DELETE ON asset BEGIN
  UPDATE output SET stray = 1 WHERE sha256 = OLD.sha256 AND attempt_id IN (SELECT id FROM attempt WHERE job_id = OLD.job_id);
END;
