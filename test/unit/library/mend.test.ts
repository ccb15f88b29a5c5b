import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLibrary } from '../../../electron/engine/library/doctor.ts';
import { mendLibrary } from '../../../electron/engine/library/mend.ts';
import { createJobs } from '../../../electron/engine/queue/jobs.ts';
import { createLedger } from '../../../electron/engine/queue/ledger.ts';
import { addKey, newBatch } from '../queue/support.ts';
import { bringHome, library, type Library, png, store, webp } from './support.ts';

const NOW = 99;
const pathOf = async (lib: Library, sha256: string) => (await lib.files.open('asset', sha256))!.path;

async function mend(lib: Library, rehash = false) {
  const findings = await checkLibrary({ ...lib, rehash });
  const mended = await mendLibrary({ ...lib, now: NOW, rehash }, findings);
  return mended.map(({ kind, sha256, mended: done }) => ({ kind, sha256, mended: done }));
}

test('a whole library has nothing to mend, and mending it changes nothing', async () => {
  const lib = await library();
  await bringHome(lib, '1-0', png(2, 2));
  const before = lib.db.serialize();
  expect(await mend(lib, true)).toEqual([]);
  expect(lib.db.serialize().equals(before)).toBe(true);
});

test('sidecars, thumbnails and figures are made again', async () => {
  const lib = await library();
  const [bare, plain] = [await bringHome(lib, '1-0', png(2, 2, 1)), await bringHome(lib, '2-0', png(2, 2, 2))];
  await rm((await pathOf(lib, bare.sha256)).replace('.png', '.json'));
  await lib.files.putPicture('thumbnail', plain.sha256, webp());
  lib.assets.setThumbnail(plain.sha256, { state: 'ready', width: null, height: null, durationS: null });
  await rm((await lib.files.open('thumbnail', plain.sha256))!.path);
  const jobs = createJobs(lib.db, () => {});
  const batch = jobs.createBatch(newBatch(3), 1);
  lib.db.exec(`UPDATE batch_count SET jobs = 7; INSERT INTO batch_count VALUES (${batch}, 'done', 2)`);
  expect(await mend(lib)).toEqual([
    { kind: 'counts', sha256: null, mended: true },
    ...[
      { kind: 'missing-sidecar', sha256: bare.sha256, mended: true },
      { kind: 'missing-thumbnail', sha256: plain.sha256, mended: true },
    ].toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
  ]);
  expect(jobs.counts(batch)).toMatchObject({ queued: 3, done: 0 });
  expect(lib.assets.withoutThumbnail(9).map((asset) => asset.sha256)).toContain(plain.sha256);
  expect(await lib.files.readSidecar(bare.sha256)).toBe(`${JSON.stringify(lib.assets.sidecar(bare.sha256), null, 2)}\n`);
});

test('what tells how it was made is taken in, the rest is set aside and not deleted', async () => {
  const lib = await library();
  const told = await bringHome(lib, '1-0', png(2, 2, 1), { prompt: 'an owl' });
  lib.db.exec(`DELETE FROM asset; DELETE FROM asset_text`);
  const silent = await store(lib.files, '2-0', png(2, 2, 2));
  const folder = join(lib.workspace, 'assets', 'ff');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await writeFile(join(folder, `${'f'.repeat(64)}.json`), '{}');
  await writeFile(join(folder, `${`f${'0'.repeat(63)}`}.png`), png(1, 1));
  const mended = await mend(lib);
  expect(mended.length).toBeGreaterThanOrEqual(5);
  expect(mended.filter((finding) => !finding.mended)).toEqual([]);
  expect(lib.assets.get(told.sha256)).toMatchObject({ prompt: 'an owl' });
  expect(lib.assets.get(silent.sha256)).toMatchObject({ model: 'unknown' });
  expect(readdirSync(join(lib.workspace, 'set-aside')).toSorted()).toEqual([`${`f${'0'.repeat(63)}`}.png`, `${'f'.repeat(64)}.json`, 'notes.txt'].toSorted());
  expect(await checkLibrary({ ...lib, rehash: true })).toEqual([]);
});

test('lost bytes stay lost, and are said to be', async () => {
  const lib = await library();
  const [gone, flipped] = [await bringHome(lib, '1-0', png(2, 2, 1)), await bringHome(lib, '2-0', png(2, 2, 2))];
  await rm(await pathOf(lib, gone.sha256));
  await writeFile(await pathOf(lib, flipped.sha256), Buffer.alloc(flipped.bytes, 1));
  const mended = await mend(lib, true);
  expect(mended).toContainEqual({ kind: 'missing-file', sha256: gone.sha256, mended: false });
  expect(mended).toContainEqual({ kind: 'hash-mismatch', sha256: flipped.sha256, mended: false });
  expect(lib.assets.totals().assets).toBe(2);
});

test('downloads that nobody continues are deleted, those of a job that comes home are kept', async () => {
  const lib = await library();
  const jobs = createJobs(lib.db, () => {});
  const ledger = createLedger(lib.db, () => {});
  const keyId = addKey(lib.db, 'one');
  jobs.createBatch(newBatch(1), 1);
  jobs.transaction(() => {
    const attemptId = ledger.openAttempt(1, keyId, 'sync', 1);
    jobs.move(1, 'claim', { attemptId });
    ledger.wantOutputs(attemptId, [{ url: 'https://x.example/1', kind: null, mime: null, width: null, height: null } as never]);
    jobs.move(1, 'finish');
  });
  for (const name of ['1-0', '7-0']) await (await lib.files.part(name)).close();
  await writeFile(join(lib.workspace, 'parts', '12.tmp'), 'x');
  expect((await mend(lib)).map(({ kind, mended }) => [kind, mended])).toEqual([
    ['leftover-part', true],
    ['leftover-part', true],
  ]);
  expect(readdirSync(join(lib.workspace, 'parts'))).toEqual(['1-0.part']);
  expect(existsSync(join(lib.workspace, 'set-aside'))).toBe(false);
});
