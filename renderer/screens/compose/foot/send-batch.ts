import type { CallOutput, EngineClient, JobDraft } from '../../../../shared/contract.ts';
import type { Expansion } from '../jobs/to-batch.ts';

/** Enqueues a batch of any size without holding up the window: more than one part of jobs goes part by part. Rejects with the engine's AppError. */
export async function sendBatch(client: Pick<EngineClient, 'call'>, { parts, about }: Expansion): Promise<CallOutput<'batch.create'>> {
  const token = crypto.randomUUID();
  const stage = (jobs: JobDraft[]) => client.call('compose.stage', { token, jobs });
  let last: JobDraft[] = [];
  let staged = false;
  for await (const part of parts) {
    if (last.length > 0) staged = (await stage(last)).staged > 0;
    last = part;
  }
  if (!staged) return client.call('batch.create', { ...about(), jobs: last });
  await stage(last);
  return client.call('compose.enqueue', { ...about(), token });
}
