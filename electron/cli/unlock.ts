import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine-types.ts';
import { ask } from './ask.ts';
import type { World } from './world.ts';

/** Opens a locked vault, or makes a new one. Rejects with VAULT_LOCKED where nobody can be asked, BAD_INPUT when the passphrase is wrong. */
export async function openVault(engine: Pick<Engine, 'call'>, world: World): Promise<void> {
  const { status } = await ask(engine, 'app.snapshot', null);
  if (status.vault.state === 'locked') await ask(engine, 'vault.unlock', { passphrase: await passphrase(world, 'Passphrase of the vault: ') });
  if (status.vault.state === 'new') await createVault(engine, world);
}

async function createVault(engine: Pick<Engine, 'call'>, world: World): Promise<void> {
  const first = await passphrase(world, 'A new passphrase for the vault (at least 8 characters): ');
  const second = await passphrase(world, 'Once more: ');
  if (first !== second) throw new AppError('BAD_INPUT', 'The two passphrases differ. Nothing was stored; try again.');
  await ask(engine, 'vault.create', { passphrase: first });
}

async function passphrase(world: World, question: string): Promise<string> {
  const given = world.env['ABSTRAKT_PASSPHRASE'] || (await world.askSecret(question));
  if (given) return given;
  throw new AppError(
    'VAULT_LOCKED',
    'The vault needs its passphrase, and there is no terminal to ask on. Nothing was sent. Set ABSTRAKT_PASSPHRASE, or give keys in ABSTRAKT_API_KEYS.',
  );
}
