import type { BatchView } from '../../../shared/domain.ts';
import { JOB_STATES, NO_JOBS, type JobCounts } from '../../../shared/job-state.ts';
import { hashes, MIN, NOW } from './words.ts';

export function counts(some: Partial<JobCounts>): JobCounts {
  return { ...NO_JOBS, ...some };
}

export interface BatchRecipe {
  id: number;
  name: string;
  counts: Partial<JobCounts>;
  models?: string[];
  done?: [number, number, number] | null;
  credits?: [number, number | null];
  covers?: string[];
  more?: Partial<BatchView>;
}

export function batch({ id, name, counts: some, models, done, credits, covers, more }: BatchRecipe): BatchView {
  const all = counts(some);
  return {
    id,
    revision: 1,
    name,
    source: 'batch',
    endpoint: 'api',
    state: 'active',
    held: null,
    priority: 0,
    labels: [],
    uncertainRule: 'ask',
    start: { kind: 'now' },
    trial: null,
    stopAfter: null,
    waiting: null,
    createdAt: NOW - 22 * MIN - id * MIN,
    counts: all,
    total: JOB_STATES.reduce((sum, state) => sum + all[state], 0),
    models: models ?? ['fal-ai/flux/dev'],
    layout: { kind: 'list' },
    creditsUsed: credits?.[0] ?? 0,
    creditsEstimated: credits?.[1] ?? null,
    creditBudget: null,
    spent: { credits: credits?.[0] ?? 0, unknown: 0 },
    forecast: done ? { at: NOW + done[0] * MIN, from: NOW + done[1] * MIN, to: NOW + done[2] * MIN, perKey: [] } : null,
    covers: covers ?? [],
    ...more,
  };
}

export function busyBatches(): BatchView[] {
  return [
    batch({
      id: 6,
      name: 'Catalogue of every chair we ever photographed, all seasons, all fabrics, for print and for the web, second revision',
      counts: { queued: 9_560, done: 420, failed: 20 },
      done: [1_610, 1_500, 1_900],
      credits: [840, 20_000],
      covers: hashes(60, 4),
    }),
    batch({ id: 5, name: 'Score beds, 30 s', counts: { queued: 22 }, models: ['stable-audio'], done: [137, 136, 140], credits: [0, 66] }),
    batch({
      id: 4,
      name: 'Riso posters, second pass',
      counts: { queued: 35, done: 22, failed: 3 },
      credits: [22, 60],
      covers: hashes(40, 4),
      more: { state: 'paused' },
    }),
    batch({
      id: 3,
      name: 'Still lifes for the Nord catalogue',
      counts: { queued: 213, running: 8, done: 64 },
      models: ['flux-pro'],
      done: [46, 39, 57],
      credits: [320, 1_425],
      covers: hashes(30, 4),
      more: { labels: ['nord'] },
    }),
    batch({
      id: 2,
      name: 'Harbour at night, 6 s clips',
      counts: { queued: 50, running: 11, collecting: 1, done: 31, failed: 2, uncertain: 1 },
      models: ['minimax-video'],
      done: [160, 148, 179],
      credits: [495, 1_440],
      covers: hashes(20, 2),
      more: { labels: ['studio', 'night'] },
    }),
    batch({
      id: 1,
      name: 'Fox portraits, winter light',
      counts: { queued: 92, submitting: 1, running: 9, done: 138 },
      done: [12, 10, 15],
      credits: [276, 480],
      covers: hashes(10, 4),
    }),
    batch({
      id: 7,
      name: 'Winter light, all motifs',
      counts: { done: 34, cancelled: 6 },
      credits: [68, 80],
      covers: hashes(50, 4),
      more: { createdAt: NOW - 30 * 60 * MIN },
    }),
  ];
}
