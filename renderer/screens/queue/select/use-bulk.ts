import { useEffect, useState } from 'react';
import type { CallInput, CallName, CallOutput, JobChange } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { confirm } from '../../../components/confirm.tsx';
import { showToast } from '../../../components/toasts.ts';
import { counted } from '../../../look/numbers.ts';
import { showErrorToast } from '../../../state/command.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { offerUndo } from '../../../state/undo.ts';
import { cancelSelected, type Census, rerunSelected } from './bulk.ts';

export interface Bulk {
  /** Null until it is counted. */
  census: Census | null;
  cancel(): Promise<void>;
  rerun(): Promise<void>;
  /** Of those that wait. */
  update(change: JobChange): Promise<void>;
  /** Changes failed and cancelled ones, then runs them again. */
  rerunChanged(change: JobChange): Promise<void>;
}

/** What can be done with the selected jobs: each says first what it will hit, and offers to take it back where that can be. */
export function useBulk(ids: readonly number[], done: () => void): Bulk {
  const client = useClient();
  const [counted_, setCounted] = useState<{ ids: readonly number[]; census: Census } | null>(null);
  const tick = useEngine((state) => state.jobsTick);
  useEffect(() => {
    let left = false;
    if (ids.length > 0)
      client.call('job.census', { ids: [...ids] }).then(
        (census) => !left && setCounted({ ids, census }),
        () => {},
      );
    return () => {
      left = true;
    };
    // Counted anew when rows have changed, and just before anything is done.
  }, [client, ids, tick]);

  const census = counted_?.ids === ids ? counted_.census : null;

  async function asked<N extends CallName>(
    question: (census: Census) => Parameters<typeof confirm>[0],
    name: N,
    input: CallInput<N>,
  ): Promise<CallOutput<N> | null> {
    try {
      const now = await client.call('job.census', { ids: [...ids] });
      if (!(await confirm(question(now)))) return null;
      const answer = await client.call(name, input);
      done();
      return answer;
    } catch (thrown) {
      showErrorToast(AppError.from(thrown));
      return null;
    }
  }

  return {
    census,
    async cancel() {
      const answer = await asked(cancelSelected, 'job.cancel', { ids: [...ids] });
      if (answer) offerUndo(client, { glyph: 'cancelled', title: `${counted(answer.cancelled, 'job')} cancelled`, undo: answer.undo });
    },
    async rerun() {
      const answer = await asked(rerunSelected, 'job.retry', { ids: [...ids] });
      if (answer) showToast({ glyph: 'queued', title: `${counted(answer.queued, 'job')} queued again` });
    },
    async update(change) {
      const { updated, left, undo } = await client.call('job.update', { ids: [...ids], change });
      const detail = left > 0 ? `${counted(left, 'job')} had gone out or ended, and stay as they are.` : undefined;
      offerUndo(client, { glyph: 'queued', title: `${counted(updated, 'queued job')} changed`, ...(detail ? { detail } : {}), undo });
      done();
    },
    async rerunChanged(change) {
      const { queued } = await client.call('job.retry', { ids: [...ids], change });
      showToast({ glyph: 'queued', title: `${counted(queued, 'job')} changed and queued again` });
      done();
    },
  };
}
