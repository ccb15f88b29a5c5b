import type { Clock, Random } from '../../../shared/clock.ts';
import { canonicalJson } from '../canonical.ts';
import type { SandboxKey } from '../keys.ts';
import type { Slot } from '../limits/concurrency.ts';
import { fileTypeOf } from '../media/media-spec.ts';
import { planOutputs } from '../media/plan.ts';
import type { SandboxModel } from '../models/catalog.ts';
import { drawDuration } from '../models/durations.ts';
import type { Timers } from '../timers.ts';
import { isTerminal, type Job, type JobError, type JobOutput } from './job.ts';

/** Finished jobs are forgotten after this (docs/errors). Never scaled. */
const KEPT_MS = 24 * 3_600_000;
/** Share of a job's time spent `pending`. */
const QUEUE_SHARE = 0.05;

/** A run that passed every check. */
export interface JobOrder {
  key: SandboxKey;
  slot: Slot;
  model: SandboxModel;
  modelId: string;
  input: Record<string, unknown>;
  credits: number;
  mode: 'sync' | 'async';
  webhookUrl: string | null;
  origin: string;
  /** How it ends; null = with outputs. */
  failure: JobError | null;
}

export interface JobRoomParts {
  clock: Clock;
  timers: Timers;
  /** For durations only. */
  random: Random;
  /** A fresh, unguessable-looking id part. */
  newId: () => string;
  idPrefix: 'job_' | 'req_';
  timeScale: number;
  /** Called after each change of a job's state. */
  onChange: (job: Job) => void;
}

interface Running {
  slot: Slot;
  key: SandboxKey;
  cancelTimers: () => void;
  resolveEnded: () => void;
}

/** Where accepted jobs run: on timers, taking their model's time, whether or not anybody waits for them. */
export class JobRoom {
  readonly #parts: JobRoomParts;
  readonly #jobs = new Map<string, Job>();
  readonly #running = new Map<Job, Running>();

  constructor(parts: JobRoomParts) {
    this.#parts = parts;
  }

  /** Every job ever accepted, oldest first, forgotten ones included. */
  all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  /** A job as its key may see it: null when unknown, another key's, or finished more than 24 h ago. */
  find(id: string, key: string): Job | null {
    const job = this.#jobs.get(id);
    return job && job.key === key && !this.isForgotten(job) ? job : null;
  }

  /** The output a file name (`<id>.<extension>`) stands for, while its job is completed and not forgotten. */
  findOutput(fileName: string): { job: Job; output: JobOutput } | null {
    const [, jobPart, index, extension] = /^(.+)-(\d+)\.([a-z0-9]+)$/.exec(fileName) ?? [];
    const job = this.#jobs.get(`${this.#parts.idPrefix}${jobPart}`);
    const output = job?.outputs[Number(index)];
    if (!job || !output || fileTypeOf(output.spec).extension !== extension) return null;
    return job.state.status === 'completed' && !this.isForgotten(job) ? { job, output } : null;
  }

  isForgotten({ state }: Job): boolean {
    return 'endedAtMs' in state && this.#parts.clock.now() >= state.endedAtMs + KEPT_MS;
  }

  accept(order: JobOrder): Job {
    const { promise, resolve } = deferred();
    const job = this.#makeJob(order, promise);
    order.key.creditsLeft -= job.credits;
    this.#jobs.set(job.id, job);
    this.#running.set(job, { ...order, cancelTimers: this.#schedule(job, order), resolveEnded: resolve });
    return job;
  }

  /** Cancels an unfinished job and gives its credits back. Returns false when it is already terminal. */
  cancel(job: Job): boolean {
    if (isTerminal(job.state)) return false;
    job.state = { status: 'cancelled', endedAtMs: this.#parts.clock.now() };
    this.#finish(job);
    return true;
  }

  #schedule(job: Job, { model, slot, failure }: JobOrder): () => void {
    const { timers, clock, random, timeScale } = this.#parts;
    const totalMs = drawDuration(model.duration, random) * timeScale;
    slot.expectEnd(clock.now() + totalMs);
    const cancelStart = timers.set(totalMs * QUEUE_SHARE, () => this.#start(job));
    const cancelEnd = timers.set(totalMs, () => this.#end(job, failure));
    return () => {
      cancelStart();
      cancelEnd();
    };
  }

  #start(job: Job): void {
    job.state = { status: 'processing', startedAtMs: this.#parts.clock.now() };
    this.#parts.onChange(job);
  }

  #end(job: Job, error: JobError | null): void {
    const endedAtMs = this.#parts.clock.now();
    const startedAtMs = 'startedAtMs' in job.state ? job.state.startedAtMs : endedAtMs;
    job.state = error ? { status: 'failed', startedAtMs, endedAtMs, error } : { status: 'completed', startedAtMs, endedAtMs };
    this.#finish(job);
  }

  #finish(job: Job): void {
    const running = this.#running.get(job);
    this.#running.delete(job);
    running?.cancelTimers();
    running?.slot.release();
    if (running && job.state.status !== 'completed') running.key.creditsLeft += job.credits;
    this.#parts.onChange(job);
    running?.resolveEnded();
  }

  #makeJob(order: JobOrder, ended: Promise<void>): Job {
    const { key, model, modelId, input, credits, mode, webhookUrl, origin } = order;
    const id = this.#parts.newId();
    return {
      id: this.#parts.idPrefix + id,
      upstreamId: `fal_req_${this.#parts.newId()}`,
      key: key.label,
      model,
      modelId,
      input,
      canonicalInput: canonicalJson(input),
      mode,
      acceptedAtMs: this.#parts.clock.now(),
      credits,
      webhookUrl,
      origin,
      outputs: planOutputs(model, input).map((spec, index): JobOutput => ({ id: `${id}-${index}`, spec, made: null })),
      state: { status: 'pending' },
      ended,
    };
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
