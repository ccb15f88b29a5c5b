import { useState } from 'react';
import type { BatchView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { LinkedClient } from '../../client/link.ts';
import { showErrorToast } from '../../state/command.ts';
import { useClient } from '../../state/engine.tsx';

const PAGE = 1_000;

/** Puts all failed jobs of a batch back into the queue. */
export function useRetryFailed(batch: BatchView): { run(): Promise<void>; busy: boolean } {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    setBusy(true);
    try {
      await retryFailed(client, batch.id);
    } catch (thrown) {
      showErrorToast(AppError.from(thrown));
    } finally {
      setBusy(false);
    }
  }
  return { run, busy };
}

/** The same without a button. Rejects with the engine's AppError. */
export async function retryFailed(client: LinkedClient, batchId: number): Promise<void> {
  const ids = await failedIds(client, batchId);
  if (ids.length > 0) await client.call('job.retry', { ids });
}

/** Read whole before any is touched: retrying changes which jobs a page holds. */
async function failedIds(client: LinkedClient, batchId: number): Promise<number[]> {
  const ids: number[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { jobs, total } = await client.call('job.list', { batchId, states: ['failed'], offset, limit: PAGE });
    ids.push(...jobs.map((job) => job.id));
    if (jobs.length === 0 || ids.length >= total) return ids;
  }
}
