import { alike, type Scenario } from './scenario.ts';

const MORNING = Date.UTC(2026, 0, 5, 9);
/** Starting points within the server's minute, ms. */
const PHASES = [0, 7_000, 23_500, 41_000, 58_900];
/** Where one run takes long: the turn of the minute, and an odd place in it. */
const TWO_PHASES = [0, 41_000];

const FAST = 'flux-schnell';
const CLIP = 'fal-ai/ltx-video';
const FOUR: Scenario['plans'] = ['free', 'pro', 'pro', 'business'];

const usual = { minuteMs: MORNING, phases: PHASES, durations: { [FAST]: 4_000, [CLIP]: 90_000 } };

export const SCENARIOS: readonly Scenario[] = [
  {
    ...usual,
    id: 'reference',
    name: '1,500 jobs of 4 s, Free+Pro+Pro+Business',
    plans: FOUR,
    batches: [{ name: 'foxes', priority: 0, models: alike(1_500, FAST) }],
  },
  {
    ...usual,
    id: 'ten-windows',
    name: '4,500 of the same: ten windows',
    plans: FOUR,
    batches: [{ name: 'foxes', priority: 0, models: alike(4_500, FAST) }],
    phases: TWO_PHASES,
  },
  {
    ...usual,
    id: 'three-free',
    name: '290 jobs of 4 s, three Free keys, within the day',
    plans: ['free', 'free', 'free'],
    batches: [{ name: 'foxes', priority: 0, models: alike(290, FAST) }],
  },
  {
    ...usual,
    id: 'clips',
    name: '200 clips of 90 s, Pro+Free, polled',
    plans: ['pro', 'free'],
    batches: [{ name: 'clips', priority: 0, models: alike(200, CLIP) }],
  },
  {
    ...usual,
    id: 'trouble',
    name: '1,500 jobs of 4 s, 5 % of all requests answered 503',
    plans: FOUR,
    batches: [{ name: 'foxes', priority: 0, models: alike(1_500, FAST) }],
    faults: [{ kind: 'error-503-before-accept', rate: 0.05 }],
    phases: [0, 23_500, 41_000],
  },
];
