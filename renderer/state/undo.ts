import type { EngineClient } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { showToast, type ToastNotice } from '../components/toasts.ts';
import { counted } from '../look/numbers.ts';
import { showErrorToast } from './command.ts';

/** Says what was done, with the way back where there is one (`undo` is the token of the command; null: none). */
export function offerUndo(client: Pick<EngineClient, 'call'>, { undo, ...notice }: Omit<ToastNotice, 'action'> & { undo: number | null }): void {
  showToast({ ...notice, ...(undo === null ? {} : { action: { label: 'Undo', run: () => void takeBack(client, undo) } }) });
}

async function takeBack(client: Pick<EngineClient, 'call'>, undo: number): Promise<void> {
  try {
    const { undone, left } = await client.call('undo.apply', { undo });
    if (left > 0)
      showToast({
        glyph: 'queued',
        title: `${counted(undone, 'change')} taken back`,
        detail: `${counted(left, 'job')} had gone on since, and stay as they are.`,
      });
  } catch (thrown) {
    showErrorToast(AppError.from(thrown));
  }
}
