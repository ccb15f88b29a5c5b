import type { EngineClient, JobChange } from '../../../../shared/contract.ts';
import { showToast } from '../../../components/toasts.ts';
import { counted } from '../../../look/numbers.ts';

/** Changes failed and cancelled ones of these jobs, puts them back into the queue, and says how many. Rejects with the engine's AppError. */
export async function rerunChanged(client: Pick<EngineClient, 'call'>, ids: readonly number[], change: JobChange): Promise<void> {
  const { queued } = await client.call('job.retry', { ids: [...ids], change });
  showToast({ glyph: 'queued', title: `${counted(queued, 'job')} changed and queued again` });
}
