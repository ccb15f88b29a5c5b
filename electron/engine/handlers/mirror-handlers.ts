import { AppError } from '../../../shared/errors.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type MirrorCall = 'mirror.status' | 'mirror.preview' | 'mirror.set' | 'mirror.end';

export function mirrorHandlers({ mirror, exports }: Rooms): Handlers<MirrorCall> {
  const folderOf = (asked: string | null | { same: true }): string | null => {
    if (asked === null) return null;
    if (typeof asked === 'string') return exports.chosen(asked);
    const now = mirror.status();
    if (!now) throw new AppError('CONFLICT', 'There is no mirror to change. Nothing was changed.');
    return now.folder;
  };
  return {
    'mirror.status': () => mirror.status(),
    'mirror.preview': ({ template }) => ({ paths: mirror.preview(template) }),
    'mirror.set': async ({ folder, template }) => {
      await mirror.set({ folder: folderOf(folder), template });
      return null;
    },
    'mirror.end': async (how) => {
      await mirror.end(how);
      return null;
    },
  };
}
