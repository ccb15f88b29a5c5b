import type { BatchView, JobDetail, JobView, RequestView } from '../../../shared/domain.ts';
import type { JobState } from '../../../shared/job-state.ts';
import { ANIMALS, hashes, LIGHTS, MEDIA, MIN, NOW, pick, S } from './words.ts';

/** Finished first, as they would be: the order in which a batch's numbers are in each state. */
const ORDER: readonly JobState[] = ['done', 'failed', 'uncertain', 'cancelled', 'collecting', 'running', 'submitting', 'queued'];

/** All jobs of a batch, in states that add up to its counts. */
export function jobsOf(batch: BatchView): JobView[] {
  const states = ORDER.flatMap((state) => Array.from({ length: batch.counts[state] }, () => state));
  return states.map((state, at) => job(batch, at + 1, state));
}

export function job(batch: BatchView, number: number, state: JobState): JobView {
  const finished = state === 'done' || state === 'failed' || state === 'cancelled';
  const out = state !== 'queued' && state !== 'cancelled';
  const submittedAt = out ? NOW - (finished ? 300 + number : 3 + (number % 7)) * S : null;
  return {
    id: batch.id * 100_000 + number,
    batchId: batch.id,
    number,
    revision: 1,
    state,
    waiting: state === 'queued' ? waitingOf(batch, number) : null,
    model: batch.models[0] ?? 'fal-ai/flux/dev',
    prompt: `Portrait of a ${pick(ANIMALS, number)} in ${pick(LIGHTS, number >> 1)}, looking past the camera, ${pick(MEDIA, number >> 2)}, ochre palette, quiet background`,
    picks: [pick(ANIMALS, number), pick(LIGHTS, number >> 1), pick(MEDIA, number >> 2)],
    priority: 0,
    keyId: out ? 1 + (number % 4) : null,
    createdAt: batch.createdAt,
    submittedAt,
    finishedAt: finished ? (submittedAt ?? NOW - MIN) + 6_100 : null,
    credits: { amount: batch.models[0] === 'minimax-video' ? 15 : 2, source: state === 'done' || state === 'failed' ? 'reported' : 'estimated' },
    error: errorOf(state, number),
    cancelling: false,
    assets: state === 'done' ? hashes(batch.id * 10 + (number % 30), 1) : [],
    thumbnails: state === 'done' ? hashes(batch.id * 10 + (number % 30), 1) : [],
  };
}

function waitingOf(batch: BatchView, number: number): JobView['waiting'] {
  if (batch.state === 'paused') return { kind: 'paused', until: null, keyLabel: null };
  if (number % 4 === 0) return { kind: 'minute', until: NOW + 8 * S, keyLabel: 'Client Nord' };
  if (number % 4 === 1) return { kind: 'concurrency', until: null, keyLabel: 'Studio' };
  return { kind: 'behind', until: null, keyLabel: null };
}

function errorOf(state: JobState, number: number): JobView['error'] {
  if (state === 'uncertain')
    return { code: 'ANSWER_LOST', message: 'Sent at 11:49:07, the connection closed before the answer: it may run, and may cost 15 credits.', status: null };
  if (state !== 'failed') return null;
  return number % 2
    ? {
        code: 'INFERENCE_FAILED',
        message: 'The model’s content filter refused this prompt. 2 credits, as the API reported. Change a word, or leave it out.',
        status: 200,
      }
    : { code: 'MODEL_ERROR', message: 'The model failed after 18 s. Nothing was charged. Sending the same again may work.', status: 500 };
}

export function detailOf(job: JobView): JobDetail {
  const sent = job.submittedAt;
  const input = { prompt: job.prompt ?? '', image_size: 'square_hd', num_images: 1, guidance_scale: 3.5, num_inference_steps: 28, seed: 4_021 };
  if (sent === null) return { ...job, input, origin: null, attempts: [] };
  const refused: RequestView = request(1, job, sent - 29 * S, { outcome: 'refused', status: 429, errorCode: 'RATE_LIMITED', retryAfterMs: 29_000 });
  const run = request(2, job, sent, job.state === 'uncertain' ? { outcome: 'lost', status: null, answeredAt: null } : {});
  return {
    ...job,
    input,
    origin: null,
    attempts: [
      {
        id: 1,
        number: 1,
        keyId: 2,
        keyLabel: 'Client Nord',
        mode: 'async',
        outcome: 'refused',
        remoteId: null,
        startedAt: sent - 29 * S,
        acceptedAt: null,
        finishedAt: sent - 29 * S,
        error: { code: 'RATE_LIMITED', message: 'Refused with 429. Nothing was charged; sent again 29 s later.', status: 429 },
        requests: [refused],
      },
      {
        id: 2,
        number: 2,
        keyId: 1,
        keyLabel: 'Studio',
        mode: 'async',
        outcome: outcomeOf(job.state),
        remoteId: 'req_9f41c07e2b8d',
        startedAt: sent,
        acceptedAt: sent + 300,
        finishedAt: job.finishedAt,
        error: job.error,
        requests: [run, request(3, job, sent + 5_800, { kind: 'poll' })],
      },
    ],
  };
}

function outcomeOf(state: JobState): 'open' | 'done' | 'failed' | 'uncertain' {
  return state === 'done' || state === 'failed' || state === 'uncertain' ? state : 'open';
}

function request(id: number, job: JobView, sentAt: number, more: Partial<RequestView>): RequestView {
  return {
    id: job.id * 10 + id,
    keyId: 1,
    jobId: job.id,
    kind: 'run',
    sentAt,
    answeredAt: sentAt + 212,
    status: 200,
    outcome: 'ok',
    errorCode: null,
    limit: 60,
    remaining: 14,
    resetAt: NOW + 23 * S,
    retryAfterMs: null,
    ...more,
  };
}
