import type { JobView } from '../../../shared/domain.ts';
import type { JobState } from '../../../shared/job-state.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { ask } from '../ask.ts';

const PAGE = 1_000;

/** All jobs of the batches that are in one of the states. */
export async function jobsOf(engine: Pick<Engine, 'call'>, batchIds: number[], states: JobState[]): Promise<JobView[]> {
  const found: JobView[] = [];
  for (const batchId of batchIds) {
    for (let offset = 0, total = 1; offset < total; offset += PAGE) {
      const page = await ask(engine, 'job.list', { batchId, states, offset, limit: PAGE });
      found.push(...page.jobs);
      total = page.total;
    }
  }
  return found;
}
