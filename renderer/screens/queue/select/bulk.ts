import type { CallOutput } from '../../../../shared/contract.ts';
import type { JobState } from '../../../../shared/job-state.ts';
import type { Question } from '../../../components/confirm.tsx';
import type { GlyphName } from '../../../components/glyph-shapes.tsx';
import { count, counted, creditWords } from '../../../look/numbers.ts';

export type Census = CallOutput<'job.census'>;

/** How many of the selected an action would hit: those in these states. */
export function inStates({ counts }: Census, states: readonly JobState[]): number {
  return states.reduce((sum, state) => sum + counts[state], 0);
}

export const CANCELLABLE: readonly JobState[] = ['queued', 'submitting', 'running', 'collecting', 'uncertain'];
export const RERUNNABLE: readonly JobState[] = ['failed', 'cancelled'];

const GLYPHS: Readonly<Record<JobState, GlyphName>> = {
  queued: 'queued',
  submitting: 'submitting',
  running: 'running',
  collecting: 'collecting',
  done: 'done',
  failed: 'failed',
  uncertain: 'uncertain',
  cancelled: 'cancelled',
};

function hits({ counts }: Census, words: Partial<Record<JobState, string>>): Question['hits'] {
  return (Object.keys(words) as JobState[]).flatMap((state) =>
    counts[state] > 0 ? [{ glyph: GLYPHS[state], words: words[state] ?? '', count: count(counts[state]) }] : [],
  );
}

/** What cancelling these will hit, before it is done. */
export function cancelSelected(census: Census): Question {
  const jobs = inStates(census, CANCELLABLE);
  return {
    title: `Cancel ${counted(jobs, 'job')}?`,
    hits: hits(census, {
      queued: 'leave the queue, free',
      submitting: 'are being sent: given up when the answer comes',
      running: 'at the API: asked to be given up there, may be charged',
      collecting: 'are finished and paid for: their outputs are left behind',
      uncertain: 'are counted as cancelled, may have been charged',
      done: 'are done, and stay',
      failed: 'have failed, and stay',
    }),
    action: `Cancel ${counted(jobs, 'job')}`,
    danger: true,
  };
}

/** What running these again will hit, and cost. */
export function rerunSelected(census: Census): Question {
  const jobs = inStates(census, RERUNNABLE);
  return {
    title: `Rerun ${counted(jobs, 'job')}?`,
    hits: hits(census, {
      failed: 'failed, go back to the queue',
      cancelled: 'cancelled, go back to the queue',
      done: 'are done, and stay',
      queued: 'wait already',
    }),
    note: costNote(census),
    action: `Rerun ${counted(jobs, 'job')}`,
    keep: 'Leave them',
  };
}

/** What all of the selected cost by the catalog. Never a sum that leaves some out in silence. */
export function costNote({ credits, unpriced }: Census): string {
  const known = `About ${creditWords(credits)} for all that is selected, as the catalog says`;
  if (unpriced === 0) return `${known}.`;
  return credits === 0 ? `Credits unknown for ${counted(unpriced, 'job')}.` : `${known}; unknown for ${counted(unpriced, 'more job')}.`;
}
