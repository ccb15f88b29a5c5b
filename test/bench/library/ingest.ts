import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { createAssets } from '../../../electron/engine/library/assets.ts';
import { partName } from '../../../electron/engine/library/layout.ts';
import { freshContent, toSidecar } from '../../../electron/engine/library/sidecar.ts';
import type { Provenance } from '../../../electron/engine/library/stored-file.ts';
import { createGroupCommit } from '../../../electron/engine/queue/group-commit.ts';
import { openStore } from '../../../electron/engine/store/open.ts';

export const IMAGES = 1_000;
const BYTES = 1_000_000;
/** Downloads that are under way at once, in either course. */
const LANES = 8;
/** What a network hands over at a time. */
const PIECE = 65_536;

/** Source files that look like PNGs to a sniffer and are all different. */
export async function makeSources(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000004000000040008060000007f1d2b83', 'hex');
  const bytes = Buffer.alloc(BYTES);
  const paths: string[] = [];
  for (let at = 0; at < IMAGES; at++) {
    randomFillSync(bytes);
    head.copy(bytes);
    const path = join(folder, `${at}.png`);
    const handle = await open(path, 'w');
    await handle.writeFile(bytes);
    await handle.close();
    paths.push(path);
  }
  return paths;
}

/** Copying and hashing alone: each file is read, hashed while it goes by, written, and on the disk when it is done. */
export async function copyAndHash(paths: readonly string[], target: string): Promise<number> {
  await mkdir(target, { recursive: true });
  return inLanes(paths, async (path, at) => {
    const hash = createHash('sha256');
    const copy = await open(join(target, `${at}.png`), 'w');
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
      hash.update(piece as Buffer);
      await copy.write(piece as Buffer);
    }
    await copy.sync();
    await copy.close();
    hash.digest('hex');
  });
}

/** The library's whole way: part, hash, type, place, sidecar, row, index; durable at each step. */
export async function ingest(paths: readonly string[], workspace: string): Promise<number> {
  await mkdir(workspace, { recursive: true });
  const clock = { now: () => Date.now() };
  const db = await openStore({ file: join(workspace, 'companion.sqlite'), now: clock.now() });
  const [files, assets] = [createAssetFiles(workspace), createAssets({ db, clock })];
  const commits = createGroupCommit((work) => db.transaction(work)());
  // As the collector does it: what has its bytes holds up no other while it is recorded.
  const recorded: Promise<unknown>[] = [];
  const record = async (path: string, at: number) => {
    const part = await files.part(partName(at + 1, 0));
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) await part.append(piece as Buffer);
    const stored = await part.finish({ bytes: BYTES, beside: (known) => toSidecar(freshContent(known, madeOf(at), clock.now())) });
    recorded.push(commits.join(() => assets.record(stored, madeOf(at))));
  };
  const ms = await inLanes(paths, record, () => Promise.all(recorded));
  const known = assets.totals().assets;
  db.close();
  if (known !== IMAGES) throw new Error(`${known} of ${IMAGES} images are in the library`);
  return ms;
}

/** Milliseconds until all are done, and what they left to be waited for. */
async function inLanes(
  paths: readonly string[],
  work: (path: string, at: number) => Promise<void>,
  rest: () => Promise<unknown> = async () => {},
): Promise<number> {
  for (const path of paths) await readFile(path);
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < paths.length; at = next++) await work(paths[at]!, at);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await rest();
  return performance.now() - began;
}

function madeOf(at: number): Provenance {
  const prompt = `picture ${at} of a lighthouse in fog, 35mm film`;
  return {
    endpoint: 'api',
    jobId: at + 1,
    jobNumber: at + 1,
    batchId: 1,
    batchName: 'Ingest',
    batchTotal: IMAGES,
    model: 'flux-dev',
    modelName: 'FLUX Dev',
    prompt,
    input: { prompt, seed: at },
    seed: at,
    keyLabel: 'studio',
    credits: { amount: 2, source: 'reported' },
    tookMs: 2_000,
    origin: null,
  };
}
