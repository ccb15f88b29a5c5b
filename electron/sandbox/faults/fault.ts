import { z } from 'zod';

/**
 * Every fault by the stage at which it strikes:
 * arrive    before anything is looked at: `refuse` closes the connection, `hang` never answers. Counts towards no limit.
 *           Over HTTP the request has been read by then, and who sent it can't tell: only a port nobody listens at refuses
 * before    counted by the limits, but nothing is accepted
 * after     the run was accepted and goes on, the answer is not what happened
 * headers   on any counted request
 * answer    the body of an answer that would have been a success
 * job       the accepted job ends as failed
 * download  an output file; `hang`, `refuse`, `error-500` and `error-503-before-accept` strike downloads too
 * webhook   the delivery never leaves
 */
export const FAULT_STAGES = {
  refuse: 'arrive',
  hang: 'arrive',
  'cut-before-accept': 'before',
  'error-500': 'before',
  'error-503-before-accept': 'before',
  'cut-after-accept': 'after',
  'error-503-after-accept': 'after',
  'no-rate-headers': 'headers',
  'wrong-rate-headers': 'headers',
  'retry-after-date': 'headers',
  'malformed-json': 'answer',
  'truncated-json': 'answer',
  'wrong-types': 'answer',
  'content-filter': 'job',
  'slow-download': 'download',
  'cut-download': 'download',
  'wrong-length': 'download',
  'wrong-bytes': 'download',
  'redirect-private': 'download',
  'redirect-file': 'download',
  'webhook-lost': 'webhook',
} as const;
export type FaultKind = keyof typeof FAULT_STAGES;
export type FaultStage = (typeof FAULT_STAGES)[FaultKind];
export type FaultOf<Stage extends FaultStage> = {
  [Kind in FaultKind]: (typeof FAULT_STAGES)[Kind] extends Stage ? Kind : never;
}[FaultKind];

export const ENDPOINTS = ['run', 'poll', 'result', 'cancel', 'list', 'model', 'output', 'webhook'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

const filters = z.strictObject({
  kind: z.enum(Object.keys(FAULT_STAGES) as [FaultKind, ...FaultKind[]]),
  /** A model id as the revision in use shows it. */
  model: z.string().optional(),
  /** A key's label. */
  key: z.string().optional(),
  endpoint: z.enum(ENDPOINTS).optional(),
});

/** A fault strikes a share of what it matches (`rate` 0 to 1), the first `count`, or only the `nth` (from 1). */
export const faultSchema = z.union([
  filters.extend({ rate: z.number().min(0).max(1) }),
  filters.extend({ count: z.int().min(1) }),
  filters.extend({ nth: z.int().min(1) }),
]);
export const faultsSchema = z.array(faultSchema);
export type Fault = z.infer<typeof faultSchema>;
