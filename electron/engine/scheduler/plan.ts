import { type PlanLimits, type PlanName, PLANS } from '../../../shared/plans.ts';

export interface RecognisedPlan extends PlanLimits {
  name: PlanName | 'custom';
}

/** Older tutorials give Pro 100 and Business 1,000 a minute (abstrakt-api.md, section 10, row 13). */
const BY_LIMIT: ReadonlyMap<number, PlanName> = new Map([
  [10, 'free'],
  [60, 'pro'],
  [100, 'pro'],
  [300, 'business'],
  [1_000, 'business'],
]);

/** Every documented plan allows a sixth (Free a fifth) of its minute's requests as jobs at once. */
const REQUESTS_PER_SLOT = 6;

/**
 * The plan behind a key, told by the limit its headers name. A limit that no plan has is a custom plan: its concurrency is guessed low
 * (and learned from refusals), its day is unknown.
 */
export function recognisePlan(limit: number): RecognisedPlan {
  const name = BY_LIMIT.get(limit);
  if (name) return { ...PLANS[name], name, requestsPerMinute: limit };
  return { name: 'custom', requestsPerMinute: limit, concurrentJobs: Math.max(1, Math.floor(limit / REQUESTS_PER_SLOT)), requestsPerDay: null };
}

/** What a key is taken for until a response has told its limit: the smallest plan. */
export const ASSUMED_PLAN: RecognisedPlan = { ...PLANS.free, name: 'free' };
