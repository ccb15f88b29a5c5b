import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { createAssetFiles, type AssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { createAssets, type Assets } from '../../../electron/engine/library/assets.ts';
import type { Provenance, StoredFile } from '../../../electron/engine/library/stored-file.ts';
import { NOTHING_KEPT } from '../../../shared/domain.ts';
import type { Store } from '../../../electron/engine/store/open.ts';
import { freshStore } from '../../support/fresh-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** A folder of its own, gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-library-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Library {
  workspace: string;
  files: AssetFiles;
  db: Store;
  assets: Assets;
  clock: VirtualClock;
}

export async function library(): Promise<Library> {
  const workspace = await temporaryFolder();
  const clock = new VirtualClock();
  const db = await freshStore();
  onTestFinished(() => void db.close());
  return { workspace, files: createAssetFiles(workspace), db, assets: createAssets({ db, clock }), clock };
}

/** A whole file on its usual way: downloaded, recorded, sidecar written. */
export async function bringHome({ files, assets }: Library, name: string, bytes: Uint8Array, made: Partial<Provenance> = {}): Promise<StoredFile> {
  const stored = await store(files, name, bytes);
  assets.record(stored, provenance(made));
  await files.writeSidecar(stored.sha256, assets.sidecar(stored.sha256)!);
  return stored;
}

export async function store(files: AssetFiles, name: string, bytes: Uint8Array): Promise<StoredFile> {
  const part = await files.part(name);
  await part.append(bytes);
  return part.finish({ bytes: bytes.length });
}

/** What a sidecar tells besides, of an output that has just come home. */
export const ASIDE = { durationS: null, trashedAt: null, kept: NOTHING_KEPT, imported: false, collections: [] };

export function provenance(overrides: Partial<Provenance> = {}): Provenance {
  return {
    endpoint: 'sandbox',
    jobId: 7,
    jobNumber: 3,
    batchId: 2,
    batchName: 'Autumn cards',
    batchTotal: 40,
    model: 'flux-schnell',
    modelName: 'FLUX.1 Schnell',
    prompt: 'a red fox in the snow',
    input: { prompt: 'a red fox in the snow', size: { width: 64 } },
    seed: 4711,
    keyLabel: 'Studio',
    credits: { amount: 2, source: 'reported' },
    tookMs: 1_200,
    origin: null,
    ...overrides,
  };
}

/** A real PNG of one grey; `shade` makes it different from others. */
export function png(width: number, height: number, shade = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, shade);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** The smallest thing that passes for a WebP. */
export function webp(bytes = 64): Buffer {
  const image = Buffer.alloc(bytes);
  image.write('RIFF', 0, 'latin1');
  image.writeUInt32LE(bytes - 8, 4);
  image.write('WEBPVP8X', 8, 'latin1');
  return image;
}
