import { z } from 'zod';
import type { AppError } from '../../../../shared/errors.ts';
import type { Form } from '../schema/field.ts';

export interface RefusedJob {
  index: number;
  message: string;
  /** Dotted path into the input, where the engine names one. */
  field?: string | undefined;
}

const detailed = z.object({ jobs: z.array(z.object({ index: z.int().nonnegative(), message: z.string(), field: z.string().optional() })) });

/** The jobs a `batch.create` was refused for (contract: BAD_INPUT `details.jobs`); empty when it was something else. */
export function refusedJobs(error: AppError): RefusedJob[] {
  const read = detailed.safeParse(error.details);
  return error.code === 'BAD_INPUT' && read.success ? read.data.jobs : [];
}

/** The same as messages for the form's fields: the first of each that has one. */
export function refusedFields(jobs: readonly RefusedJob[], form: Form): Map<string, string> {
  const names = new Set([...(form.prompt ? [form.prompt.name] : []), ...form.fields.map((field) => field.name)]);
  const found = new Map<string, string>();
  for (const { field, message } of jobs) {
    const name = field?.split('.')[0];
    if (name !== undefined && names.has(name) && !found.has(name)) found.set(name, message);
  }
  return found;
}
