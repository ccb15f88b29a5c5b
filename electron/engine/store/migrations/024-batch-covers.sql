-- The newest pictures of a batch, for its row: without it every look at a batch whose thumbnails are not made yet read all of its assets.
CREATE INDEX asset_cover ON asset (batch_id, created_at DESC, id DESC) WHERE thumbnail = 'ready' AND trashed_at IS NULL;
