import { afterEach, describe, expect, it } from 'vitest';
import { assetRef } from '../../../shared/media/reference.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { FakeS3 } from '../../support/fake-s3.ts';
import { startWorld } from '../engine/support.ts';
import { bringPicture, DURATIONS, EDIT, gotten, make, passUntil, STILL } from './support.ts';

const HOUR = 3_600_000;
const BUCKET = { endpoint: 'https://s3.example', region: 'eu-1', name: 'mine', accessKeyId: 'AK' };
const SECRET = 'a-bucket-secret-nobody-may-see';

let world: EngineWorld;
afterEach(() => world.stop());

async function startWithBucket(dataUris: 'accepted' | 'refused' = 'accepted'): Promise<FakeS3> {
  const s3 = new FakeS3({ bucket: 'mine', region: 'eu-1', accessKeyId: 'AK', secretAccessKey: SECRET, now: () => world.clock.now() });
  world = await startWorld({ durations: DURATIONS, dataUris }, { elsewhere: s3.fetch });
  await world.call('settings.update', { bucket: BUCKET });
  await world.call('bucket.setSecret', { secret: SECRET });
  return s3;
}

/** The answer of the bucket takes its time. */
async function tried(): Promise<string | null> {
  let problem: string | null | undefined;
  void world.call('bucket.test', null).then((answer) => (problem = answer.problem));
  await passUntil(world, () => problem !== undefined);
  return problem ?? null;
}

describe('a file of the library in an input', () => {
  it('goes as the API’s own address for a day, and the stored job keeps the reference; what came of it knows its parent', async () => {
    world = await startWorld({ durations: DURATIONS });
    const first = await make(world, STILL, { prompt: 'a fox' });
    const sha256 = first.assets[0]!;
    const second = await make(world, EDIT, { prompt: 'in snow', image_url: assetRef(sha256) });
    expect(second.state).toBe('done');
    expect(second.input.image_url).toBe(assetRef(sha256));
    expect(gotten(world)[1]?.image_url).toMatch(/^http.*\/outputs\//);
    const { edges } = await world.call('asset.lineage', { sha256: second.assets[0]! });
    expect(edges).toEqual([{ parent: sha256, child: second.assets[0], field: 'image_url' }]);

    await world.clock.advance(24 * HOUR);
    expect(await world.call('media.ways', { model: EDIT, sha256s: [sha256] })).toMatchObject([{ way: { kind: 'none' } }]);
    const third = await make(world, EDIT, { prompt: 'in rain', image_url: assetRef(sha256) });
    expect(third).toMatchObject({ state: 'failed', error: { code: 'INPUT_NOT_SENT' }, attempts: [] });
    expect(gotten(world)).toHaveLength(2);
  });

  it('goes inside the request where that is wanted: one job tries, the others wait for its answer, and it is remembered', async () => {
    world = await startWorld({ durations: DURATIONS });
    const sha256 = await bringPicture(world, 'the bytes of a picture');
    expect(await world.call('media.ways', { model: EDIT, sha256s: [sha256] })).toMatchObject([{ way: { kind: 'none' } }]);
    await world.call('settings.update', { mediaAsData: true });
    expect(await world.call('media.ways', { model: EDIT, sha256s: [sha256] })).toMatchObject([{ way: { kind: 'data', tried: false } }]);
    const jobs = Array.from({ length: 5 }, (_, index) => ({ model: EDIT, input: { prompt: `a fox ${index}`, image_url: assetRef(sha256) } }));
    const { batchId } = await world.call('batch.create', { name: 'foxes', jobs });
    await world.clock.advance(300);
    const { jobs: rows } = await world.call('job.list', { batchId });
    expect(rows.filter((job) => job.waiting?.input?.for === 'trial')).toHaveLength(4);
    await world.finish([batchId]);
    expect(await world.call('batch.summary', { ids: [batchId] })).toMatchObject({ jobs: { done: 5 } });
    expect(new Set(gotten(world).map((input) => input.image_url))).toEqual(
      new Set([`data:image/png;base64,${Buffer.from('the bytes of a picture').toString('base64')}`]),
    );
    expect(world.store.prepare('SELECT COUNT(*) FROM job WHERE LENGTH(input) > 200').pluck().get()).toBe(0);
    expect(await world.call('media.ways', { model: EDIT, sha256s: [sha256] })).toMatchObject([{ way: { kind: 'data', tried: true } }]);
  });

  it('is tried inside a request once where the model refuses that: all go by the bucket then, uploaded once, signed, private', async () => {
    const s3 = await startWithBucket('refused');
    await world.call('settings.update', { mediaAsData: true });
    const sha256 = await bringPicture(world, 'the bytes of a picture');
    const jobs = Array.from({ length: 4 }, (_, index) => ({ model: EDIT, input: { prompt: `a fox ${index}`, image_url: assetRef(sha256) } }));
    const { batchId } = await world.call('batch.create', { name: 'foxes', jobs });
    await passUntil(world, () => world.open([batchId]) === 0);
    expect(await world.call('batch.summary', { ids: [batchId] })).toMatchObject({ jobs: { done: 4 } });
    expect(s3.puts).toBe(1);
    const sent = gotten(world).map((input) => String(input.image_url));
    expect(sent).toHaveLength(4);
    for (const address of sent) {
      expect(Buffer.from(await (await s3.fetch(address)).arrayBuffer()).toString()).toBe('the bytes of a picture');
      expect((await s3.fetch(address.split('?')[0]!)).status).toBe(403);
    }
    const refused = world.store.prepare(`SELECT COUNT(*) FROM attempt WHERE outcome = 'refused'`).pluck().get();
    expect(refused).toBe(1);
    expect(world.store.serialize().includes(SECRET)).toBe(false);
  });

  it('without a bucket ends in words where the model refuses it, having cost nothing', async () => {
    world = await startWorld({ durations: DURATIONS, dataUris: 'refused' });
    await world.call('settings.update', { mediaAsData: true });
    const sha256 = await bringPicture(world, 'a picture');
    const job = await make(world, EDIT, { prompt: 'in snow', image_url: assetRef(sha256) });
    expect(job).toMatchObject({
      state: 'failed',
      credits: null,
      error: { code: 'INPUT_NOT_SENT', message: expect.stringMatching(/This model refuses files/) },
    });
    expect(gotten(world)).toEqual([]);
  });

  it('waits while it is uploaded, through failures of the bucket; a bucket that refuses ends the jobs, and a rerun goes', async () => {
    const s3 = await startWithBucket();
    s3.failures.push(503, 503);
    const sha256 = await bringPicture(world, 'a picture');
    const { batchId } = await world.call('batch.create', { name: 'foxes', jobs: [{ model: EDIT, input: { prompt: 'a fox', image_url: assetRef(sha256) } }] });
    await world.clock.advance(100);
    const { jobs } = await world.call('job.list', { batchId });
    expect(jobs[0]?.waiting).toMatchObject({ kind: 'input', input: { for: 'upload' } });
    await passUntil(world, () => world.open([batchId]) === 0);
    expect(s3.puts).toBe(1);

    s3.failures.push(403);
    const other = await bringPicture(world, 'another');
    const failed = await make(world, EDIT, { prompt: 'a hare', image_url: assetRef(other) });
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'UPLOAD_FAILED', message: expect.stringMatching(/403 AccessDenied/) } });
    await world.call('job.retry', { ids: [failed.id] });
    await passUntil(world, () => world.open([failed.batchId]) === 0);
    expect(await world.call('job.get', { id: failed.id })).toMatchObject({ state: 'done' });
  });

  it('is looked for before anything is enqueued, and the bucket can be tried', async () => {
    const s3 = await startWithBucket();
    const input = { prompt: 'x', image_url: assetRef('b'.repeat(64)) };
    await expect(world.call('batch.create', { name: 'x', jobs: [{ model: EDIT, input }] })).rejects.toThrow(/not in the library/);
    expect(await tried()).toBeNull();
    s3.failures.push(403);
    expect(await tried()).toMatch(/403 AccessDenied.*Nothing was written/);
    await world.call('bucket.setSecret', { secret: 'wrong' });
    expect(await tried()).toMatch(/SignatureDoesNotMatch/);
    await world.call('bucket.setSecret', { secret: null });
    expect(await world.call('bucket.status', null)).toEqual({ secret: false });
  });
});
