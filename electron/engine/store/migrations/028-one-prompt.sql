-- A job's prompt stands in its input; beside it, it made a row and all that is written with it a third longer.
ALTER TABLE job DROP COLUMN prompt;
