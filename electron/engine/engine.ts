import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { answering } from './answering.ts';
import type { Engine, EngineOptions } from './engine-types.ts';
import { furnish, type Storage } from './furnish.ts';
import { createAssetFiles } from './library/asset-files.ts';
import { freeBytes } from './library/free-bytes.ts';
import type { LibraryHome } from './library/home/home.ts';
import { start } from './start-stop.ts';
import { DATABASE_FILE, openDatabase } from './open-database.ts';
import { backupsOf } from './store/backups.ts';
import { lockWorkspace } from './store/lock.ts';
import { storeError } from './store/store-error.ts';

export { DATABASE_FILE };

/**
 * Opens a workspace and starts working on it. Rejects with WORKSPACE_IN_USE, WORKSPACE_NEWER, WORKSPACE_BROKEN or DISK; then nothing
 * was changed and nothing is held.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { clock, workspace, onWait } = options;
  makeFolder(workspace);
  const release = lockWorkspace(workspace, { host: options.host, pid: process.pid, since: clock.now() });
  try {
    const files = createAssetFiles(workspace);
    const { store, restored } = await openDatabase({ workspace, files, now: clock.now(), restore: options.restore ?? false, onWait });
    if (restored) options.log.warn('a backup was put back', { of: restored.backup.at, assets: restored.rebuilt.assets, jobs: restored.rebuilt.jobs });
    return await assembleEngine(options, { store, files, freeBytes: () => leastFree(files.home), backups: backupsOf(join(workspace, DATABASE_FILE)), release });
  } catch (error) {
    release();
    throw storeError(error);
  }
}

/** The engine on a storage that is open already: how tests and benchmarks drive it with a store, a clock and a network of their own. */
export async function assembleEngine(options: EngineOptions, storage: Storage): Promise<Engine> {
  try {
    const rooms = furnish(options, storage);
    await start(rooms, options.idle ?? false);
    options.log.info('engine started', { host: options.host, workspace: options.workspace, waiting: rooms.jobs.waiting.size });
    return answering(rooms, options, storage.release);
  } catch (error) {
    storage.store.close();
    throw error;
  }
}

/** Downloads go to the workspace's disk, and from there to the library's. */
async function leastFree({ workspace, place }: LibraryHome): Promise<number> {
  const own = await freeBytes(workspace);
  return place.home.kind === 'workspace' ? own : Math.min(own, await freeBytes(place.home.folder).catch(() => own));
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new AppError('DISK', `The workspace ${folder} cannot be made or opened. Choose another folder, or check its permissions.`, undefined, error);
  }
}
