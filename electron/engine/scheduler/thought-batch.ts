import type { CallArgs } from '../../../shared/contract.ts';
import type { BatchStart, EndpointName } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { HeldJob } from '../queue/jobs.ts';
import { JobLine } from '../queue/job-line.ts';
import type { WaitingBatch, WaitingJob } from '../queue/waiting.ts';

type Question = CallArgs<'forecast.ask'>;

/** The batch that is only thought of: younger than all others. */
export const THOUGHT_BATCH = Number.MAX_SAFE_INTEGER;
/** As many as a batch may have. */
const MOST_JOBS = 100_000;

/** What is asked about. `held`: steps of lines, each of which waits for the step before it. */
export interface Thought {
  batch: WaitingBatch;
  held: HeldJob[];
}

interface ThoughtJob extends WaitingJob {
  /** Place among the jobs of its row; 0 where each job stands for itself. */
  step: number;
}

/** The batch of a question, numbered as `batch.create` would number it. BAD_INPUT for too many jobs, or for a layout that they do not fit. */
export function thoughtBatch(question: Question, endpoint: EndpointName, start: BatchStart): Thought {
  const { source, priority, labels, tryFirst, layout } = question;
  const jobs = thoughtJobs(question);
  const isStep = ({ step }: ThoughtJob) => layout.kind === 'line' && step > 0;
  const waiting = jobs.filter((job) => !isStep(job));
  const held = jobs.filter(isStep).map((job): HeldJob => ({ batchId: THOUGHT_BATCH, job, after: [job.id - 1] }));
  const trialOnly = tryFirst !== null && tryFirst < jobs.length;
  const batch = { id: THOUGHT_BATCH, endpoint, priority, hand: source === 'hand', labels, paused: false, start, trialOnly, jobs: new JobLine(waiting) };
  return { batch, held };
}

/** Ids are below 0, so that they are nobody's, and rise with the number. */
function thoughtJobs({ jobs, tryFirst, layout }: Question): ThoughtJob[] {
  const total = jobs.reduce((sum, { count }) => sum + count, 0);
  if (total > MOST_JOBS) throw new AppError('BAD_INPUT', `A batch has at most ${MOST_JOBS} jobs. Divide it.`);
  const make = (number: number, step: number, { model, outputs }: Question['jobs'][number]): ThoughtJob => {
    const trial = tryFirst !== null && number <= tryFirst;
    return { id: number - 1 - total, model, priority: 0, notBefore: 0, outputs, trial, step };
  };
  if (layout.kind === 'list') {
    let number = 0;
    return jobs.flatMap((some) => Array.from({ length: some.count }, () => make(++number, 0, some)));
  }
  const rows = total / layout.across;
  if (jobs.length !== layout.across || jobs.some(({ count }) => count !== rows))
    throw new AppError('BAD_INPUT', `Rows of ${layout.across} jobs need ${layout.across} entries of as many jobs each.`);
  return Array.from({ length: total }, (_, at) => make(at + 1, at % layout.across, jobs[at % layout.across]!));
}
