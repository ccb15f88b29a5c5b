import type { MediaWay } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Way } from '../media/way.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';

type MediaCall = 'media.ways' | 'bucket.setSecret' | 'bucket.status' | 'bucket.test';

export function mediaHandlers(rooms: Rooms): Handlers<MediaCall> {
  const { media, bucket, vault, catalog, loop } = rooms;

  return {
    'media.ways': ({ model, sha256s }) => {
      const endpoint = rooms.endpoint();
      const id = catalog.get(endpoint, model)?.id ?? model;
      return sha256s.map((sha256) => ({ sha256, way: told(media.way(sha256, endpoint, id)) }));
    },
    'bucket.setSecret': async ({ secret }) => {
      if (vault.state() !== 'open')
        throw new AppError(
          'VAULT_LOCKED',
          'The bucket’s secret is kept in the vault, and it is not open. Nothing was changed. Open the vault, then set it again.',
        );
      await bucket.setSecret(secret);
      loop.poke();
      return null;
    },
    'bucket.status': () => ({ secret: bucket.hasSecret }),
    'bucket.test': async () => ({ problem: await bucket.test(rooms.signal) }),
  };
}

/** The address itself is the API's business. */
function told(way: Way): MediaWay {
  return way.kind === 'address' ? { kind: 'address', until: way.until } : way;
}
