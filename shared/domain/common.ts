import { z } from 'zod';

export const id = z.int().positive();
export const time = z.int().nonnegative();
export const count = z.int().nonnegative();

/** A model's input as sent: any JSON object; its shape is the model's own JSON Schema. */
export const modelInput = z.record(z.string(), z.json());
export type ModelInput = z.infer<typeof modelInput>;

/** What a prompt came from: the template as it was written, what each of its names picked, and the seed of what was drawn. */
export const origin = z.object({ template: z.string(), picks: z.record(z.string(), z.string()), seed: count });
export type Origin = z.infer<typeof origin>;

/** Where a job's requests go. Keys and jobs of one endpoint never meet the other's: practice can't spend real credits. */
export const endpointName = z.enum(['api', 'sandbox']);
export type EndpointName = z.infer<typeof endpointName>;

/** Credits with their origin: what the API reported is a fact, what the catalog says is an estimate. */
export const credits = z.object({ amount: z.number().nonnegative(), source: z.enum(['reported', 'estimated']) });
export type Credits = z.infer<typeof credits>;

/**
 * A ceiling for credits. It counts what was sent against it: what the API reported, and where it reported nothing (or not yet) what the job was
 * taken to cost. Refused and cancelled jobs count nothing. `unknown`: whether jobs go out whose cost nobody knows; they then count once the
 * API reports what they took, so that only `wait` keeps the ceiling for certain.
 */
export const creditBudget = z.object({ credits: z.number().nonnegative(), unknown: z.enum(['wait', 'send']).default('wait') });
export type CreditBudget = z.infer<typeof creditBudget>;

/** What counts against a ceiling so far. `unknown`: jobs whose cost is not known. */
export const spent = z.object({ credits: z.number().nonnegative(), unknown: count });
export type Spent = z.infer<typeof spent>;
