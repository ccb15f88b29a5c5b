import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { lockWorkspace } from '../../engine/store/lock.ts';
import { storeError } from '../../engine/store/store-error.ts';
import type { World } from '../world.ts';

/** Works on a workspace's folder with no engine on it, so that nothing moves meanwhile. BAD_INPUT where there is none. */
export async function inWorkspace<T>(world: World, flag: string | undefined, work: (workspace: string) => Promise<T>): Promise<T> {
  const workspace = world.workspace(flag);
  if (!existsSync(workspace)) throw new AppError('BAD_INPUT', `There is no workspace at ${workspace}. Nothing was made.`);
  const unlock = lockWorkspace(workspace, { host: 'cli', pid: world.pid, since: world.clock.now() });
  try {
    return await work(workspace);
  } catch (error) {
    throw storeError(error);
  } finally {
    unlock();
  }
}
