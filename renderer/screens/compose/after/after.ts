import { z } from 'zod';
import { modelInput } from '../../../../shared/domain.ts';

/** One further step of a line: a model that takes what the step before it made. */
export const stepSchema = z.object({
  model: z.string(),
  /** The field that takes what the step before made. */
  field: z.string(),
  /** Empty: the prompt of the first step. */
  prompt: z.string(),
  /** Its other fields, as JSON text; empty: as the model likes. */
  more: z.string(),
});
/** So many further steps a line has at most. */
export const MOST_STEPS = 9;

export type Step = z.infer<typeof stepSchema>;

/** What is made besides each job: nothing, further steps from what it made, or the same by other models. */
export const afterSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('line'), steps: z.array(stepSchema).min(1).max(MOST_STEPS) }),
  z.object({ kind: z.literal('race'), models: z.array(z.string()).max(5) }),
]);
export type After = z.infer<typeof afterSchema>;

export const NOTHING_AFTER: After = { kind: 'nothing' };

/** A step's other fields; null: its text does not read as an object. */
export function readMore(text: string): z.infer<typeof modelInput> | null {
  if (text.trim() === '') return {};
  try {
    return modelInput.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
