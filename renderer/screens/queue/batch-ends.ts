import type { EngineClient } from '../../../shared/contract.ts';
import type { BatchView } from '../../../shared/domain.ts';
import { confirm } from '../../components/confirm.tsx';
import { counted } from '../../look/numbers.ts';
import { offerUndo } from '../../state/undo.ts';
import { cancelQuestion } from './cancel-question.ts';

type Client = Pick<EngineClient, 'call'>;

/** Says what it will hit, asks, cancels what waits, and offers the way back. Rejects with the engine's AppError. */
export async function cancelRest(client: Client, batch: BatchView): Promise<void> {
  if (!(await confirm(cancelQuestion(batch)))) return;
  const { cancelled, undo } = await client.call('batch.cancel', { id: batch.id });
  offerUndo(client, { glyph: 'cancelled', title: `${counted(cancelled, 'job')} of ${batch.name} cancelled`, undo });
}

/** Takes a batch that is over out of the list, with the way back. Rejects with the engine's AppError. */
export async function clearFromList(client: Client, { id, name }: BatchView): Promise<void> {
  const { undo } = await client.call('batch.clear', { ids: [id] });
  offerUndo(client, { glyph: 'done', title: `${name} cleared from the list`, detail: 'Its assets stay in the library.', undo });
}
