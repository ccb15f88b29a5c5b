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
  | 'task.list'
  | 'task.stop';

/** Calls by which files come into the library and leave it. `chooseFolder`: the host's own dialog, where it has one. */
export function ioHandlers({ importer, exports, tasks }: Rooms, chooseFolder?: () => Promise<string | null>): Handlers<IoCall> {
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
      if (!chooseFolder) throw new AppError('NOT_ALLOWED', 'Only the desktop app can ask for a folder. Nothing was chosen.');
      const path = await chooseFolder();
      return path === null ? null : exports.allow(path);
    },
    'task.list': () => tasks.list(),
    'task.stop': ({ id }) => {
      tasks.stop(id);
      return null;
    },
  };
}
