import { unreachable } from '../../../shared/unreachable.ts';
import { creditsUsed, type Job, type JobOutput } from '../jobs/job.ts';
import { fileTypeOf } from '../media/media-spec.ts';
import type { Revision } from '../options.ts';

/** What the answers of one server have in common. `offsetMs` is how far its clock is ahead. */
export interface Dialect {
  revision: Revision;
  offsetMs: number;
}

/** The run envelope of each revision (abstrakt-api.md section 2), for any state of the job. */
export function runEnvelope(job: Job, dialect: Dialect): Record<string, unknown> {
  switch (dialect.revision) {
    case 'A':
      return { ...headOf(job), ...outputsOf(job, 'output', 'A'), ...timesOf(job, dialect.offsetMs), ...errorOf(job) };
    case 'B':
      return runEnvelopeB(job);
    case 'T':
      return { ...headOf(job), ...outputsOf(job, 'result', 'T'), ...errorOf(job) };
    default:
      return unreachable(dialect.revision);
  }
}

/** A's `GET /jobs/{id}` tells the status only: its result is fetched from `/result`. B's and T's is the run envelope. */
export function pollEnvelope(job: Job, dialect: Dialect): Record<string, unknown> {
  const envelope = runEnvelope(job, dialect);
  if (dialect.revision === 'A') delete envelope.output;
  return envelope;
}

/** B's 202. */
export function stillRunningEnvelope(job: Job): Record<string, unknown> {
  return {
    job_id: job.id,
    request_id: job.upstreamId,
    status: 'processing',
    model_id: job.modelId,
    message: 'The model is still working. Poll GET /v1/jobs/{job_id}.',
  };
}

export function cancelEnvelope(job: Job): Record<string, unknown> {
  return { job_id: job.id, status: job.state.status };
}

export function isoOf(ms: number, offsetMs: number): string {
  return new Date(ms + offsetMs).toISOString();
}

/** `output.items` in the form of a revision: A gives all fields, B type and url, T all but the type. */
export function itemsOf(job: Job, revision: Revision): Record<string, unknown>[] {
  return job.outputs.map((output) => itemOf(output, job.origin, revision));
}

function runEnvelopeB(job: Job): Record<string, unknown> {
  const { state } = job;
  const ended = 'endedAtMs' in state ? { duration_ms: Math.round(state.endedAtMs - job.acceptedAtMs), credits_used: creditsUsed(job) } : {};
  return {
    job_id: job.id,
    request_id: job.upstreamId,
    status: state.status,
    model_id: job.modelId,
    ...(state.status === 'completed' ? { output: { type: job.model.makes, items: itemsOf(job, 'B') } } : {}),
    ...ended,
    ...errorOf(job),
  };
}

function headOf(job: Job): Record<string, unknown> {
  const { state } = job;
  if (state.status !== 'completed') return { request_id: job.id, status: state.status };
  return { request_id: job.id, status: state.status, metrics: metricsOf(job) };
}

/** Seconds in the queue and in the model. */
export function metricsOf(job: Job): { inference_time: number; queue_time: number } {
  const { state } = job;
  if (state.status !== 'completed') return { inference_time: 0, queue_time: 0 };
  return {
    inference_time: secondsOf(state.endedAtMs - state.startedAtMs),
    queue_time: secondsOf(state.startedAtMs - job.acceptedAtMs),
  };
}

function secondsOf(ms: number): number {
  return Math.round(ms) / 1000;
}

function outputsOf(job: Job, name: 'output' | 'result', revision: Revision): Record<string, unknown> {
  return job.state.status === 'completed' ? { [name]: { items: itemsOf(job, revision) } } : {};
}

function timesOf(job: Job, offsetMs: number): Record<string, unknown> {
  const created = { created_at: isoOf(job.acceptedAtMs, offsetMs) };
  return 'endedAtMs' in job.state ? { ...created, completed_at: isoOf(job.state.endedAtMs, offsetMs) } : created;
}

export function errorOf(job: Job): Record<string, unknown> {
  return job.state.status === 'failed' ? { error: job.state.error } : {};
}

function itemOf({ id, spec }: JobOutput, origin: string, revision: Revision): Record<string, unknown> {
  const { contentType, extension } = fileTypeOf(spec);
  const url = `${origin}/outputs/${id}.${extension}`;
  if (revision === 'B') return { type: spec.kind, url };
  const size = spec.kind === 'audio' ? {} : { width: spec.width, height: spec.height };
  return { ...(revision === 'A' ? { type: spec.kind } : {}), url, ...size, content_type: contentType };
}
