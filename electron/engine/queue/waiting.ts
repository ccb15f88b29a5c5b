import type { BatchStart, EndpointName } from '../../../shared/domain.ts';
import { leading } from '../../../shared/leading.ts';
import { JobLine } from './job-line.ts';

/** A job that waits to be sent: what the scheduler needs to know of it. */
export interface WaitingJob {
  id: number;
  model: string;
  /** Its own priority, on top of its batch's. */
  priority: number;
  /** Not before this time (ms); 0: at once. */
  notBefore: number;
  /** How many outputs its input asks for: they may multiply its cost. */
  outputs: number;
  /** Among the first of its batch, which go before the others and may go alone. */
  trial?: boolean;
}

/** A batch with jobs that wait, the first to go out first. */
export interface WaitingBatch {
  id: number;
  endpoint: EndpointName;
  priority: number;
  /** Composed by hand, one at a time: overtakes batches. */
  hand: boolean;
  labels: readonly string[];
  paused: boolean;
  /** When its jobs go out; absent: at once. */
  start?: BatchStart;
  /** Only its trial jobs go until a person has looked at them. */
  trialOnly?: boolean;
  jobs: WaitingJobs;
}

/** Jobs in the order they go out. */
export interface WaitingJobs extends Iterable<WaitingJob> {
  readonly length: number;
  /** How many there are of each model. */
  readonly models: ReadonlyMap<string, number>;
  at(index: number): WaitingJob | undefined;
}

interface MutableBatch extends WaitingBatch {
  priority: number;
  paused: boolean;
  jobs: JobLine;
}

/**
 * The backlog in memory, ordered as it will be sent, so that deciding asks the database nothing. The database stays the truth:
 * `jobs.ts` changes both in one step and refills this one when a transaction failed.
 */
export class WaitingList {
  readonly #batches = new Map<number, MutableBatch>();
  #size = 0;
  #changes = 0;

  /** Rises with every change: whether there was one is told by comparing. */
  get changes(): number {
    return this.#changes;
  }

  get size(): number {
    return this.#size;
  }

  batches(): Iterable<WaitingBatch> {
    return this.#batches.values();
  }

  clear(): void {
    this.#changes++;
    this.#batches.clear();
    this.#size = 0;
  }

  /** Makes the batch known, or changes what is said of it; its jobs stay. */
  setBatch(batch: Omit<WaitingBatch, 'jobs'>): void {
    this.#changes++;
    const known = this.#batches.get(batch.id);
    if (known?.trialOnly && !batch.trialOnly) known.jobs = released(known.jobs);
    if (known) Object.assign(known, batch);
    else this.#batches.set(batch.id, { ...batch, jobs: new JobLine() });
  }

  add(batchId: number, job: WaitingJob): void {
    const { jobs } = this.#get(batchId);
    this.#changes++;
    jobs.insert(position(jobs, job), job);
    this.#size++;
  }

  /** Many at once, in any order. */
  addAll(batchId: number, some: readonly WaitingJob[]): void {
    const batch = this.#get(batchId);
    this.#changes++;
    batch.jobs = new JobLine([...batch.jobs, ...some].sort(inOrder));
    this.#size += some.length;
  }

  remove(batchId: number, jobId: number): void {
    const { jobs } = this.#get(batchId);
    const at = jobs.indexOf(jobId);
    if (at < 0) return;
    this.#changes++;
    jobs.removeAt(at);
    this.#size--;
  }

  has(batchId: number, jobId: number): boolean {
    return (this.#batches.get(batchId)?.jobs.indexOf(jobId) ?? -1) >= 0;
  }

  #get(batchId: number): MutableBatch {
    const batch = this.#batches.get(batchId);
    if (!batch) throw new Error(`batch ${batchId} is not in the waiting list`);
    return batch;
  }
}

/** Nothing is tried first any more: all in the order of their priority. */
function released(jobs: JobLine): JobLine {
  return new JobLine(Array.from(jobs, (job) => ({ ...job, trial: false })).sort(inOrder));
}

/** Where `job` belongs: what is tried first, then higher priority, then the older. A new job of a batch goes to the end at once. */
export function position(jobs: JobLine, job: WaitingJob): number {
  const last = jobs.at(jobs.length - 1);
  return !last || isBefore(last, job) ? jobs.length : leading(jobs.length, (at) => isBefore(jobs.at(at)!, job));
}

function isBefore(a: WaitingJob, b: WaitingJob): boolean {
  return inOrder(a, b) < 0;
}

function inOrder(a: WaitingJob, b: WaitingJob): number {
  return byTurn(a, b) || a.id - b.id;
}

/** Below 0: `a` goes before `b`, however old both are. What is tried first, then the higher priority. */
export function byTurn(a: WaitingJob, b: WaitingJob): number {
  return Number(b.trial === true) - Number(a.trial === true) || b.priority - a.priority;
}
