import type { BatchView, JobView, WaitReason } from '../../shared/domain.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { GlyphName } from '../components/glyph-shapes.tsx';
import { moving, unfinished } from '../../shared/words/progress.ts';
import { clockSeconds, moment } from './times.ts';

export { everythingDone, moving, unfinished } from '../../shared/words/progress.ts';

const SOON = 60 * 60_000;

/** The mark of a job: as its state, but a queued one that is held shows what holds it. */
export function glyphOfJob(job: Pick<JobView, 'state' | 'waiting'>): GlyphName {
  if (job.state !== 'queued' || !job.waiting) return job.state;
  switch (job.waiting.kind) {
    case 'behind':
    case 'probe':
      return 'queued';
    case 'paused':
      return 'paused';
    case 'asleep':
    case 'day':
      return 'asleep';
    default:
      return 'waiting';
  }
}

/** A reason and a time, apart: where room is short the words give way and the time never. */
export interface WaitWords {
  words: string;
  /** `until 11:52:28`, or empty. */
  time: string;
}

/** Why a job does not go out, and until when: `Waits for Client Nord until 11:52:28`. */
export function waitWords(wait: WaitReason, now: number): string {
  const { words, time } = waitParts(wait, now);
  return [words, time].filter(Boolean).join(wait.kind === 'offline' ? ', ' : ' ');
}

export function waitParts(wait: WaitReason, now: number): WaitWords {
  const at = wait.until === null ? null : wait.until - now < SOON ? clockSeconds(wait.until) : moment(wait.until, now);
  if (wait.kind === 'start') return { words: 'Starts', time: at === null ? '' : `at ${at}` };
  if (wait.kind === 'offline') return { words: 'Until the API answers', time: at === null ? '' : `next try ${at}` };
  return { words: wait.kind === 'input' ? inputWords(wait.input) : reasonWords(wait.kind, wait.keyLabel, wait.budget), time: at === null ? '' : `until ${at}` };
}

function inputWords(input: WaitReason['input']): string {
  switch (input?.for) {
    case 'output':
      return `Waits for what job ${input.job} makes`;
    case 'upload':
      return 'Its file is on the way to your bucket';
    case 'trial':
      return 'Waits to see whether the model takes files';
    default:
      return 'Waits for its input';
  }
}

function reasonWords(kind: Exclude<WaitReason['kind'], 'offline' | 'start' | 'input'>, key: string | null, budget: WaitReason['budget']): string {
  switch (kind) {
    case 'minute':
      return key ? `Waits for ${key}` : 'Waits for the next minute';
    case 'concurrency':
      return key ? `Waits for a free slot of ${key}` : 'Waits for a free slot';
    case 'day':
      return key ? `Day of ${key} is spent` : 'The day is spent';
    case 'asleep':
      return key ? `${key} is asleep` : 'Every key is asleep';
    case 'budget':
      return budgetWords(budget, key);
    case 'probe':
      return key ? `Waits for the first answer to ${key}` : 'Waits for a key’s first answer';
    case 'behind':
      return 'Behind others';
    case 'labels':
      return 'No key carries this batch’s labels';
    case 'test-key':
      return 'Only a test key is ready, and none of this is bound to it';
    case 'permission':
      return key ? `${key} may not run this model` : 'No key may run this model';
    case 'paused':
      return 'Paused';
    case 'no-key':
      return 'No key to send it with';
    case 'retry-later':
      return 'The API asked to come back later';
    case 'trial':
      return 'Waits for your look at the first ones';
    case 'disk':
      return 'Waits for room on the disk';
    default:
      return unreachable(kind);
  }
}

function budgetWords(budget: WaitReason['budget'], key: string | null): string {
  if (budget?.why === 'unknown-cost') return 'Its cost is unknown, and a budget is set';
  switch (budget?.of) {
    case 'key':
      return key ? `Budget of ${key} is reached` : 'The keys’ budgets are reached';
    case 'day':
      return 'The day’s budget is reached';
    default:
      return 'The batch’s budget is reached';
  }
}

/** The mark of a batch in a list. */
export function glyphOfBatch(batch: Pick<BatchView, 'state' | 'counts'>): GlyphName {
  if (batch.state === 'cancelled') return 'cancelled';
  if (unfinished(batch.counts) === 0) {
    if (batch.counts.uncertain > 0) return 'uncertain';
    return batch.counts.done === 0 && batch.counts.failed > 0 ? 'failed' : 'done';
  }
  if (batch.state === 'paused') return 'paused';
  return moving(batch.counts) > 0 ? 'running' : 'queued';
}
