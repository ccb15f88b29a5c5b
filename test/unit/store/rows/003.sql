-- What version 3 added: things in the trash, a batch that was cleared, a wish, commands that can be taken back.
INSERT INTO batch (id, name, source, endpoint, created_at, cleared_at) VALUES (31, 'cleared', 'batch', 'api', 100, 200);
INSERT INTO batch_count VALUES (31, 'running', 1);
INSERT INTO job (id, batch_id, number, model, input, state, cancelling, created_at) VALUES (31, 31, 1, 'flux', '{}', 'running', 1, 100);
INSERT INTO asset (id, sha256, kind, mime, extension, bytes, created_at, endpoint, model, model_name, trashed_at, sidecar)
  VALUES (31, 'bb', 'image', 'image/png', 'png', 10, 5, 'api', 'flux', 'FLUX', 500, 'due');
INSERT INTO undo (id, command, things, subject, created_at) VALUES (4, 'asset.trash', 1, '{"sha256s":["bb"]}', 500);
