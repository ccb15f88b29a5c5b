/** Plans and what each lets one key do. Source: docs/rate-limits. */
export const PLAN_NAMES = ['free', 'pro', 'business', 'enterprise'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

/** Limits of one key. `null` = no limit, or agreed with the customer and unknown to us. */
export interface PlanLimits {
  /** Requests in a minute, polls and catalog reads included. */
  requestsPerMinute: number | null;
  /** Jobs that may be pending or processing at the API at once. */
  concurrentJobs: number | null;
  /** Requests in a day. */
  requestsPerDay: number | null;
}

export const PLANS: Readonly<Record<PlanName, PlanLimits>> = {
  free: { requestsPerMinute: 10, concurrentJobs: 2, requestsPerDay: 100 },
  pro: { requestsPerMinute: 60, concurrentJobs: 10, requestsPerDay: 5_000 },
  business: { requestsPerMinute: 300, concurrentJobs: 50, requestsPerDay: 50_000 },
  enterprise: { requestsPerMinute: null, concurrentJobs: null, requestsPerDay: null },
};
