import type { BatchView } from '../../../shared/domain.ts';
import type { MenuItem } from '../../components/menu.tsx';
import { confirm } from '../../components/confirm.tsx';
import { unfinished } from '../../look/states.ts';
import { useCommand } from '../../state/command.ts';
import { navigate } from '../../state/route.ts';
import { cancelQuestion } from './cancel-question.ts';

export interface BatchActions {
  /** Pause or resume, whichever applies; null when nothing is left to hold. */
  hold: { label: 'Pause' | 'Resume'; run(): void; busy: boolean } | null;
  menu: MenuItem[];
}

/** What can be done to a batch now. */
export function useBatchActions(batch: BatchView): BatchActions {
  const pause = useCommand('batch.pause');
  const resume = useCommand('batch.resume');
  const cancel = useCommand('batch.cancel');
  const setPriority = useCommand('batch.setPriority');
  const { id } = batch;
  const open = batch.state !== 'cancelled' && unfinished(batch.counts) > 0;
  const none = open ? undefined : 'nothing left to send';

  async function cancelRest(): Promise<void> {
    if (await confirm(cancelQuestion(batch))) await cancel.run({ id });
  }

  return {
    hold: !open
      ? null
      : batch.state === 'paused'
        ? { label: 'Resume', run: () => void resume.run({ id }), busy: resume.busy }
        : { label: 'Pause', run: () => void pause.run({ id }), busy: pause.busy },
    menu: [
      { label: 'Open', run: () => navigate('queue', id) },
      {
        label: 'Before the others',
        apart: true,
        disabledBecause: none ?? (batch.priority > 0 ? 'as it is' : undefined),
        run: () => void setPriority.run({ id, priority: 10 }),
      },
      { label: 'In turn', disabledBecause: none ?? (batch.priority === 0 ? 'as it is' : undefined), run: () => void setPriority.run({ id, priority: 0 }) },
      {
        label: 'After the others',
        disabledBecause: none ?? (batch.priority < 0 ? 'as it is' : undefined),
        run: () => void setPriority.run({ id, priority: -10 }),
      },
      {
        label: 'Cancel the rest',
        apart: true,
        danger: true,
        disabledBecause: batch.counts.queued > 0 && open ? undefined : 'nothing waits',
        run: () => void cancelRest(),
      },
    ],
  };
}
