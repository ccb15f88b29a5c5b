import { z } from 'zod';
import type { AppError } from '../../../../shared/errors.ts';

const detailed = z.object({ jobs: z.array(z.object({ index: z.int().nonnegative(), message: z.string() })) });

/** The jobs a `batch.create` was refused for (contract: BAD_INPUT `details.jobs`); empty when it was something else. */
export function refusedJobs(error: AppError): { index: number; message: string }[] {
  const read = detailed.safeParse(error.details);
  return error.code === 'BAD_INPUT' && read.success ? read.data.jobs : [];
}
