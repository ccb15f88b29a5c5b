-- What version 8 added: rules of a batch, what was composed, presets and the desk.
INSERT INTO batch (id, name, source, endpoint, created_at, start, try_first, stop_after, streak, streak_kind)
  VALUES (81, 'rules', 'batch', 'api', 100, '{"kind":"hours","from":1320,"to":360,"zone":"Europe/Berlin"}', 3, 5, 1, 'INFERENCE_FAILED');
INSERT INTO composition VALUES (1, 81, 'rules', 'flux', 'a fox', 4, '{}', 100);
INSERT INTO preset VALUES (1, 'Foxes', '["fox"]', 'flux', 'a fox', '{}', 100, 100);
INSERT INTO desk VALUES ('compose', '{}', 100);
