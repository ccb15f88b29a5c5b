import type { Store } from '../store/open.ts';
import type { AssetFiles } from './asset-files.ts';
import { type Assets, createAssets } from './assets.ts';
import { type Collections, createCollections } from './collections.ts';
import { createKeep, type Keep } from './keep.ts';
import { createParents, type Parents } from './parents.ts';
import type { AssetFile } from './list-files.ts';
import { createJobRebuilder, type JobRebuilder } from './rebuild-jobs.ts';
import { freshContent, fromSidecar, type SidecarContent } from './sidecar.ts';
import { madeBy } from './stored-file.ts';

export interface RebuildOptions {
  db: Store;
  files: AssetFiles;
  now: number;
}

/** What the files told, and what they could not. */
export interface Rebuilt {
  /** Assets that were not in the database. */
  assets: number;
  /** Jobs and batches that were made again, or are done by what was found. */
  jobs: number;
  batches: number;
  /** Files whose sidecar is missing or unreadable: in the library, without how they were made. */
  withoutOrigin: string[];
  /** Paths that could not be taken in, and why. */
  left: { path: string; why: string }[];
  /** Batches of which some jobs left no file: they had failed, waited, or were cancelled. */
  incomplete: { batchId: number; name: string; total: number; found: number }[];
}

type Bytes = Extract<AssetFile, { kind: 'asset' }>;

/**
 * Takes into the database what the asset files and their sidecars tell and it does not know: assets with how they were made, their
 * jobs and batches. What is there stays. Repeating it changes nothing.
 */
export async function rebuildFrom({ db, files, now }: RebuildOptions): Promise<Rebuilt> {
  const rebuilt: Rebuilt = { assets: 0, jobs: 0, batches: 0, withoutOrigin: [], left: [], incomplete: [] };
  const jobs = createJobRebuilder(db, now);
  const clock = { now: () => now };
  const rooms = {
    db,
    files,
    now,
    jobs,
    assets: createAssets({ db, clock }),
    keep: createKeep(db),
    collections: createCollections(db, clock),
    parents: createParents(db),
  };
  for await (const folder of files.list()) {
    const bytes = folder.filter((file) => file.kind === 'asset');
    const withBytes = new Set(bytes.map((file) => file.sha256));
    for (const file of folder) {
      if (file.kind === 'sidecar' && !withBytes.has(file.sha256)) rebuilt.left.push({ path: file.path, why: 'The file it describes is not there.' });
    }
    for (const file of bytes) await takeIn(file, rooms, rebuilt);
  }
  db.transaction(() => Object.assign(rebuilt, jobs.finish()))();
  return rebuilt;
}

interface Rooms extends RebuildOptions {
  jobs: JobRebuilder;
  assets: Assets;
  keep: Keep;
  collections: Collections;
  parents: Parents;
}

async function takeIn(file: Bytes, rooms: Rooms, rebuilt: Rebuilt): Promise<void> {
  const { db, files, now, jobs, assets } = rooms;
  try {
    const told = await readSidecar(file, files);
    const content = told ?? (await adopted(file, files, now));
    if (!told && !assets.get(file.sha256)) rebuilt.withoutOrigin.push(file.path);
    const thumbnail = (await files.open('thumbnail', file.sha256)) !== null;
    db.transaction(() => {
      if (record(rooms, content, { thumbnail, due: told === null })) rebuilt.assets++;
      jobs.add(content);
    })();
  } catch (error) {
    rebuilt.left.push({ path: file.path, why: error instanceof Error ? error.message : String(error) });
  }
}

/** Null where it is missing or damaged. Throws where the bytes are not those it describes. */
async function readSidecar(file: Bytes, files: AssetFiles): Promise<SidecarContent | null> {
  const content = parsed(await files.readSidecar(file.sha256));
  if (!content || content.stored.sha256 !== file.sha256) return null;
  const found = await files.open('asset', file.sha256, file.extension);
  if (found?.bytes !== content.stored.bytes)
    throw new Error(`It has ${found?.bytes ?? 0} bytes where its sidecar says ${content.stored.bytes}: it is damaged.`);
  return content;
}

function parsed(text: string | null): SidecarContent | null {
  try {
    return text === null ? null : fromSidecar(text);
  } catch {
    return null;
  }
}

/** Bytes without a word of where they come from. Throws where they are not those their name says. */
async function adopted(file: Bytes, files: AssetFiles, now: number): Promise<SidecarContent> {
  const stored = await files.describe(file.path);
  if (stored.sha256 !== file.sha256) throw new Error('Its bytes are not those its name says: it is damaged.');
  return freshContent({ ...stored, extension: file.extension }, UNKNOWN, now);
}

const UNKNOWN = madeBy('unknown', 'Unknown model');

/** True when the asset is new. What only the row knew (`due`) is written beside the bytes later. */
function record({ db, assets, keep, collections, parents }: Rooms, content: SidecarContent, { thumbnail, due }: { thumbnail: boolean; due: boolean }): boolean {
  const { stored, made, createdAt, durationS, trashedAt, imported } = content;
  const { sha256 } = stored;
  if (assets.get(sha256)) return false;
  parents.note(assets.record(stored, made, { createdAt, imported }), made.input);
  if (thumbnail) assets.setThumbnail(sha256, { state: 'ready', width: null, height: null, durationS });
  keep.restore([{ sha256, kept: content.kept }]);
  collections.rejoin(sha256, content.collections);
  db.prepare('UPDATE asset SET duration_s = ?, trashed_at = ?, sidecar = ? WHERE sha256 = ?').run(durationS, trashedAt, due ? 'due' : 'written', sha256);
  return true;
}
