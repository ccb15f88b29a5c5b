-- Variations of one idea lie in one stack: `stack_of` says which.
ALTER TABLE asset ADD COLUMN stack TEXT;
UPDATE asset SET stack = stack_of(batch_id, model, input);

-- The order of the whole library with all that a grid lays it out by, read from the index alone.
CREATE INDEX asset_shown ON asset (created_at DESC, id DESC, trashed_at, kind, width, height, batch_id, stack, rating, pick);
DROP INDEX asset_newest;

-- Sound gets a drawing of its waveform.
UPDATE asset SET thumbnail = 'wanted' WHERE kind = 'audio' AND thumbnail = 'none';
