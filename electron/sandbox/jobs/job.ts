import type { MediaSpec } from '../media/media-spec.ts';
import type { SandboxModel } from '../models/catalog.ts';

export interface JobError {
  code: 'INFERENCE_FAILED' | 'PROVIDER_FAILURE';
  message: string;
}

/** Times are wall-clock milliseconds of the clock passed in, without the server's offset. */
export type JobState =
  | { status: 'pending' }
  | { status: 'processing'; startedAtMs: number }
  | { status: 'completed'; startedAtMs: number; endedAtMs: number }
  | { status: 'failed'; startedAtMs: number; endedAtMs: number; error: JobError }
  | { status: 'cancelled'; endedAtMs: number };
export type JobStatus = JobState['status'];

/** One output file; its bytes are made when first asked for, and only then is its hash known. */
export interface JobOutput {
  /** Names the file: `/outputs/<id>.<extension>`. */
  id: string;
  spec: MediaSpec;
  made: { sha256: string; bytes: number } | null;
}

export interface Job {
  /** What a client polls with: `request_id` in A and T, `job_id` in B. */
  id: string;
  /** B's `request_id`: the upstream's, not the job's. */
  upstreamId: string;
  /** Label of the key that ran it. */
  key: string;
  /** The id it was asked for by. */
  modelId: string;
  model: SandboxModel;
  input: Record<string, unknown>;
  canonicalInput: string;
  mode: 'sync' | 'async';
  acceptedAtMs: number;
  /** Credits reserved at acceptance; given back when it fails or is cancelled. */
  credits: number;
  webhookUrl: string | null;
  /** Scheme, host and port the run call came to; output addresses begin with it. */
  origin: string;
  outputs: JobOutput[];
  state: JobState;
  /** Resolves when the job is terminal. */
  ended: Promise<void>;
}

export function isTerminal(state: JobState): boolean {
  return state.status === 'completed' || state.status === 'failed' || state.status === 'cancelled';
}

/** What the job cost so far: nothing unless it completed. Whether failed jobs are charged is not documented; here they are not. */
export function creditsUsed(job: Job): number {
  return job.state.status === 'completed' ? job.credits : 0;
}
