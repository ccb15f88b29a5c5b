import type { BatchView } from '../../../shared/domain.ts';
import type { MenuItem } from '../../components/menu.tsx';
import { AppError } from '../../../shared/errors.ts';
import { unfinished } from '../../look/states.ts';
import { showErrorToast, useCommand } from '../../state/command.ts';
import { navigate } from '../../state/route.ts';
import { useState } from 'react';
import { counted } from '../../look/numbers.ts';
import { useClient } from '../../state/engine.tsx';
import { isTried } from './batch-holds.ts';
import { isOver } from './order/order.ts';
import { useMove } from './order/use-move.ts';
import { cancelRest, clearFromList } from './batch-ends.ts';

export interface BatchActions {
  /** Pause, resume, or release what comes after a trial, whichever applies; null when nothing is left to hold. */
  hold: { label: 'Pause' | 'Resume' | 'Release'; run(): void; busy: boolean } | null;
  cancelRest(): void;
  /** Lets the jobs after the first ones go. */
  release(): void;
  startNow(): void;
  releasing: boolean;
  menu: MenuItem[];
  /** The dialog of labels, while it is open. */
  labelling: { open: boolean; close(): void };
}

/** What can be done to a batch now. */
export function useBatchActions(batch: BatchView): BatchActions {
  const pause = useCommand('batch.pause');
  const resume = useCommand('batch.resume');
  const letGo = useCommand('batch.release');
  const update = useCommand('batch.update');
  const client = useClient();
  const move = useMove();
  const [labelling, setLabelling] = useState(false);
  const { id } = batch;
  const open = batch.state !== 'cancelled' && unfinished(batch.counts) > 0;
  const none = open ? undefined : 'nothing left to send';

  const tell = (done: Promise<unknown>) => void done.catch((thrown) => showErrorToast(AppError.from(thrown)));
  const cancel = () => tell(cancelRest(client, batch));
  const release = () => void letGo.run({ id });
  const startNow = () => void update.run({ id, start: { kind: 'now' } });

  return {
    release,
    startNow,
    releasing: letGo.busy || update.busy,
    cancelRest: cancel,
    labelling: { open: labelling, close: () => setLabelling(false) },
    hold: !open
      ? null
      : batch.state === 'paused'
        ? { label: 'Resume', run: () => void resume.run({ id }), busy: resume.busy }
        : isTried(batch)
          ? { label: 'Release', run: release, busy: letGo.busy }
          : { label: 'Pause', run: () => void pause.run({ id }), busy: pause.busy },
    menu: [
      { label: 'Open', run: () => navigate('queue', id) },
      ...(batch.trial ? [{ label: `Release ${counted(batch.counts.queued, 'job')}`, apart: true, disabledBecause: none, run: release }] : []),
      ...(batch.waiting?.kind === 'start' ? [{ label: 'Start now', apart: true, disabledBecause: none, run: startNow }] : []),
      { label: 'Move up', keys: 'Alt ↑', apart: true, disabledBecause: none, run: () => move.by(id, -1) },
      { label: 'Move down', keys: 'Alt ↓', disabledBecause: none, run: () => move.by(id, 1) },
      { label: 'Move to the front', disabledBecause: none, run: () => move.to(id, 0) },
      { label: 'Choose its keys', disabledBecause: none, run: () => setLabelling(true) },
      {
        label: 'Cancel the rest',
        apart: true,
        danger: true,
        disabledBecause: batch.counts.queued > 0 && open ? undefined : 'nothing waits',
        run: cancel,
      },
      { label: 'Clear from the list', disabledBecause: isOver(batch) ? undefined : 'not over yet', run: () => tell(clearFromList(client, batch)) },
    ],
  };
}
