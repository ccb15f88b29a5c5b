import { createCanvas } from '@napi-rs/canvas';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createAssets } from '../../../electron/engine/library/assets.ts';
import { createCollections } from '../../../electron/engine/library/collections.ts';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { layoutOf } from '../../../electron/engine/library/layout.ts';
import type { Provenance, StoredFile } from '../../../electron/engine/library/stored-file.ts';
import { DATABASE_FILE } from '../../../electron/engine/open-database.ts';
import { openStore, type Store } from '../../../electron/engine/store/open.ts';
import { closeInOrder } from '../../../electron/engine/store/seal.ts';
import { THUMBNAIL_EDGE, TILE_EDGE } from '../../../shared/library/picture-sizes.ts';
import { LABELS } from '../../../shared/search/query.ts';
import { mulberry32 } from '../../support/engine-world.ts';
import { MODELS, pick, promptOf, TAGS, type Random } from './words.ts';

const DAY = 86_400_000;
/** Eighteen months of work. */
const DAYS = 540;
/** A multiple of the shapes, so that each asset's picture has its own shape. */
const PICTURES = 65;
const SHAPES = [
  [1024, 1024],
  [1344, 768],
  [768, 1344],
  [1152, 896],
  [896, 1152],
] as const;

/**
 * A workspace with a library of `count` assets: rows, tags, ratings, collections and text as a person's would be, and a real thumbnail and
 * tile for each (65 pictures, under a name for each asset). The assets' own bytes are not there: nothing that is measured
 * reads them. One that is there already stays.
 */
export async function generateLibrary(workspace: string, count: number, now: number): Promise<void> {
  if (existsSync(join(workspace, DATABASE_FILE))) return;
  mkdirSync(workspace, { recursive: true });
  const db = await openStore({ file: join(workspace, DATABASE_FILE), now });
  try {
    db.pragma('synchronous = OFF');
    writeRows(db, count, now);
    db.pragma('synchronous = FULL');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    closeInOrder(db);
  }
  writeThumbnails(workspace, count);
}

export function hashOf(number: number): string {
  return createHash('sha256').update(`asset ${number}`).digest('hex');
}

function writeRows(db: Store, count: number, now: number): void {
  const random = mulberry32(7);
  const clock = { now: () => now };
  const [assets, keep, collections] = [createAssets({ db, clock }), createKeep(db), createCollections(db, clock)];
  const likeness = db.prepare<[Buffer, string]>(`UPDATE asset SET likeness = ?, thumbnail = 'ready' WHERE sha256 = ?`);
  const shelves = Array.from({ length: 30 }, (_, at) => collections.create(`Collection ${at + 1}`, null).id);
  const STEP = 5_000;
  for (let from = 0; from < count; from += STEP) {
    db.transaction(() => {
      for (let number = from; number < Math.min(count, from + STEP); number++) {
        const sha256 = hashOf(number);
        assets.record(fileOf(number), madeOf(random, number, count), { createdAt: now - Math.floor((1 - number / count) * DAYS * DAY) });
        likeness.run(Buffer.from(sha256.slice(0, 16), 'hex'), sha256);
        keepOf(keep, random, sha256);
        if (random() < 0.05) collections.add(pick(random, shelves), [sha256]);
      }
      db.exec(`UPDATE asset SET sidecar = 'written' WHERE sidecar = 'due'`);
    })();
  }
}

function fileOf(number: number): StoredFile {
  const [width, height] = SHAPES[number % SHAPES.length]!;
  const video = number % 25 === 0;
  const audio = number % 50 === 1;
  const size = audio ? { width: null, height: null } : { width, height };
  const type = audio
    ? ({ kind: 'audio', mime: 'audio/mpeg', extension: 'mp3' } as const)
    : video
      ? ({ kind: 'video', mime: 'video/mp4', extension: 'mp4' } as const)
      : ({ kind: 'image', mime: 'image/png', extension: 'png' } as const);
  return { sha256: hashOf(number), bytes: 1_000_000 + number, ...type, ...size };
}

function madeOf(random: Random, number: number, count: number): Provenance {
  const batchId = 1 + Math.floor((number / count) * 400);
  const prompt = promptOf(random, number);
  const seed = Math.floor(random() * 2 ** 32);
  const model = pick(random, MODELS, 1.7);
  return {
    endpoint: 'api',
    jobId: number + 1,
    jobNumber: 1 + (number % Math.ceil(count / 400)),
    batchId,
    batchName: `Batch ${batchId} ${pick(random, TAGS)}`,
    batchTotal: Math.ceil(count / 400),
    model,
    modelName: model.replaceAll('-', ' '),
    prompt,
    input: { prompt, seed, num_images: 1, guidance_scale: 3.5 },
    seed,
    keyLabel: pick(random, ['studio', 'free', 'evenings']),
    credits: { amount: 2, source: 'reported' },
    tookMs: 1_500 + Math.floor(random() * 9_000),
    origin: null,
  };
}

function keepOf(keep: ReturnType<typeof createKeep>, random: Random, sha256: string): void {
  if (random() > 0.35) return;
  const tags = Array.from({ length: Math.floor(random() * 4) }, () => pick(random, TAGS, 1.5));
  keep.change([sha256], {
    rating: (1 + Math.floor(random() * 5)) as 1 | 2 | 3 | 4 | 5,
    pick: random() < 0.2 ? 'picked' : random() < 0.2 ? 'rejected' : null,
    label: random() < 0.2 ? pick(random, LABELS) : null,
    favourite: random() < 0.1,
    title: random() < 0.2 ? `Plate ${Math.floor(random() * 9_999)}` : null,
    addTags: [...new Set(tags)],
  });
}

function writeThumbnails(workspace: string, count: number): void {
  const layout = layoutOf(workspace);
  for (const [kind, edge] of [
    ['thumbnail', THUMBNAIL_EDGE],
    ['tile', TILE_EDGE],
  ] as const) {
    const pictures = Array.from({ length: PICTURES }, (_, at) => {
      const path = join(workspace, `${kind}-${at}.webp`);
      writeFileSync(path, picture(at, edge));
      return path;
    });
    for (let number = 0; number < count; number++) {
      const path = layout[kind](hashOf(number));
      if (number < 8_192) mkdirSync(dirname(path), { recursive: true });
      linkSync(pictures[number % PICTURES]!, path);
    }
  }
}

/** Gradients and grain, so that a decoder has as much to do as with a photograph. */
function picture(number: number, edge: number): Buffer {
  const [width, height] = SHAPES[number % SHAPES.length]!;
  const scale = edge / Math.max(width, height);
  const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  const random = mulberry32(number + 1);
  for (let at = 0; at < 220; at++) {
    context.fillStyle = `hsl(${Math.floor(random() * 360)} 60% ${20 + Math.floor(random() * 60)}% / 0.5)`;
    context.beginPath();
    context.arc(random() * width, random() * height, 12 + random() * 180, 0, 7);
    context.fill();
  }
  return canvas.encodeSync('webp', 82);
}
