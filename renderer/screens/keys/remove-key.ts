import type { EngineClient } from '../../../shared/contract.ts';
import { confirm } from '../../components/confirm.tsx';
import { count } from '../../look/numbers.ts';
import { navigate } from '../../state/route.ts';

/** Says what it will hit, asks, and takes the key out of the vault. `used`: its jobs at the API. Rejects with the engine's AppError. */
export async function removeKey(client: Pick<EngineClient, 'call'>, key: { id: number; label: string; used: number }): Promise<void> {
  const yes = await confirm({
    title: `Remove ${key.label}?`,
    hits: key.used > 0 ? [{ glyph: 'running', words: 'at the API with it, will not be asked for again', count: count(key.used) }] : [],
    note: 'Its secret leaves the vault. What it made stays in the library, and queued jobs go out with other keys.',
    action: 'Remove 1 key',
    danger: true,
  });
  if (!yes) return;
  await client.call('key.remove', { id: key.id });
  navigate('keys');
}
