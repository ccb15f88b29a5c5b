INSERT INTO job_need (job_id, kind, what) SELECT id, 'upload', 'aa' FROM job WHERE state = 'queued' LIMIT 1;
INSERT INTO bucket_object (bucket, sha256, name, uploaded_at) VALUES ('https://s3.example/mine', 'aa', 'abstrakt-companion/aa.png', 1000);
INSERT INTO model_data (endpoint, model, verdict, told_at) VALUES ('api', 'nano-banana-pro-edit', 'refused', 1000);
UPDATE batch SET layout = '{"kind":"race","across":2}' WHERE id = 1;
