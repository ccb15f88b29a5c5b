import { AppError } from '../../../shared/errors.ts';
import type { PictureKind } from '../library/asset-files.ts';
import { edgesOf, usesOf } from '../library/lineage.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';
import type { Undoers } from './undo-handlers.ts';

type LibraryCall =
  | 'asset.list'
  | 'asset.order'
  | 'asset.some'
  | 'asset.pictures'
  | 'asset.newestPictures'
  | 'asset.hashes'
  | 'asset.lineage'
  | 'asset.get'
  | 'asset.drag'
  | 'asset.trash'
  | 'asset.restore'
  | 'trash.empty'
  | 'thumbnail.next'
  | 'thumbnail.put'
  | 'tile.next'
  | 'tile.put'
  | 'likeness.next'
  | 'likeness.put';

export function libraryHandlers(rooms: Rooms): Handlers<LibraryCall> {
  const { store, assets, clock, files, pictures, announcer, trash, undo, jobs } = rooms;

  function timed<T extends object>(look: () => T): T & { tookMs: number } {
    const from = clock.monotonic();
    const found = look();
    return { ...found, tookMs: clock.monotonic() - from };
  }

  function putInTrash(sha256s: readonly string[]) {
    const result = jobs.transaction(() => {
      const trashed = trash.put(sha256s);
      return { trashed, undo: undo.note({ command: 'asset.trash', things: trashed.length, subject: { sha256s: trashed } }) };
    });
    tellAssets(rooms, result.trashed);
    return { trashed: result.trashed.length, undo: result.undo };
  }

  function restore(sha256s: readonly string[]) {
    const result = jobs.transaction(() => {
      const restored = trash.restore(sha256s);
      return { restored, undo: undo.note({ command: 'asset.restore', things: restored.length, subject: { sha256s: restored } }) };
    });
    tellAssets(rooms, result.restored);
    return { restored: result.restored.length, undo: result.undo };
  }

  /** Files first: after a crash in between the row is still in the trash, and emptying it again ends the work. */
  async function empty(sha256s: readonly string[] | null) {
    let [removed, bytes] = [0, 0];
    for (const asset of trash.content(sha256s)) {
      if (trash.content([asset.sha256]).length === 0) continue;
      await files.remove(asset.sha256, asset.extension);
      const id = trash.remove(asset.sha256);
      if (id === null) continue;
      assets.forgetTotals();
      announcer.assetRemoved(id);
      removed++;
      bytes += asset.bytes;
    }
    if (removed > 0) announcer.collections();
    if (removed > 0) rooms.mirror.poke();
    return { removed, bytes };
  }

  const picturesOf = (of: PictureKind, ids: readonly number[]) =>
    Promise.all(ids.map(async (id) => inBase64(await pictures.read(of, assets.hashes([id])[0] ?? ''))));

  return {
    'asset.list': (page) => timed(() => assets.list(page)),
    'asset.order': (page) => timed(() => assets.order(page)),
    'asset.some': ({ ids }) => assets.some(ids),
    'asset.pictures': ({ of, ids }) => picturesOf(of, ids),
    'asset.newestPictures': async ({ of, limit }) => {
      const { ids: newest, kinds } = assets.order({ offset: 0, limit });
      // Sound is drawn from its waveform.
      const ids = newest.filter((_, at) => kinds[at] !== 'a');
      return { ids, pictures: await picturesOf(of, ids) };
    },
    'asset.hashes': ({ ids }) => assets.hashes(ids),
    'asset.lineage': ({ sha256 }) => {
      const edges = edgesOf(store, sha256);
      const hashes = new Set([sha256, ...edges.flatMap(({ parent, child }) => [parent, child])]);
      return { assets: [...hashes].flatMap((hash) => assets.get(hash) ?? []), edges, uses: usesOf(store, sha256) };
    },
    'asset.get': ({ sha256 }) => {
      const asset = assets.get(sha256);
      if (!asset) throw new AppError('NOT_FOUND', 'The library has no such asset.', { sha256 });
      return asset;
    },
    'asset.drag': () => {
      throw new AppError('NOT_ALLOWED', 'Only the desktop app can hand files to other programs. Export them instead.');
    },
    'asset.trash': ({ sha256s }) => putInTrash(sha256s),
    'asset.restore': ({ sha256s }) => restore(sha256s),
    'trash.empty': ({ sha256s }) => empty(sha256s ?? null),
    'thumbnail.next': ({ limit }) => assets.withoutThumbnail(limit),
    'tile.next': ({ limit }) => pictures.tilesWanted(limit),
    'tile.put': async ({ sha256, image }) => {
      await pictures.putTile(sha256, bytesOf(image));
      return null;
    },
    'likeness.next': ({ limit }) => assets.withoutLikeness(limit),
    'likeness.put': ({ sha256, likeness }) => {
      assets.setLikeness(sha256, Buffer.from(likeness ?? '', 'hex'));
      return null;
    },
    'thumbnail.put': async ({ sha256, image, tile, width, height, durationS, likeness }) => {
      if (!assets.get(sha256)) throw new AppError('NOT_FOUND', 'The library has no such asset.', { sha256 });
      if (image !== null) await files.putPicture('thumbnail', sha256, Buffer.from(image, 'base64'));
      await pictures.putTile(sha256, bytesOf(tile));
      const asset = assets.setThumbnail(sha256, {
        state: image === null ? 'none' : 'ready',
        width,
        height,
        durationS,
        ...(likeness === null ? {} : { likeness: Buffer.from(likeness, 'hex') }),
      });
      announcer.asset(sha256);
      if (asset.batchId !== null) announcer.batch(asset.batchId);
      return null;
    },
  };
}

function inBase64(image: Uint8Array | null): string | null {
  return image === null ? null : Buffer.from(image.buffer, image.byteOffset, image.byteLength).toString('base64');
}

function bytesOf(image: string | null): Uint8Array | null {
  return image === null ? null : Buffer.from(image, 'base64');
}

/** How commands of the library are taken back. */
export function libraryUndoers(rooms: Rooms): Undoers {
  return {
    'asset.trash': ({ sha256s }: { sha256s: string[] }) => {
      const restored = rooms.trash.restore(sha256s);
      return { undone: restored.length, left: sha256s.length - restored.length, after: () => tellAssets(rooms, restored) };
    },
    'asset.restore': ({ sha256s }: { sha256s: string[] }) => {
      const trashed = rooms.trash.put(sha256s);
      return { undone: trashed.length, left: sha256s.length - trashed.length, after: () => tellAssets(rooms, trashed) };
    },
  };
}

/** Rows, the jobs and batches that show them, and the files beside them. */
export function tellAssets({ assets, announcer, sidecars, mirror }: Rooms, sha256s: readonly string[]): void {
  for (const sha256 of sha256s) {
    const asset = assets.get(sha256);
    announcer.asset(sha256);
    if (asset?.jobId) announcer.job(asset.jobId);
    if (asset?.batchId) announcer.batch(asset.batchId);
  }
  if (sha256s.length === 0) return;
  // How many a collection holds leaves out the trash.
  announcer.collections();
  sidecars.poke();
  mirror.poke();
}
