import { useEffect, useState } from 'react';
import type { BatchView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { counted } from '../../look/numbers.ts';
import { showErrorToast } from '../../state/command.ts';
import { useClient } from '../../state/engine.tsx';
import { failedIds } from './retry-failed.ts';
import { ChangeDialog } from './select/change-dialog.tsx';
import { rerunChanged } from './select/rerun-changed.ts';

/** All failed jobs of a batch once more, each with the same one thing changed. */
export function RerunChanged({ batch, onClose }: { batch: BatchView; onClose(): void }) {
  const client = useClient();
  const [ids, setIds] = useState<readonly number[]>([]);
  useEffect(() => {
    let left = false;
    failedIds(client, batch.id).then(
      (found) => {
        if (!left && found.length === 0) onClose();
        else if (!left) setIds(found);
      },
      (thrown) => {
        if (left) return;
        showErrorToast(AppError.from(thrown));
        onClose();
      },
    );
    return () => {
      left = true;
    };
  }, [client, batch.id, onClose]);
  if (ids.length === 0) return null;
  return (
    <ChangeDialog
      ids={ids}
      title={`Rerun ${counted(ids.length, 'failed job')} of ${batch.name} with one thing changed`}
      action={`Change and rerun ${counted(ids.length, 'job')}`}
      onClose={onClose}
      onChange={(change) => rerunChanged(client, ids, change)}
    />
  );
}
