import { AppError } from '../../../shared/errors.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type IoCall =
  | 'asset.importBegin'
  | 'asset.importAppend'
  | 'asset.import'
  | 'asset.importDrop'
  | 'export.plan'
  | 'export.zip'
  | 'export.folder'
  | 'folder.choose'
  | 'library.verify'
  | 'library.look'
  | 'library.move'
  | 'library.removeOld'
  | 'library.giveUpMove'
  | 'library.findings'
  | 'task.list'
  | 'task.stop';

/** A page cannot show more to any use. */
const MOST_FINDINGS = 500;

/** Calls by which files come into the library and leave it. `chooseFolder`: the host's own dialog, where it has one. */
export function ioHandlers({ importer, exports, verifier, mover, tasks }: Rooms, chooseFolder?: () => Promise<string | null>): Handlers<IoCall> {
  return {
    'asset.importBegin': async (facts) => ({ import: await importer.begin(facts) }),
    'asset.importAppend': async ({ import: id, chunk }) => ({ bytes: await importer.append(id, Buffer.from(chunk, 'base64')) }),
    'asset.import': ({ import: id }) => importer.finish(id),
    'asset.importDrop': async ({ import: id }) => {
      await importer.drop(id);
      return null;
    },
    'export.plan': (wish) => exports.plan(wish),
    'export.zip': (wish) => exports.zip(wish),
    'export.folder': ({ folder, ...wish }) => exports.folder(wish, folder),
    'folder.choose': async () => {
      if (!chooseFolder)
        throw new AppError(
          'NOT_ALLOWED',
          'The companion in a browser has no dialog for folders. Nothing was done. Start it with --folder DIR, use the desktop app, or the command line.',
        );
      const path = await chooseFolder();
      return path === null ? null : exports.allow(path);
    },
    'library.verify': (how) => ({ task: verifier.begin(how) }),
    'library.look': ({ folder }) => ({ task: verifier.look(exports.chosen(folder)) }),
    'library.move': ({ to }) => ({ task: mover.move(typeof to === 'string' ? to : { folder: exports.chosen(to.folder) }) }),
    'library.removeOld': () => ({ task: mover.removeOld() }),
    'library.giveUpMove': () => ({ task: mover.giveUp() }),
    'library.findings': () => {
      const last = verifier.last();
      if (!last) return null;
      const { findings, ...rest } = last;
      const shown = findings.slice(0, MOST_FINDINGS).map(({ kind, sha256, message, mended }) => ({ kind, sha256, message, mended }));
      return { ...rest, total: findings.length, findings: shown };
    },
    'task.list': () => tasks.list(),
    'task.stop': ({ id }) => {
      tasks.stop(id);
      return null;
    },
  };
}
