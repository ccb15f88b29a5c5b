import type { LinkedClient } from '../../client/link.ts';

/** Puts all failed jobs of a batch back into the queue. Rejects with the engine's AppError. */
export async function retryFailed(client: LinkedClient, batchId: number): Promise<void> {
  const ids = await failedIds(client, batchId);
  if (ids.length > 0) await client.call('job.retry', { ids });
}

/** The failed jobs of a batch. Rejects with the engine's AppError. */
export async function failedIds(client: LinkedClient, batchId: number): Promise<number[]> {
  const { ids } = await client.call('job.ids', { batchId, states: ['failed'] });
  return ids;
}
