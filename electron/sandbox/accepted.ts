import { creditsUsed, type Job, type JobStatus } from './jobs/job.ts';
import { fileTypeOf } from './media/media-spec.ts';

/** One accepted run, as a test or a person may ask for it. Times are wall-clock ms, sizes bytes. */
export interface AcceptedRun {
  jobId: string;
  requestId: string;
  key: string;
  model: string;
  input: Record<string, unknown>;
  canonicalInput: string;
  acceptedAtMs: number;
  /** Null while it is not over. */
  endedAtMs: number | null;
  mode: 'sync' | 'async';
  status: JobStatus;
  /** Credits charged; 0 until it has completed. */
  credits: number;
  /** Hash and size are known once a file was downloaded. */
  outputs: { url: string; contentType: string; sha256: string | null; bytes: number | null }[];
}

export function acceptedRun(job: Job): AcceptedRun {
  return {
    jobId: job.id,
    requestId: job.upstreamId,
    key: job.key,
    model: job.modelId,
    input: job.input,
    canonicalInput: job.canonicalInput,
    acceptedAtMs: job.acceptedAtMs,
    endedAtMs: 'endedAtMs' in job.state ? job.state.endedAtMs : null,
    mode: job.mode,
    status: job.state.status,
    credits: creditsUsed(job),
    outputs: job.outputs.map(({ id, spec, made }) => {
      const { contentType, extension } = fileTypeOf(spec);
      return {
        url: `${job.origin}/outputs/${id}.${extension}`,
        contentType,
        sha256: made?.sha256 ?? null,
        bytes: made?.bytes ?? null,
      };
    }),
  };
}
