import { AppError } from '../../../shared/errors.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type LibraryCall = 'asset.list' | 'asset.get' | 'thumbnail.next' | 'thumbnail.put';

export function libraryHandlers({ assets, files, announcer }: Rooms): Handlers<LibraryCall> {
  return {
    'asset.list': (page) => assets.list(page),
    'asset.get': ({ sha256 }) => {
      const asset = assets.get(sha256);
      if (!asset) throw new AppError('NOT_FOUND', 'The library has no such asset.', { sha256 });
      return asset;
    },
    'thumbnail.next': ({ limit }) => assets.withoutThumbnail(limit),
    'thumbnail.put': async ({ sha256, image, width, height, durationS }) => {
      if (!assets.get(sha256)) throw new AppError('NOT_FOUND', 'The library has no such asset.', { sha256 });
      if (image !== null) await files.putThumbnail(sha256, Buffer.from(image, 'base64'));
      const asset = assets.setThumbnail(sha256, { state: image === null ? 'none' : 'ready', width, height, durationS });
      announcer.asset(sha256);
      if (asset.batchId !== null) announcer.batch(asset.batchId);
      return null;
    },
  };
}
