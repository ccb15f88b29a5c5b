import { AppError } from '../../../shared/errors.ts';
import type { CallArgs } from '../../../shared/contract.ts';
import type { KeyView } from '../../../shared/domain.ts';
import type { Rooms } from '../rooms.ts';
import { askForRoom } from '../runner/ask-for-room.ts';
import { holdPlaces } from '../runner/hold-places.ts';
import type { Handlers } from './types.ts';

type KeyCall = 'key.add' | 'key.update' | 'key.rotate' | 'key.remove' | 'key.test' | 'vault.create' | 'vault.unlock';

export function keyHandlers(rooms: Rooms): Handlers<KeyCall> {
  const { keyRing, announcer, views, loop, vault, meters, clock } = rooms;

  function view(id: number): KeyView {
    const key = views.key(id);
    if (!key) throw new AppError('NOT_FOUND', 'There is no such key any more.', { keyId: id });
    return key;
  }

  /** One request: its headers tell the plan, whatever its answer is. */
  async function test(id: number): Promise<KeyView> {
    const row = keyRing.row(id);
    const endpoint = rooms.endpoints.get(row.endpoint);
    if (!endpoint) throw new AppError('CONFLICT', 'The sandbox is not running, so its keys cannot be tested. Start it first.');
    meters.allowAll(id);
    await askForRoom(rooms.desk, endpoint, id, rooms.signal);
    announcer.key(id);
    loop.poke();
    return view(id);
  }

  /** What these keys may do is theirs together from now on, or no longer. */
  function regroup(keyIds: readonly number[]): void {
    rooms.jobs.transaction(() => meters.regroup(keyIds));
    holdPlaces(rooms, keyIds, clock.now());
    for (const id of keyIds) announcer.key(id);
  }

  /** Colour, labels and ceiling that a key was pasted with. */
  function dress(id: number, asked: CallArgs<'key.add'>['keys'][number] | undefined): void {
    if (!asked) return;
    const { colour, labels, creditBudget } = asked;
    if (colour !== undefined || labels !== undefined || creditBudget !== undefined) keyRing.update(id, { colour, labels, creditBudget });
  }

  async function rotate(id: number, secret: string): Promise<KeyView> {
    await keyRing.rotate(id, secret);
    announcer.key(id);
    return test(id);
  }

  async function add(keys: CallArgs<'key.add'>['keys']) {
    const { added, known } = await keyRing.add('api', 'vault', keys);
    added.forEach((row) =>
      dress(
        row.id,
        keys.find((key) => keyRing.secret(row.id) === key.secret.trim()),
      ),
    );
    for (const row of added) announcer.key(row.id);
    announcer.status();
    await Promise.all(added.map((row) => test(row.id)));
    return { added: added.map((row) => view(row.id)), known };
  }

  async function afterVault(opening: Promise<void>): Promise<null> {
    await opening;
    await keyRing.reload();
    await rooms.webhooks.load();
    await rooms.bucket.load();
    for (const row of keyRing.rows()) announcer.key(row.id);
    announcer.status();
    loop.poke();
    return null;
  }

  return {
    'key.add': ({ keys }) => add(keys),
    'key.update': ({ id, ...patch }) => {
      const apart = meters.sharing(id);
      keyRing.update(id, patch);
      if (patch.account !== undefined) regroup([...new Set([...apart, ...meters.sharing(id)])]);
      announcer.key(id);
      rooms.forecaster.poke();
      loop.poke();
      return view(id);
    },
    'key.rotate': ({ id, secret }) => rotate(id, secret),
    'key.remove': async ({ id }) => {
      await keyRing.remove(id);
      announcer.keyRemoved(id);
      announcer.status();
      loop.poke();
      return null;
    },
    'key.test': ({ id }) => test(id),
    'vault.create': ({ passphrase }) => afterVault(vault.create(passphrase)),
    'vault.unlock': ({ passphrase }) => afterVault(vault.unlock(passphrase)),
  };
}
