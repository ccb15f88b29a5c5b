import { showToast } from '../../../../components/toasts.ts';
import { counted } from '../../../../look/numbers.ts';
import { openIo } from '../io-dialog.ts';
import { MOST_ON_A_SHEET } from './sheet-dialog.tsx';

/** Asks how a contact sheet of these assets is to be. */
export function openSheet(ids: readonly number[]): void {
  if (ids.length === 0) return;
  if (ids.length <= MOST_ON_A_SHEET) openIo({ kind: 'sheet', ids });
  else
    showToast({
      glyph: 'failed',
      title: `A sheet takes ${counted(MOST_ON_A_SHEET, 'asset')}`,
      detail: `${counted(ids.length, 'asset')} are selected. Nothing was made.`,
    });
}
