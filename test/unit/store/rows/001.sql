-- Rows as version 1 wrote them: one of each kind that the queue, the keys and the library had.
INSERT INTO setting VALUES ('paused', 'true'), ('app', '{"theme":"dark"}');
INSERT INTO batch (id, name, source, endpoint, fingerprint, state, priority, labels, uncertain_rule, models, credits_used, credits_estimated, created_at)
  VALUES (1, 'foxes', 'file', 'api', 'abc', 'active', 3, '["nord"]', 'ask', '["flux"]', 4.5, NULL, 1000),
         (2, 'by hand', 'hand', 'sandbox', NULL, 'cancelled', 0, '[]', 'resubmit', '["kling"]', 15, 15, 2000);
INSERT INTO batch_count VALUES (1, 'done', 1), (1, 'uncertain', 1), (1, 'queued', 1), (2, 'cancelled', 1), (2, 'collecting', 1);
INSERT INTO job (id, batch_id, number, model, input, prompt, priority, state, attempt_id, not_before, crashes, error, credits, credits_source, created_at, submitted_at, finished_at)
  VALUES (1, 1, 1, 'flux', '{"prompt":"a fox","seed":7}', 'a fox', 0, 'done', 1, 0, 0, NULL, 4.5, 'reported', 1000, 1100, 1900),
         (2, 1, 2, 'flux', '{"prompt":"two"}', 'two', 0, 'uncertain', 2, 0, 1, '{"code":"ANSWER_LOST","message":"x","status":null}', NULL, NULL, 1000, 1200, NULL),
         (3, 1, 3, 'flux', '{"prompt":"three"}', 'three', 9, 'queued', NULL, 5000, 0, NULL, NULL, NULL, 1000, NULL, NULL),
         (4, 2, 1, 'kling', '{"text":"🦊"}', '🦊', 0, 'cancelled', NULL, 0, 0, NULL, NULL, NULL, 2000, NULL, 2100),
         (5, 2, 2, 'kling', '{}', NULL, 0, 'collecting', 3, 0, 0, NULL, 15, 'estimated', 2000, 2200, NULL);
INSERT INTO api_key (id, label, endpoint, source, fingerprint, colour, labels, prefix, last4, learned, created_at, removed_at)
  VALUES (1, 'studio', 'api', 'vault', 'f1', 2, '["nord"]', 'sk_live_', '1234', '{"limit":60}', 10, NULL),
         (2, 'gone', 'sandbox', 'sandbox', 'f2', 0, '[]', 'sk_test_', '9999', NULL, 20, 30);
INSERT INTO attempt (id, job_id, number, key_id, mode, outcome, remote_id, upstream_id, started_at, accepted_at, finished_at, polls)
  VALUES (1, 1, 1, 1, 'sync', 'done', 'r1', NULL, 1100, 1100, 1900, 0), (2, 2, 1, 1, 'async', 'uncertain', NULL, NULL, 1200, NULL, 1300, 0),
         (3, 5, 1, 2, 'async', 'done', 'r3', 'u3', 2200, 2210, 2900, 2);
INSERT INTO output (attempt_id, position, url, kind, mime, state, sha256, tries)
  VALUES (1, 0, 'https://cdn.example/1.png', 'image', 'image/png', 'home', 'aa', 0), (3, 0, 'https://cdn.example/2.mp4', 'video', 'video/mp4', 'wanted', NULL, 3);
INSERT INTO request (id, key_id, attempt_id, job_id, kind, sent_at, answered_at, outcome, status, limit_seen, remaining_seen)
  VALUES (1, 1, 1, 1, 'run', 1100, 1900, 'ok', 200, 60, 59), (2, 1, 2, 2, 'run', 1200, 1300, 'lost', NULL, NULL, NULL), (3, 1, NULL, NULL, 'probe', 900, 950, 'ok', 200, 60, 60);
INSERT INTO model (endpoint, id, name, credits_per_run, updated_at) VALUES ('api', 'flux', 'FLUX', 2, 5);
INSERT INTO model_duration VALUES ('api', 'flux', '[800,900]');
INSERT INTO asset (id, sha256, kind, mime, extension, bytes, width, height, thumbnail, created_at, endpoint, job_id, job_number, batch_id, batch_name, batch_total, model, model_name, prompt, input, seed, key_label, credits, credits_source, took_ms)
  VALUES (1, 'aa', 'image', 'image/png', 'png', 1000, 64, 48, 'ready', 1900, 'api', 1, 1, 1, 'foxes', 3, 'flux', 'FLUX', 'a fox', '{"prompt":"a fox","seed":7}', 7, 'studio', 4.5, 'reported', 800);
INSERT INTO asset_text (rowid, prompt, model, batch) VALUES (1, 'a fox', 'flux FLUX', 'foxes');
