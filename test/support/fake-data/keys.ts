import type { KeyView } from '../../../shared/domain.ts';
import { PLANS, type PlanName } from '../../../shared/plans.ts';
import { MIDNIGHT, MIN, NOW, S } from './words.ts';

export interface KeyRecipe {
  id: number;
  label: string;
  plan: PlanName;
  colour: number;
  used: number;
  remaining?: number;
  resetInS: number | null;
  jobs: number;
  day: number;
  more?: Partial<KeyView>;
}

export function key({ id, label, plan, colour, used, remaining, resetInS, jobs, day, more }: KeyRecipe): KeyView {
  const limits = PLANS[plan];
  const limit = limits.requestsPerMinute;
  return {
    id,
    revision: 1,
    label,
    endpoint: 'api',
    source: 'vault',
    colour,
    labels: [],
    account: null,
    accountSuggestion: null,
    creditBudget: null,
    spent: { credits: 0, unknown: 0 },
    prefix: 'sk_live_',
    last4: '7f3a',
    state: 'ready',
    plan,
    planSource: 'headers',
    allowance: {
      minute: {
        limit,
        used,
        remaining: remaining ?? (limit === null ? null : limit - used),
        reserved: 0,
        resetAt: resetInS === null ? null : NOW + resetInS * S,
        known: true,
      },
      concurrency: { limit: limits.concurrentJobs, used: jobs },
      day: { limit: limits.requestsPerDay, used: day, resetAt: MIDNIGHT },
      asleep: null,
    },
    lastError: null,
    requests: day + 8_214,
    refused: 0,
    jobsDone: Math.floor(day / 1.3),
    forbidden: [],
    headers: {
      limit: String(limit),
      remaining: String(remaining ?? (limit ?? 0) - used),
      reset: String(Math.round((NOW + (resetInS ?? 60) * S) / S)),
      retryAfter: null,
      at: NOW - 2 * S,
    },
    ...more,
  };
}

/** Five keys as in the mocks, and two more in the states that need a person. */
export function busyKeys(): KeyView[] {
  const trial = key({ id: 5, label: 'Trial', plan: 'free', colour: 4, used: 0, resetInS: null, jobs: 0, day: 100 });
  const night = key({ id: 3, label: 'Night shift', plan: 'pro', colour: 2, used: 31, remaining: 29, resetInS: 14, jobs: 10, day: 3_428 });
  return [
    key({ id: 1, label: 'Studio', plan: 'pro', colour: 0, used: 46, resetInS: 23, jobs: 10, day: 3_052, more: { labels: ['studio'] } }),
    key({ id: 2, label: 'Client Nord', plan: 'pro', colour: 1, used: 60, resetInS: 8, jobs: 8, day: 2_611, more: { labels: ['nord'] } }),
    {
      ...night,
      refused: 1,
      allowance: { ...night.allowance, asleep: { until: NOW + 14 * S, why: 'rate-limited' } },
      lastError: { message: 'Refused with 429 at 11:52:14: someone else uses this key.', at: NOW - 6 * S },
      headers: { limit: '60', remaining: '29', reset: '1795520923', retryAfter: '20', at: NOW - 6 * S },
    },
    key({ id: 4, label: 'Personal', plan: 'free', colour: 3, used: 7, resetInS: 51, jobs: 2, day: 81 }),
    { ...trial, allowance: { ...trial.allowance, asleep: { until: MIDNIGHT, why: 'day-spent' } } },
  ];
}

export function troubledKeys(): KeyView[] {
  const unknown = key({
    id: 6,
    label: 'Fresh from the mail',
    plan: 'free',
    colour: 5,
    used: 1,
    resetInS: null,
    jobs: 0,
    day: 1,
    more: { planSource: 'assumed', headers: null },
  });
  return [
    ...busyKeys(),
    {
      ...unknown,
      plan: null,
      allowance: { ...unknown.allowance, minute: { limit: null, used: 1, remaining: null, reserved: 0, resetAt: null, known: false } },
    },
    key({
      id: 7,
      label: 'Old agency key that somebody gave a very long name',
      plan: 'pro',
      colour: 6,
      used: 0,
      resetInS: null,
      jobs: 0,
      day: 14,
      more: {
        state: 'refused',
        lastError: { message: '401 UNAUTHORIZED: the key is revoked. It cost nothing; its 14 jobs moved to Studio.', at: NOW - 5 * MIN },
      },
    }),
    key({ id: 8, label: 'Holiday', plan: 'business', colour: 7, used: 0, resetInS: null, jobs: 0, day: 12_004, more: { state: 'disabled' } }),
  ];
}
