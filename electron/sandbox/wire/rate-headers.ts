import type { FaultOf } from '../faults/fault.ts';
import type { Admission } from '../limits/key-limits.ts';

/**
 * The four headers. `X-RateLimit-Reset` is in Unix seconds of the server's clock, rounded up so that it is never early.
 * The first three tell the state at admission, as a server's middleware writes them, however late the answer travels.
 * A plan without a minute limit gets none of them.
 */
export function rateHeaders(admission: Admission, offsetMs: number, nowMs: number, fault: FaultOf<'headers'> | null): Record<string, string> {
  const headers = { ...minuteHeaders(admission, offsetMs), ...retryHeader(admission, nowMs + offsetMs, fault) };
  if (fault === 'no-rate-headers') return {};
  return fault === 'wrong-rate-headers' ? { ...headers, ...NONSENSE } : headers;
}

const NONSENSE = { 'X-RateLimit-Limit': 'many', 'X-RateLimit-Remaining': '-7', 'X-RateLimit-Reset': '99999999999999' };

function minuteHeaders({ limit, remaining, resetAtMs }: Admission, offsetMs: number): Record<string, string> {
  if (!Number.isFinite(limit)) return {};
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil((resetAtMs + offsetMs) / 1000)),
  };
}

function retryHeader(admission: Admission, serverNowMs: number, fault: FaultOf<'headers'> | null): Record<string, string> {
  if (admission.admitted) return {};
  const { retryAfterS } = admission;
  if (fault !== 'retry-after-date') return { 'Retry-After': String(retryAfterS) };
  const secondMs = Math.ceil(serverNowMs / 1000) * 1000;
  return { 'Retry-After': new Date(secondMs + retryAfterS * 1000).toUTCString() };
}
