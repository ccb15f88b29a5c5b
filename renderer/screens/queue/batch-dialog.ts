import { create } from 'zustand';

/** The dialog about a batch that is open, over whichever screen. */
export type BatchDialog = { kind: 'none' } | { kind: 'labels' | 'rerun-changed'; batchId: number };

export const useBatchDialog = create<{ dialog: BatchDialog }>(() => ({ dialog: { kind: 'none' } }));

export function openBatchDialog(kind: 'labels' | 'rerun-changed', batchId: number): void {
  useBatchDialog.setState({ dialog: { kind, batchId } });
}

export function closeBatchDialog(): void {
  useBatchDialog.setState({ dialog: { kind: 'none' } });
}
