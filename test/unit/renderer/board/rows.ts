import type { FlightView, RequestView } from '../../../../shared/domain.ts';

/** A request of key 1, as the log has it. */
export function mark(id: number, sentAt: number, more: Partial<RequestView> = {}): RequestView {
  return {
    id,
    keyId: 1,
    jobId: id,
    kind: 'run',
    sentAt,
    answeredAt: sentAt + 100,
    status: 200,
    outcome: 'ok',
    errorCode: null,
    limit: 60,
    remaining: 10,
    resetAt: null,
    retryAfterMs: null,
    ...more,
  };
}

/** A flight with key 1. */
export function flight(jobId: number, startedAt: number, endedAt: number | null, more: Partial<FlightView> = {}): FlightView {
  return { jobId, batchId: 1, number: jobId, keyId: 1, model: 'm', startedAt, endedAt, state: endedAt === null ? 'out' : 'done', ...more };
}
