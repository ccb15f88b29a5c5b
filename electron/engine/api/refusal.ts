import type { RefusalKind } from './exchange.ts';

/** What a code means (section 6). TIMEOUT is no refusal: the job may go on. Codes not listed here go by the status. */
const BY_CODE: Readonly<Record<string, RefusalKind | 'unclear'>> = {
  UNAUTHORIZED: 'unauthorized',
  FORBIDDEN: 'forbidden',
  RATE_LIMITED: 'rate-limited',
  QUOTA_EXCEEDED: 'quota',
  INVALID_INPUT: 'invalid',
  MODEL_NOT_FOUND: 'not-found',
  JOB_NOT_FOUND: 'not-found',
  MODEL_UNAVAILABLE: 'unavailable',
  INFERENCE_FAILED: 'failed',
  PROVIDER_FAILURE: 'failed',
  TIMEOUT: 'unclear',
};

/** 408 and 5xx do not tell how far the request came; any other 4xx says that it was not accepted. */
const BY_STATUS: Readonly<Record<number, RefusalKind | 'unclear'>> = {
  400: 'invalid',
  401: 'unauthorized',
  402: 'quota',
  403: 'forbidden',
  404: 'not-found',
  408: 'unclear',
  410: 'not-found',
  413: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
};

/** Why it was refused, or `unclear`. The code decides, then the status: QUOTA_EXCEEDED is final even as a 429. */
export function refusalOf(code: string | null, status: number): RefusalKind | 'unclear' {
  if (code !== null && Object.hasOwn(BY_CODE, code)) return BY_CODE[code] ?? 'unclear';
  if (isRedirect(status)) return 'unavailable';
  return BY_STATUS[status] ?? (status >= 200 && status < 500 ? 'failed' : 'unclear');
}

/** Status 0 is how a browser-like fetch shows a redirect it was told not to follow. */
export function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400);
}
