import { isHeld, type JobView } from '../../../shared/domain.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { ask } from '../ask.ts';
import { oneLine } from '../words.ts';
import { jobsOf } from './jobs-of.ts';

/** Each sending may cost again: a job whose answer is lost this often in one run is left to the person. */
const MOST_RESUBMITS = 3;

/** `--uncertain resubmit`: sends each uncertain job again, and tells which. Those held after crashes are left to the person. */
export function createResubmitter(engine: Pick<Engine, 'call'>, ids: number[], say: (line: string) => void): () => Promise<void> {
  const times = new Map<number, number>();
  return async () => {
    const jobs = (await jobsOf(engine, ids, ['uncertain'])).filter((job) => !isHeld(job) && (times.get(job.id) ?? 0) < MOST_RESUBMITS);
    if (jobs.length === 0) return;
    for (const job of jobs) {
      times.set(job.id, (times.get(job.id) ?? 0) + 1);
      say(`Uncertain, sent again: ${jobLine(job)}`);
    }
    await ask(engine, 'job.resolve', { ids: jobs.map((job) => job.id), decision: 'resubmit' });
  };
}

/** A job with what is known of why it is not done. */
export function jobLine(job: JobView): string {
  const what = job.prompt === null ? job.model : `${job.model}, “${oneLine(job.prompt, 48)}”`;
  return `job ${job.id} (${what})${job.error ? `. ${oneLine(job.error.message, 300)} ${job.error.code}` : ''}`;
}
