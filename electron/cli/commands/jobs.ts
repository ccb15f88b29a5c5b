import type { JobView } from '../../../shared/domain.ts';
import { JOB_STATES } from '../../../shared/job-state.ts';
import type { JobsCommand } from '../arguments.ts';
import { ask } from '../ask.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jobsOf } from '../run/jobs-of.ts';
import { table } from '../table.ts';
import { oneLine, timeOfDay } from '../words.ts';
import type { World } from '../world.ts';
import { withIdleEngine } from './with-engine.ts';

/** `jobs`: one a line. */
export async function jobs(command: JobsCommand, world: World): Promise<ExitCode> {
  return withIdleEngine(world, command, async (engine) => {
    const { batches } = await ask(engine, 'app.snapshot', null);
    const wanted = command.batchId === undefined ? batches.map((batch) => batch.id).toSorted((a, b) => a - b) : [command.batchId];
    const found = await jobsOf(engine, wanted, command.states.length > 0 ? command.states : [...JOB_STATES]);
    if (command.json) world.out(`${JSON.stringify(found)}\n`);
    else world.out(found.length === 0 ? 'No jobs.\n' : jobTable(found));
    return EXIT.ok;
  });
}

function jobTable(found: JobView[]): string {
  return table(
    [
      { head: 'job', cell: (job) => String(job.id), right: true },
      { head: 'batch', cell: (job) => String(job.batchId), right: true },
      { head: 'state', cell: (job) => job.state },
      { head: 'model', cell: (job) => job.model },
      { head: 'prompt', cell: (job) => oneLine(job.prompt ?? '–', 40) },
      { head: '', cell: why },
    ],
    found,
  );
}

function why(job: JobView): string {
  if (job.error) return `${oneLine(job.error.message, 200)} ${job.error.code}`;
  if (job.state !== 'queued' || !job.waiting) return '';
  const { kind, keyLabel, until } = job.waiting;
  return `waits: ${kind}${keyLabel ? ` of ${keyLabel}` : ''}${until === null ? '' : ` until ${timeOfDay(until)}`}`;
}
