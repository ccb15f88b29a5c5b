import { AppError } from '../../shared/errors.ts';

/**
 * Opens the engine; where its database is damaged and there is a good backup, asks whether it is to be put back and opens it so.
 * Rejects with the first error where there is none, or the answer is no.
 */
export async function offerRestore<T>(open: (restore: boolean) => Promise<T>, ask: (message: string) => Promise<boolean>): Promise<T> {
  try {
    return await open(false);
  } catch (error) {
    const restorable = error instanceof AppError && error.code === 'WORKSPACE_BROKEN' && typeof error.details?.['backupAt'] === 'number';
    if (!restorable || !(await ask(error.message))) throw error;
    return open(true);
  }
}
