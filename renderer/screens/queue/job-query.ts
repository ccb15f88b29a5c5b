import type { CallInput } from '../../../shared/contract.ts';
import type { JobCounts, JobState } from '../../../shared/job-state.ts';
import type { GlyphName } from '../../components/glyph-shapes.tsx';

/** What of a batch's jobs is listed: a group of states, and words in the prompt. */
export interface JobFilter {
  group: JobGroup;
  text: string;
  /** A model's id, or all. */
  model: string | null;
  /** The key that had it last, or all. */
  keyId: number | null;
}
export type JobGroup = 'all' | 'needs' | 'failed' | 'uncertain' | 'moving' | 'queued' | 'done' | 'cancelled';

export const ALL_JOBS: JobFilter = { group: 'all', text: '', model: null, keyId: null };

/** The groups in the order in which they need a person. */
export const JOB_GROUPS: readonly { group: Exclude<JobGroup, 'all'>; glyph: GlyphName; word: string; states: readonly JobState[] }[] = [
  { group: 'needs', glyph: 'uncertain', word: 'need you', states: ['uncertain', 'failed'] },
  { group: 'failed', glyph: 'failed', word: 'failed', states: ['failed'] },
  { group: 'uncertain', glyph: 'uncertain', word: 'uncertain', states: ['uncertain'] },
  { group: 'moving', glyph: 'running', word: 'running', states: ['submitting', 'running', 'collecting'] },
  { group: 'queued', glyph: 'queued', word: 'queued', states: ['queued'] },
  { group: 'done', glyph: 'done', word: 'done', states: ['done'] },
  { group: 'cancelled', glyph: 'cancelled', word: 'cancelled', states: ['cancelled'] },
];

export type JobListQuery = Omit<CallInput<'job.list'>, 'offset' | 'limit'>;

export function jobQuery(batchId: number, filter: JobFilter): JobListQuery {
  const states = JOB_GROUPS.find((group) => group.group === filter.group)?.states;
  const text = filter.text.trim();
  return {
    batchId,
    ...(states ? { states: [...states] } : {}),
    ...(text ? { text } : {}),
    ...(filter.model ? { models: [filter.model] } : {}),
    ...(filter.keyId ? { keyIds: [filter.keyId] } : {}),
  };
}

export function jobsInGroup(counts: JobCounts, states: readonly JobState[]): number {
  return states.reduce((sum, state) => sum + counts[state], 0);
}
