import * as nodeFs from 'node:fs/promises';
import { resolve } from 'node:path';
import { createAssetFiles } from '../../engine/library/asset-files.ts';
import { freeBytes } from '../../engine/library/free-bytes.ts';
import { giveUp, moveLibrary, type MoveOptions, removeOld } from '../../engine/library/home/move.ts';
import { movedWords, removedWords } from '../../engine/library/home/words.ts';
import type { MoveCommand } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { World } from '../world.ts';
import { inWorkspace } from './workspace.ts';

const EVERY = 100;

/** `move DIR`: the library's files to another disk, each read back there; or on with it, back, or its end. */
export async function move(command: MoveCommand, world: World): Promise<ExitCode> {
  return inWorkspace(world, command.workspace, async (workspace) => {
    const { home } = createAssetFiles(workspace);
    const onProgress = (done: number, total: number) => {
      if (done > 0 && done % EVERY === 0 && !command.json) world.err(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} files\n`);
    };
    const { report, words } = await act(command, world, { fs: nodeFs, home, freeBytes, signal: world.interrupted, onProgress });
    world.out(command.json ? `${JSON.stringify(report)}\n` : `${words}\n`);
    return EXIT.ok;
  });
}

async function act({ to }: MoveCommand, { cwd }: World, options: MoveOptions): Promise<{ report: object; words: string }> {
  switch (to.kind) {
    case 'remove-old': {
      const report = await removeOld(options);
      return { report, words: removedWords(report, 'The library is whole where it is.') };
    }
    case 'give-up': {
      const report = await giveUp(options);
      return { report, words: removedWords(report, 'The library stays where it is.') };
    }
    case 'on':
    case 'back': {
      const report = await moveLibrary(to.kind, options);
      return { report, words: movedWords(report) };
    }
    case 'folder': {
      const report = await moveLibrary({ folder: resolve(cwd, to.folder) }, options);
      return { report, words: movedWords(report) };
    }
  }
}
