-- What version 5 added: lists for prompts, and what a batch, a job and an asset were made from.
INSERT INTO wildcard VALUES ('animal', 'fox
cat', 900);
INSERT INTO batch (id, name, source, endpoint, created_at, templates) VALUES (51, 'templates', 'batch', 'api', 100, '["a __animal__"]');
INSERT INTO batch_count VALUES (51, 'done', 1);
INSERT INTO job (id, batch_id, number, model, input, state, created_at, origin)
  VALUES (51, 51, 1, 'flux', '{"prompt":"a cat"}', 'done', 100, '{"template":0,"picks":{"animal":"cat"},"seed":4}');
