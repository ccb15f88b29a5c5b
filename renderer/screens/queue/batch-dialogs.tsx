import { useEngine } from '../../state/engine.tsx';
import { closeBatchDialog, useBatchDialog } from './batch-dialog.ts';
import { LabelsDialog } from './labels-dialog.tsx';
import { RerunChanged } from './rerun-changed.tsx';

/** Once, in the frame: dialogs about a batch, over whichever screen. */
export function BatchDialogs() {
  const dialog = useBatchDialog((state) => state.dialog);
  const batch = useEngine((state) => (dialog.kind === 'none' ? undefined : state.batches[dialog.batchId]));
  if (!batch) return null;
  switch (dialog.kind) {
    case 'none':
      return null;
    case 'labels':
      return <LabelsDialog key={batch.id} batch={batch} onClose={closeBatchDialog} />;
    case 'rerun-changed':
      return <RerunChanged key={batch.id} batch={batch} onClose={closeBatchDialog} />;
  }
}
