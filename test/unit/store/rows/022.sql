-- A mirror as its version left it, with a file it made and one still to make.
INSERT INTO mirror (id, folder, template) VALUES (1, '/pictures', '{date}/{batch}/{n}-{seed}');
INSERT INTO mirror_file (asset_id, path, folded, linked, bytes, made_at) VALUES (1, '2026-06-01/cards/1-7.png', '2026-06-01/cards/1-7.png', 1, 70, 1780272000000);
INSERT OR IGNORE INTO mirror_due (asset_id) VALUES (1);
