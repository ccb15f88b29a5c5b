import type { EngineClient } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { counted } from '../../../look/numbers.ts';
import { showErrorToast } from '../../../state/command.ts';
import { openIo } from './io-dialog.ts';

/** Asks how the selected assets are to be exported, by their ids. */
export async function exportSelected(client: Pick<EngineClient, 'call'>, ids: readonly number[]): Promise<void> {
  try {
    const sha256s = await client.call('asset.hashes', { ids: [...ids] });
    openIo({ kind: 'export', what: { sha256s }, title: `Export ${counted(sha256s.length, 'asset')}` });
  } catch (thrown) {
    showErrorToast(AppError.from(thrown));
  }
}
