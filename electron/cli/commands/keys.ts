import type { KeyView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { looksLikeSecret } from '../../engine/keys/secret.ts';
import type { KeysCommand } from '../arguments.ts';
import { ask } from '../ask.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { keyTable } from '../key-table.ts';
import { openVault } from '../unlock.ts';
import { counted } from '../words.ts';
import type { World } from '../world.ts';
import { withIdleEngine } from './with-engine.ts';

/** `keys list|add|set|remove`. */
export async function keys(command: KeysCommand, world: World): Promise<ExitCode> {
  switch (command.action) {
    case 'list':
      return withIdleEngine(world, command, (engine) => listKeys(engine, command.json, world));
    case 'add':
      return addKeys(command, world);
    case 'set':
      return withIdleEngine(world, command, (engine) => setKey(engine, command, world));
    case 'remove':
      return withIdleEngine(world, command, (engine) => removeKey(engine, command.key, world));
  }
}

async function listKeys(engine: Engine, json: boolean, world: World): Promise<ExitCode> {
  const { keys: all } = await ask(engine, 'app.snapshot', null);
  if (json) world.out(`${JSON.stringify(all)}\n`);
  else world.out(all.length === 0 ? 'No keys.\n' : keyTable(all, world.clock.now()));
  return EXIT.ok;
}

async function addKeys(command: Extract<KeysCommand, { action: 'add' }>, world: World): Promise<ExitCode> {
  const given = parseSecrets((await world.askSecret('API key: ')) ?? (await world.readInput()), command.label);
  return withIdleEngine(world, command, async (engine) => {
    await openVault(engine, world);
    const { added, known } = await ask(engine, 'key.add', { keys: given });
    if (command.json) world.out(`${JSON.stringify({ added, known })}\n`);
    else
      world.out(
        `${added.map((key) => `${key.label} (ends in ${key.last4}) is in the vault.\n`).join('')}${known.length > 0 ? `${counted(known.length, 'key')} known before: ${known.join(', ')}.\n` : ''}`,
      );
    return EXIT.ok;
  });
}

/** A secret a line, bare or as `label=secret`. What begins like a secret is one, whatever follows. */
function parseSecrets(text: string, label: string | undefined): { secret: string; label?: string }[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0) throw new AppError('BAD_INPUT', 'Standard input has no key. Nothing was stored. Write one secret a line.');
  if (label !== undefined && lines.length > 1)
    throw new AppError('BAD_INPUT', '--label is for one key, and there are several. Nothing was stored. Write label=secret, one a line.');
  return lines.map((line) => parseSecret(line, label));
}

function parseSecret(line: string, label: string | undefined): { secret: string; label?: string } {
  const equals = looksLikeSecret(line) ? -1 : line.indexOf('=');
  const name = label ?? (equals > 0 ? line.slice(0, equals).trim() : undefined);
  return { secret: line.slice(equals + 1).trim(), ...(name === undefined ? {} : { label: name }) };
}

async function setKey(engine: Engine, { key: wanted, budget, account, json }: Extract<KeysCommand, { action: 'set' }>, world: World): Promise<ExitCode> {
  const { keys: all } = await ask(engine, 'app.snapshot', null);
  const key = await ask(engine, 'key.update', { id: oneKey(all, wanted).id, account, creditBudget: budget });
  if (json) world.out(`${JSON.stringify(key)}\n`);
  else world.out(keyTable([key], world.clock.now()));
  return EXIT.ok;
}

async function removeKey(engine: Engine, wanted: string, world: World): Promise<ExitCode> {
  const { keys: all } = await ask(engine, 'app.snapshot', null);
  const key = oneKey(all, wanted);
  if (key.source === 'vault') await openVault(engine, world);
  await ask(engine, 'key.remove', { id: key.id });
  world.out(`${key.label} (ends in ${key.last4}) was removed. What it made stays in the library.\n`);
  return EXIT.ok;
}

function oneKey(all: KeyView[], wanted: string): KeyView {
  const found = all.filter((key) => key.label === wanted || key.last4 === wanted);
  const [key] = found;
  if (key && found.length === 1) return key;
  throw new AppError(
    'BAD_INPUT',
    found.length === 0
      ? `No key is labelled “${wanted}”. Nothing was changed.`
      : `Several keys match “${wanted}”. Nothing was changed; name the last four characters of one.`,
  );
}
