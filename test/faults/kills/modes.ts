/** How a batch is run: the three ways from submission to outputs. */
export interface Mode {
  name: 'sync' | 'late' | 'async';
  model: string;
  /** Whether running jobs are asked for. */
  polls: boolean;
  /** Sandbox options: whose limits let in as many jobs at once as shall be lost at most by one kill. */
  sandbox: readonly string[];
  /** Jobs that teach a new workspace the model's durations and the key's places; 0 where a plan tells them. */
  lessons: number;
  /** Kills a batch of 200 bears before it is over. */
  killsABatch: number;
}

const REVISIONS = ['B', 'A', 'T'] as const;
const COMMON = ['--media', 'stub'];

export const MODES: Readonly<Record<Mode['name'], Mode>> = {
  /** One request from submission to outputs. */
  sync: {
    name: 'sync',
    polls: false,
    model: 'flux-schnell',
    sandbox: [...COMMON, '--keys', 'a=100000/8/1000000', '--durations', '{"flux-schnell":{"medianMs":150,"spread":0.5}}'],
    lessons: 40,
    killsABatch: 14,
  },
  /** One request that is answered 202 because the job takes too long for it (B only: after 55 s, scaled), then polls. */
  late: {
    name: 'late',
    polls: true,
    model: 'flux-schnell',
    sandbox: [...COMMON, '--keys', 'a=100000/24/1000000', '--time-scale', '0.01', '--durations', '{"flux-schnell":{"medianMs":120000,"spread":0.4}}'],
    lessons: 60,
    killsABatch: 12,
  },
  /** Answered at once, then polls: chosen for models of 25 s and more, whose time is not scaled down. */
  async: {
    name: 'async',
    polls: true,
    model: 'fal-ai/kling-video/v1/standard/text-to-video',
    sandbox: [
      ...COMMON,
      '--keys',
      'a=business,b=business,c=business',
      '--durations',
      '{"fal-ai/kling-video/v1/standard/text-to-video":{"medianMs":27000,"spread":0.05}}',
    ],
    lessons: 0,
    killsABatch: 25,
  },
};

/** The same under a plan whose limits are known from the start: no workspace has to learn them first. */
export function underPlan({ sandbox }: Mode, seed: number): string[] {
  return [...sandbox, '--keys', 'a=pro,b=pro,c=pro', '--seed', String(seed)];
}

/** The revision of the API that a batch meets. */
export function revisionOf(mode: Mode, batch: number): string {
  return mode.name === 'late' ? 'B' : REVISIONS[batch % REVISIONS.length]!;
}
