import { alike, type Scenario, shuffled } from './scenario.ts';

const MORNING = Date.UTC(2026, 0, 5, 9);
/** Starting points within the server's minute, ms. */
const PHASES = [0, 7_000, 23_500, 41_000, 58_900];
/** Where one run takes long: the turn of the minute, and an odd place in it. */
const TWO_PHASES = [0, 41_000];

const FAST = 'flux-schnell';
const FINE = 'flux-dev';
const CLIP = 'fal-ai/ltx-video';
const FOUR: Scenario['plans'] = ['free', 'pro', 'pro', 'business'];
const EIGHT: Scenario['plans'] = ['free', 'pro', 'pro', 'pro', 'pro', 'business', 'business', 'business'];

const usual = { minuteMs: MORNING, phases: PHASES, durations: { [FAST]: 4_000, [CLIP]: 90_000 } };

/** So many jobs, of which 8 % are clips and 12 % pictures of a slower model. */
function mixed(jobs: number, seed: number): string[] {
  return shuffled({ [CLIP]: jobs * 0.08, [FINE]: jobs * 0.12, [FAST]: jobs * 0.8 }, seed);
}

/** 5,000 jobs, and one more composed by hand every 30 s. */
const MIXED = {
  plans: EIGHT,
  batches: [
    { name: 'wolves', priority: 0, models: mixed(2_000, 1) },
    { name: 'foxes', priority: 1, models: mixed(2_000, 2) },
    { name: 'owls', priority: 2, models: mixed(1_000, 3) },
  ],
  durations: {
    [FAST]: { medianMs: 4_000, spread: 0.2 },
    [FINE]: { medianMs: 12_000, spread: 0.2 },
    [CLIP]: { medianMs: 90_000, spread: 0.15 },
  },
  hand: { model: FAST, everyMs: 30_000 },
} satisfies Partial<Scenario>;

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
    name: '4,500 of the same in three batches that are equals: ten windows',
    plans: FOUR,
    batches: ['wolves', 'foxes', 'owls'].map((name) => ({ name, priority: 0, models: alike(1_500, FAST) })),
    phases: TWO_PHASES,
  },
  {
    ...usual,
    id: 'three-free',
    name: '300 jobs of 4 s, three Free keys: the whole day of each',
    plans: ['free', 'free', 'free'],
    batches: [{ name: 'foxes', priority: 0, models: alike(300, FAST) }],
  },
  {
    ...usual,
    id: 'next-day',
    name: '350 jobs of 4 s, three Free keys, from 23:40 on: 50 wait for the next day',
    plans: ['free', 'free', 'free'],
    batches: [{ name: 'foxes', priority: 0, models: alike(350, FAST) }],
    minuteMs: Date.UTC(2026, 0, 5, 23, 40),
    phases: TWO_PHASES,
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
    ...MIXED,
    id: 'mixed',
    name: '5,000 mixed jobs in 3 batches of different priority over 8 keys, one more composed by hand every 30 s',
    phases: TWO_PHASES,
  },
  {
    ...usual,
    ...MIXED,
    id: 'mixed-known',
    name: 'the same, of models that have run before',
    ranBefore: 25,
    phases: [0],
  },
  {
    ...usual,
    id: 'foreign',
    name: '1,000 jobs of 4 s on one Pro key, of which another program takes 30 %',
    plans: ['pro'],
    batches: [{ name: 'foxes', priority: 0, models: alike(1_000, FAST) }],
    foreign: { model: FAST, share: 0.3 },
    phases: TWO_PHASES,
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
