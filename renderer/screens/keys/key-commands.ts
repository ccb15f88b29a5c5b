import { FlaskConical, KeyRound, Power } from 'lucide-react';
import type { EngineClient } from '../../../shared/contract.ts';
import type { KeyView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PaletteCommand } from '../../app/commands.tsx';
import { showErrorToast } from '../../state/command.ts';
import { navigate } from '../../state/route.ts';
import { testKey } from './test-key.ts';

type Client = Pick<EngineClient, 'call'>;

/** What the palette offers of one key, wherever the user is. */
export function commandsOfKey(key: KeyView, client: Client): PaletteCommand[] {
  const { id, label, state } = key;
  const open: PaletteCommand = { verb: 'Open', object: `key ${label}`, icon: KeyRound, run: () => navigate('keys', id) };
  if (state === 'locked' || state === 'missing') return [open];
  const on = state === 'disabled';
  return [
    open,
    { verb: 'Test', object: `key ${label}, costs 1 request`, icon: FlaskConical, run: () => tell(testKey(client, id)) },
    { verb: 'Switch', object: `${on ? 'on' : 'off'} key ${label}`, icon: Power, run: () => tell(client.call('key.update', { id, enabled: on })) },
  ];
}

function tell(done: Promise<unknown>): void {
  done.catch((thrown) => showErrorToast(AppError.from(thrown)));
}
