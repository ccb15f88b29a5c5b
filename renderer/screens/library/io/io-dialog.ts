import { create } from 'zustand';
import type { CallInput } from '../../../../shared/contract.ts';

export type What = CallInput<'export.plan'>['what'];

/** The dialog about files that is open, over whichever screen. */
export type IoDialog =
  | { kind: 'none' }
  | { kind: 'export'; what: What; title: string }
  | { kind: 'import'; files: readonly File[] }
  | { kind: 'verify' }
  | { kind: 'sheet' | 'send'; ids: readonly number[] };

export const useIoDialog = create<{ dialog: IoDialog }>(() => ({ dialog: { kind: 'none' } }));

export function openIo(dialog: IoDialog): void {
  useIoDialog.setState({ dialog });
}

export function closeIo(): void {
  openIo({ kind: 'none' });
}
