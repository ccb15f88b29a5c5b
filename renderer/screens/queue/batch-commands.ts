import { ArrowDown, ArrowUp, ArrowUpToLine, Forward, KeyRound, Pause, Pencil, Play, RotateCcw, SquareX, X } from 'lucide-react';
import type { CallInput, CallName } from '../../../shared/contract.ts';
import type { BatchView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { SCREEN_INFO } from '../../app/screens.ts';
import type { PaletteCommand } from '../../app/commands.tsx';
import type { LinkedClient } from '../../client/link.ts';
import { counted } from '../../look/numbers.ts';
import { moving, unfinished } from '../../look/states.ts';
import { showErrorToast } from '../../state/command.ts';
import { navigate } from '../../state/route.ts';
import { openBatchDialog } from './batch-dialog.ts';
import { cancelRest, clearFromList } from './batch-ends.ts';
import { isOver } from './order/order.ts';
import type { Move } from './order/use-move.ts';
import { retryFailed } from './retry-failed.ts';

/** What the palette offers of one batch: what can be done to it now. */
export function commandsOfBatch(batch: BatchView, client: LinkedClient, move: Move): PaletteCommand[] {
  const { id, name, counts } = batch;
  const open: PaletteCommand = { verb: 'Open', object: name, icon: SCREEN_INFO.queue.icon, run: () => navigate('queue', id) };
  const over: PaletteCommand[] = isOver(batch)
    ? [{ verb: 'Clear', object: `${name} from the list`, icon: X, run: () => tell(clearFromList(client, batch)) }]
    : [];
  if (unfinished(counts) === 0 || batch.state === 'cancelled') return [open, ...rerunCommands(batch, client), ...over];
  return [open, holdCommand(batch, client), ...goCommands(batch, client), ...moveCommands(batch, move), ...rerunCommands(batch, client)];
}

function rerunCommands({ id, name, counts }: BatchView, client: LinkedClient): PaletteCommand[] {
  if (counts.failed === 0) return [];
  const object = `${counted(counts.failed, 'failed job')} of ${name}`;
  return [
    { verb: 'Rerun', object, icon: RotateCcw, run: () => tell(retryFailed(client, id)) },
    { verb: 'Rerun', object: `${object} with one thing changed`, icon: Pencil, run: () => openBatchDialog('rerun-changed', id) },
  ];
}

function holdCommand(batch: BatchView, client: LinkedClient): PaletteCommand {
  const { id, name, counts } = batch;
  if (batch.state === 'paused') return { verb: 'Resume', object: name, icon: Play, run: () => send(client, 'batch.resume', { id }) };
  const busy = moving(counts);
  const object = busy ? `${name}, ${counted(busy, 'job finishes', 'finish')} first` : name;
  return { verb: 'Pause', object, icon: Pause, run: () => send(client, 'batch.pause', { id }) };
}

function goCommands(batch: BatchView, client: LinkedClient): PaletteCommand[] {
  const { id, name, counts } = batch;
  const found: PaletteCommand[] = [];
  if (batch.trial)
    found.push({ verb: 'Release', object: `${counted(counts.queued, 'job')} of ${name}`, icon: Forward, run: () => send(client, 'batch.release', { id }) });
  if (batch.waiting?.kind === 'start')
    found.push({ verb: 'Start', object: `${name} now`, icon: Forward, run: () => send(client, 'batch.update', { id, start: { kind: 'now' } }) });
  if (counts.queued > 0) found.push({ verb: 'Cancel', object: `the rest of ${name}`, icon: SquareX, run: () => tell(cancelRest(client, batch)) });
  return found;
}

function moveCommands({ id, name }: BatchView, move: Move): PaletteCommand[] {
  return [
    { verb: 'Move', object: `${name} to the front`, icon: ArrowUpToLine, run: () => move.to(id, 0) },
    { verb: 'Move', object: `${name} up`, icon: ArrowUp, run: () => move.by(id, -1) },
    { verb: 'Move', object: `${name} down`, icon: ArrowDown, run: () => move.by(id, 1) },
    { verb: 'Choose', object: `the keys of ${name}`, icon: KeyRound, run: () => openBatchDialog('labels', id) },
  ];
}

function send<N extends CallName>(client: LinkedClient, name: N, input: CallInput<N>): void {
  tell(client.call(name, input));
}

function tell(done: Promise<unknown>): void {
  done.catch((thrown) => showErrorToast(AppError.from(thrown)));
}
