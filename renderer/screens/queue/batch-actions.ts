import type { BatchView } from '../../../shared/domain.ts';
import type { MenuItem } from '../../components/menu.tsx';
import { AppError } from '../../../shared/errors.ts';
import { unfinished } from '../../look/states.ts';
import { showErrorToast, useCommand } from '../../state/command.ts';
import { navigate } from '../../state/route.ts';
import { counted } from '../../look/numbers.ts';
import { useClient } from '../../state/engine.tsx';
import { openBatchDialog } from './batch-dialog.ts';
import { isTried } from './batch-holds.ts';
import { isOver } from './order/order.ts';
import { useMove } from './order/use-move.ts';
import { cancelRest, clearFromList } from './batch-ends.ts';
import { retryFailed } from './retry-failed.ts';

export interface BatchActions {
  /** Pause, resume, or release what comes after a trial, whichever applies; null when nothing is left to hold. */
  hold: { label: 'Pause' | 'Resume' | 'Release'; run(): void; busy: boolean } | null;
  cancelRest(): void;
  /** Lets the jobs after the first ones go. */
  release(): void;
  startNow(): void;
  releasing: boolean;
  menu: MenuItem[];
  /** What keys do while its row has the focus: P, R, L, Delete. Those that do nothing now are not there. */
  keys: ReadonlyMap<string, () => void>;
}

/** What can be done to a batch now. */
export function useBatchActions(batch: BatchView): BatchActions {
  const pause = useCommand('batch.pause');
  const resume = useCommand('batch.resume');
  const letGo = useCommand('batch.release');
  const update = useCommand('batch.update');
  const client = useClient();
  const move = useMove();
  const { id } = batch;
  const open = batch.state !== 'cancelled' && unfinished(batch.counts) > 0;
  const none = open ? undefined : 'nothing left to send';

  const tell = (done: Promise<unknown>) => void done.catch((thrown) => showErrorToast(AppError.from(thrown)));
  const cancel = () => tell(cancelRest(client, batch));
  const release = () => void letGo.run({ id });
  const startNow = () => void update.run({ id, start: { kind: 'now' } });

  const hold: BatchActions['hold'] = !open
    ? null
    : batch.state === 'paused'
      ? { label: 'Resume', run: () => void resume.run({ id }), busy: resume.busy }
      : isTried(batch)
        ? { label: 'Release', run: release, busy: letGo.busy }
        : { label: 'Pause', run: () => void pause.run({ id }), busy: pause.busy };
  const label = () => openBatchDialog('labels', id);
  const cancels = open && batch.counts.queued > 0;

  return {
    hold,
    keys: new Map([
      ...(hold ? [['p', hold.run] as const] : []),
      ...(batch.counts.failed > 0 ? [['r', () => openBatchDialog('rerun-changed', id)] as const] : []),
      ...(open ? [['l', label] as const] : []),
      ...(cancels ? [['Delete', cancel] as const] : []),
    ]),
    release,
    startNow,
    releasing: letGo.busy || update.busy,
    cancelRest: cancel,
    menu: [
      { label: 'Open', run: () => navigate('queue', id) },
      ...(batch.trial ? [{ label: `Release ${counted(batch.counts.queued, 'job')}`, apart: true, disabledBecause: none, run: release }] : []),
      ...(batch.waiting?.kind === 'start' ? [{ label: 'Start now', apart: true, disabledBecause: none, run: startNow }] : []),
      { label: 'Move up', keys: 'Alt ↑', apart: true, disabledBecause: none, run: () => move.by(id, -1) },
      { label: 'Move down', keys: 'Alt ↓', disabledBecause: none, run: () => move.by(id, 1) },
      { label: 'Move to the front', disabledBecause: none, run: () => move.to(id, 0) },
      { label: 'Choose its keys', keys: 'L', disabledBecause: none, run: label },
      ...rerunItems(batch, () => tell(retryFailed(client, id))),
      {
        label: 'Cancel the rest',
        apart: true,
        keys: 'Del',
        danger: true,
        disabledBecause: cancels ? undefined : 'nothing waits',
        run: cancel,
      },
      { label: 'Clear from the list', disabledBecause: isOver(batch) ? undefined : 'not over yet', run: () => tell(clearFromList(client, batch)) },
    ],
  };
}

function rerunItems({ id, counts }: BatchView, rerun: () => void): MenuItem[] {
  if (counts.failed === 0) return [];
  return [
    { label: `Rerun ${counted(counts.failed, 'failed job')}`, apart: true, run: rerun },
    { label: 'Rerun them with one thing changed', keys: 'R', run: () => openBatchDialog('rerun-changed', id) },
  ];
}
