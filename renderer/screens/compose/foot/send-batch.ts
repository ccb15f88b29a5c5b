import type { CallInput, CallOutput, EngineClient } from '../../../../shared/contract.ts';

/** So many jobs are told at once; more go in parts of this size, between which the window draws. */
const AT_ONCE = 1_000;

/** Enqueues a batch of any size without holding up the window. Rejects with the engine's AppError. */
export async function sendBatch(client: Pick<EngineClient, 'call'>, { jobs, ...batch }: CallInput<'batch.create'>): Promise<CallOutput<'batch.create'>> {
  if (jobs.length <= AT_ONCE) return client.call('batch.create', { ...batch, jobs });
  const token = crypto.randomUUID();
  for (let from = 0; from < jobs.length; from += AT_ONCE) await client.call('compose.stage', { token, jobs: jobs.slice(from, from + AT_ONCE) });
  return client.call('compose.enqueue', { ...batch, token });
}
