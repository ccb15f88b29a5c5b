/**
 * Errors that cross a boundary: renderer to engine, host to person. Code branches on `code`; `message` is fit to show a person
 * (what happened, what it cost, what to do next); `details` carries fields by name.
 */
export const APP_ERROR_CODES = [
  'BAD_INPUT', // the caller's input does not fit the contract or the model
  'NOT_FOUND', // no such job, batch, key, asset or model
  'CONFLICT', // the thing exists but its state does not allow this
  'WORKSPACE_IN_USE', // another engine holds this workspace
  'WORKSPACE_NEWER', // the database was written by a newer version
  'WORKSPACE_BROKEN', // the database cannot be opened or fails its check
  'VAULT_LOCKED', // the vault needs a passphrase, or there is no keyring
  'NOT_ALLOWED', // the caller may not do this (host, origin, token)
  'API_REFUSED', // the API answered with an error
  'OFFLINE', // the API could not be reached
  'DISK', // a file could not be read or written
  'INTERNAL', // a defect of ours
] as const;
export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export interface AppErrorData {
  code: AppErrorCode;
  message: string;
  details?: Record<string, unknown>;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: AppErrorCode, message: string, details?: Record<string, unknown>, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }

  /** The form in which it crosses a boundary: no stack, no cause. */
  toData(): AppErrorData {
    return { code: this.code, message: this.message, ...(this.details ? { details: this.details } : {}) };
  }

  static fromData(data: AppErrorData): AppError {
    return new AppError(data.code, data.message, data.details);
  }

  /** Anything thrown, as an AppError; what is unknown becomes INTERNAL and keeps its text out of `message`, which may hold secrets. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    return new AppError('INTERNAL', 'Something in the companion itself failed. Nothing was sent because of it.', undefined, thrown);
  }
}
