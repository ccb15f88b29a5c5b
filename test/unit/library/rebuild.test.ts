import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAssets } from '../../../electron/engine/library/assets.ts';
import { createCollections } from '../../../electron/engine/library/collections.ts';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { rebuildFrom } from '../../../electron/engine/library/rebuild.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import { createJobs } from '../../../electron/engine/queue/jobs.ts';
import { originOf } from '../../../electron/engine/queue/origin.ts';
import { createLedger } from '../../../electron/engine/queue/ledger.ts';
import { freshStore } from '../../support/fresh-store.ts';
import { disagreements, newBatch } from '../queue/support.ts';
import { bringHome, library, type Library, png, store, webp } from './support.ts';

/** The same files with a database that knows nothing. */
async function withoutDatabase(lib: Library): Promise<Library> {
  const db = await freshStore();
  return { ...lib, db, assets: createAssets({ db, clock: lib.clock }) };
}

const rebuild = (lib: Library) => rebuildFrom({ db: lib.db, files: lib.files, now: 99 });

const all = (lib: Library, trashed = false) =>
  lib.assets
    .list({ offset: 0, limit: 100, trashed })
    .assets.map(({ id: _, revision: __, ...asset }) => asset)
    .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));

describe('a library rebuilt from its files', () => {
  test('has what a person kept, and the collections in their order', async () => {
    const lib = await library();
    const [one, two] = [await bringHome(lib, '1-0', png(2, 2, 1)), await bringHome(lib, '2-0', png(2, 2, 2))];
    const collections = createCollections(lib.db, lib.clock);
    collections.add(collections.create('Best', null).id, [two.sha256, one.sha256]);
    createKeep(lib.db).change([one.sha256], { rating: 5, pick: 'picked', label: 'blue', favourite: true, title: 'Cover', notes: 'print', addTags: ['fox'] });
    for (const { sha256 } of [one, two]) await lib.files.writeSidecar(sha256, lib.assets.sidecar(sha256)!);
    const again = await withoutDatabase(lib);
    await rebuild(again);
    const rejoined = createCollections(again.db, again.clock);
    expect(rejoined.list().map(({ id, name }) => [name, rejoined.content(id)])).toEqual([['Best', [two.sha256, one.sha256]]]);
    expect(again.assets.get(one.sha256)!.kept).toEqual(lib.assets.get(one.sha256)!.kept);
    expect(again.assets.list({ offset: 0, limit: 9, text: 'title:cover tag:fox rating:5' }).total).toBe(1);
    expect(again.assets.sidecarsDue(9)).toEqual([]);
  });

  test('has every asset as it was, its jobs and batches, what is in the trash, and finds them', async () => {
    const lib = await library();
    const one = await bringHome(lib, '1-0', png(2, 2, 1), {
      jobId: 5,
      jobNumber: 1,
      batchId: 2,
      batchName: 'cards',
      batchTotal: 3,
      origin: { template: 'a {red|grey} fox', picks: { '1': 'red' }, seed: 9 },
    });
    await lib.clock.advance(1_000);
    await bringHome(lib, '2-0', png(2, 2, 2), {
      jobId: 6,
      jobNumber: 2,
      batchId: 2,
      batchName: 'cards',
      batchTotal: 3,
      credits: { amount: 3, source: 'estimated' },
    });
    await bringHome(lib, '2-1', png(2, 2, 3), {
      jobId: 6,
      jobNumber: 2,
      batchId: 2,
      batchName: 'cards',
      batchTotal: 3,
      credits: { amount: 3, source: 'estimated' },
    });
    const gone = await bringHome(lib, '3-0', png(2, 2, 4), { jobId: null, batchId: null, batchName: null, jobNumber: null, keyLabel: null });
    await lib.files.putPicture('thumbnail', one.sha256, webp());
    lib.assets.setThumbnail(one.sha256, { state: 'ready', width: null, height: null, durationS: null });
    createTrash(lib.db, lib.clock).put([gone.sha256]);
    await lib.files.writeSidecar(gone.sha256, lib.assets.sidecar(gone.sha256)!);

    const again = await withoutDatabase(lib);
    const report = await rebuild(again);
    expect(report).toEqual({ assets: 4, jobs: 2, batches: 1, withoutOrigin: [], left: [], incomplete: [{ batchId: 2, name: 'cards', total: 3, found: 2 }] });
    expect(all(again)).toEqual(all(lib));
    expect(all(again, true)).toEqual(all(lib, true));
    expect(again.assets.list({ text: 'snow', offset: 0, limit: 9 }).total).toBe(3);
    expect(again.assets.totals()).toEqual(lib.assets.totals());

    const jobs = createJobs(again.db, () => {});
    expect(disagreements({ store: again.db, jobs })).toEqual([]);
    expect(jobs.counts(2)).toMatchObject({ done: 2, queued: 0 });
    expect(jobs.batch(2)).toMatchObject({ name: 'cards', endpoint: 'sandbox', credits_used: 5, models: '["flux-schnell"]' });
    expect(jobs.job(6)).toMatchObject({
      state: 'done',
      number: 2,
      input: expect.stringContaining('a red fox in the snow'),
      credits: 3,
      credits_source: 'estimated',
    });
    expect(originOf(jobs.job(5)!, jobs.batch(2)!)).toEqual({ template: 'a {red|grey} fox', picks: { '1': 'red' }, seed: 9 });
    expect(createLedger(again.db, () => {}).assetsOf(6)).toHaveLength(2);
    expect(again.db.prepare('SELECT label, removed_at FROM api_key').all()).toEqual([{ label: 'Studio', removed_at: 99 }]);
    expect(again.db.pragma('foreign_key_check')).toEqual([]);
  });

  test('again changes nothing', async () => {
    const lib = await library();
    for (let at = 0; at < 3; at++) await bringHome(lib, `${at}-0`, png(2, 2, at), { jobId: at + 1, jobNumber: at + 1, batchTotal: 3 });
    const again = await withoutDatabase(lib);
    await rebuild(again);
    const rows = () =>
      ['asset', 'job', 'attempt', 'output', 'batch', 'batch_count', 'api_key'].map((table) => again.db.prepare(`SELECT * FROM ${table}`).all());
    const before = rows();
    expect(await rebuild(again)).toMatchObject({ assets: 0, jobs: 0, batches: 0 });
    expect(rows()).toEqual(before);
  });

  test('says what it could not take in, and takes in what has no sidecar', async () => {
    const lib = await library();
    const [cut, bare, torn] = [
      await bringHome(lib, '1-0', png(2, 2, 1)),
      await store(lib.files, '2-0', png(3, 4, 2)),
      await bringHome(lib, '3-0', png(5, 6, 3)),
    ];
    const pathOf = async (sha256: string) => (await lib.files.open('asset', sha256))!.path;
    await writeFile(await pathOf(cut.sha256), 'short');
    await writeFile((await pathOf(torn.sha256)).replace('.png', '.json'), '{"format": 1, "fi');
    const lost = 'f'.repeat(64);
    await mkdir(join(lib.workspace, 'assets', 'ff'), { recursive: true });
    await writeFile(join(lib.workspace, 'assets', 'ff', `${lost}.json`), '{}');
    const wrong = 'e'.repeat(64);
    await mkdir(join(lib.workspace, 'assets', 'ee'), { recursive: true });
    await writeFile(join(lib.workspace, 'assets', 'ee', `${wrong}.png`), png(1, 1));

    const again = await withoutDatabase(lib);
    const report = await rebuild(again);
    expect(report).toMatchObject({ assets: 2, jobs: 0, batches: 0 });
    expect(report.withoutOrigin.toSorted()).toEqual([await pathOf(bare.sha256), await pathOf(torn.sha256)].toSorted());
    const why = Object.fromEntries(report.left.map((one) => [one.path.slice(one.path.lastIndexOf('/') + 1), one.why]));
    expect(why).toEqual({
      [`${cut.sha256}.png`]: expect.stringContaining('it is damaged') as string,
      [`${lost}.json`]: 'The file it describes is not there.',
      [`${wrong}.png`]: expect.stringContaining('not those its name says') as string,
    });
    expect(again.assets.get(bare.sha256)).toMatchObject({ model: 'unknown', width: 3, height: 4, mime: 'image/png', prompt: null });
    // Its sidecar is written with the next ones: what is known of it then lies beside it.
    expect(again.assets.sidecarsDue(9)).toHaveLength(2);
  });

  test('does not mix a job up with another that has its number by now', async () => {
    const lib = await library();
    await bringHome(lib, '1-0', png(2, 2), { jobId: 1, jobNumber: 1, batchId: 1, batchName: 'old' });
    const again = await withoutDatabase(lib);
    createJobs(again.db, () => {}).createBatch(newBatch(1, { name: 'new', endpoint: 'sandbox' }), 1);
    expect(await rebuild(again)).toMatchObject({ assets: 1, jobs: 0, batches: 0 });
    expect(again.db.prepare('SELECT state FROM job').pluck().all()).toEqual(['queued']);
  });

  test('of an empty workspace is empty', async () => {
    const lib = await library();
    await rm(join(lib.workspace, 'assets'), { recursive: true, force: true });
    expect(await rebuild(lib)).toEqual({ assets: 0, jobs: 0, batches: 0, withoutOrigin: [], left: [], incomplete: [] });
  });
});
