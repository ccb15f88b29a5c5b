import type { CallInput, CallName, CallOutput, EngineClient, JobChange } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { confirm, type Question } from '../../../components/confirm.tsx';
import { showToast } from '../../../components/toasts.ts';
import { counted } from '../../../look/numbers.ts';
import { showErrorToast } from '../../../state/command.ts';
import { offerUndo } from '../../../state/undo.ts';
import { cancelSelected, type Census, rerunSelected } from './bulk.ts';
import { rerunChanged } from './rerun-changed.ts';

/** Each says first what it will hit, and offers to take it back where that can be. */
export interface BulkActions {
  cancel(): Promise<void>;
  rerun(): Promise<void>;
  /** Of those that wait. Rejects with the engine's AppError. */
  update(change: JobChange): Promise<void>;
  /** Changes failed and cancelled ones, then runs them again. Rejects with the engine's AppError. */
  rerunChanged(change: JobChange): Promise<void>;
}

/** What can be done with these jobs; `done` is called once it is. */
export function bulkActions(client: Pick<EngineClient, 'call'>, ids: readonly number[], done: () => void): BulkActions {
  async function asked<N extends CallName>(question: (census: Census) => Question, name: N, input: CallInput<N>): Promise<CallOutput<N> | null> {
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
      await rerunChanged(client, ids, change);
      done();
    },
  };
}
