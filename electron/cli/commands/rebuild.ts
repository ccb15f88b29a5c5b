import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { createAssetFiles } from '../../engine/library/asset-files.ts';
import { type Rebuilt, rebuildFrom } from '../../engine/library/rebuild.ts';
import { DATABASE_FILE } from '../../engine/open-database.ts';
import { openStore } from '../../engine/store/open.ts';
import { replaceDatabase } from '../../engine/store/set-aside.ts';
import { existsSync } from 'node:fs';
import type { RebuildCommand } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';
import { inWorkspace } from './workspace.ts';

/** `rebuild`: a new database from the asset files and their sidecars alone. */
export async function rebuild(command: RebuildCommand, world: World): Promise<ExitCode> {
  return inWorkspace(world, command.workspace, async (workspace) => {
    const file = join(workspace, DATABASE_FILE);
    const now = world.clock.now();
    if (!command.force && existsSync(file) && (await isWhole(file, now)))
      throw new AppError('CONFLICT', 'The database is whole, and holds more than the files tell. Nothing was changed. --force rebuilds it all the same.');
    const files = createAssetFiles(workspace);
    await files.home.assertHere();
    const aside = existsSync(file) ? replaceDatabase(file, null, 'replaced', now) : null;
    const db = await openStore({ file, now });
    try {
      const rebuilt = await rebuildFrom({ db, files, now });
      world.out(
        command.json ? `${JSON.stringify({ ...rebuilt, aside })}\n` : `${rebuiltText(rebuilt)}${aside ? `The earlier database is kept as ${aside}.\n` : ''}`,
      );
      return rebuilt.left.length > 0 ? EXIT.unfinished : EXIT.ok;
    } finally {
      db.close();
    }
  });
}

/** Rejects where a later version wrote it: that one can read it. */
async function isWhole(file: string, now: number): Promise<boolean> {
  try {
    (await openStore({ file, now })).close();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'WORKSPACE_BROKEN') return false;
    throw error;
  }
}

/** What was found, and what could not be. */
export function rebuiltText({ assets, jobs, batches, withoutOrigin, left, incomplete }: Rebuilt): string {
  return [
    `Found by their files: ${counted(assets, 'asset')}, ${counted(jobs, 'job')}, ${counted(batches, 'batch', 'batches')}.\n`,
    ...incomplete.map(({ name, total, found }) => `  “${name}”: ${found} of ${counted(total, 'job')} left an output; of the others nothing is known.\n`),
    ...withoutOrigin.map((path) => `  ${path}: in the library, but how it was made is not known.\n`),
    ...left.map(({ path, why }) => `  ${path}: not taken in. ${why}\n`),
    'Not in the files: jobs without an output, keys, settings, the log of requests, and which prompt files were run: one run again is sent again.\n',
  ].join('');
}
