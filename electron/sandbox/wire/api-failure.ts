/** Error codes of docs/errors, and `PROVIDER_FAILURE` of B's webhooks. */
export type ApiErrorCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'RATE_LIMITED'
  | 'QUOTA_EXCEEDED'
  | 'INVALID_INPUT'
  | 'MODEL_NOT_FOUND'
  | 'JOB_NOT_FOUND'
  | 'MODEL_UNAVAILABLE'
  | 'INFERENCE_FAILED'
  | 'PROVIDER_FAILURE'
  | 'INTERNAL_ERROR';

/** An answer with an error envelope. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(status: number, code: ApiErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** `{ error: { code, message, details? } }`; T adds `retry_after` in seconds to refusals. */
export function errorBody(failure: ApiFailure, retryAfterS: number | null = null): unknown {
  const { code, message, details } = failure;
  return {
    error: { code, message, ...(details ? { details } : {}), ...(retryAfterS === null ? {} : { retry_after: retryAfterS }) },
  };
}

export function invalidInput(details: Record<string, string>): ApiFailure {
  const what = Object.entries(details).map(([field, problem]) => `${field} ${problem}`);
  return new ApiFailure(400, 'INVALID_INPUT', `Invalid input: ${what.join('; ')}`, details);
}
