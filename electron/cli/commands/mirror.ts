import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { USUAL_MIRROR } from '../../../shared/library/usual-mirror.ts';
import { createAssetFiles } from '../../engine/library/asset-files.ts';
import { createAssets } from '../../engine/library/assets.ts';
import { createMirror, type Mirror, type MirrorStatus } from '../../engine/library/mirror/mirror.ts';
import { checkTemplate } from '../../engine/library/mirror/mirror-path.ts';
import { silentLogger } from '../../engine/log.ts';
import { openDatabase } from '../../engine/open-database.ts';
import type { MirrorCommand } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';
import { inWorkspace } from './workspace.ts';

/** `mirror [DIR]`: the library's files under readable names, brought up to date; or the mirror's end. */
export async function mirror(command: MirrorCommand, world: World): Promise<ExitCode> {
  return inWorkspace(world, command.workspace, async (workspace) => {
    const files = createAssetFiles(workspace);
    const { clock } = world;
    const { store } = await openDatabase({ workspace, files, now: clock.now(), restore: command.restore });
    try {
      const assets = createAssets({ db: store, clock });
      const kept = createMirror({ db: store, clock, workspace, assets, files, log: silentLogger, signal: world.interrupted });
      return command.act.kind === 'end' ? await end(kept, command.act.remove, command, world) : await bringUp(kept, command.act, command, world);
    } finally {
      store.close();
    }
  });
}

async function bringUp(kept: Mirror, asked: Keeping, { json }: MirrorCommand, world: World): Promise<ExitCode> {
  const before = kept.status();
  const template = asked.template ?? before?.template ?? USUAL_MIRROR;
  checkTemplate(template);
  await kept.set({ folder: asked.folder === undefined ? (before?.folder ?? null) : await made(resolve(world.cwd, asked.folder)), template });
  await kept.idle();
  const now = kept.status()!;
  world.out(json ? `${JSON.stringify(now)}\n` : statusText(now));
  return now.due > 0 ? EXIT.unfinished : EXIT.ok;
}

async function end(kept: Mirror, remove: boolean, { json }: MirrorCommand, world: World): Promise<ExitCode> {
  const before = kept.status();
  if (!before) throw new AppError('CONFLICT', 'There is no mirror to end. Nothing was changed.');
  await kept.end({ remove });
  const { folder, files } = before;
  world.out(json ? `${JSON.stringify({ folder, files, removed: remove })}\n` : endText(before, remove));
  return EXIT.ok;
}

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}

type Keeping = Extract<MirrorCommand['act'], { kind: 'keep' }>;

function statusText({ folder, files, due, problem }: MirrorStatus): string {
  const left = due > 0 ? `${counted(due, 'asset')} to go: the same command goes on.\n` : '';
  return `${counted(files, 'file')} in ${folder}\n${problem === null ? '' : `${problem}\n`}${left}`;
}

function endText({ folder, files }: MirrorStatus, remove: boolean): string {
  return remove
    ? `The mirror has ended. Its ${counted(files, 'file')} in ${folder} ${files === 1 ? 'is' : 'are'} removed, but for those that somebody changed.\n`
    : `The mirror has ended. Its ${counted(files, 'file')} in ${folder} ${files === 1 ? 'stays' : 'stay'} as ${files === 1 ? 'it is' : 'they are'}.\n`;
}
