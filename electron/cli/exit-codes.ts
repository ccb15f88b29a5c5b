import type { AppErrorCode } from '../../shared/errors.ts';

/** What scripts read; `--help` says it in words. */
export const EXIT = { ok: 0, failure: 1, usage: 2, unfinished: 3, workspaceInUse: 4, hungUp: 129, interrupted: 130, terminated: 143 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf(error: AppErrorCode): ExitCode {
  if (error === 'BAD_INPUT') return EXIT.usage;
  return error === 'WORKSPACE_IN_USE' ? EXIT.workspaceInUse : EXIT.failure;
}
