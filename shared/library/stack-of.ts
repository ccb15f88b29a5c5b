import { inputKey } from '../matrix/input-key.ts';

/** What of how an asset was made decides which others it lies in one stack with. */
export interface Made {
  batchId: number | null;
  model: string;
  input: Readonly<Record<string, unknown>>;
}

/**
 * The stack of an asset: variations of one idea, which are outputs that one model made in one batch from inputs that differ in the seed alone
 * (several outputs of one job among them). Null for what no batch made. 41 bits: enough to keep inputs of one batch apart.
 */
export function stackOf({ batchId, model, input }: Made): string | null {
  if (batchId === null) return null;
  const { seed: _, ...idea } = input;
  return inputKey({ batchId, model, idea }).slice(-8);
}
