import type { CallInput, CallOutput } from '../../../../shared/contract.ts';
import { inputKey } from '../../../../shared/matrix/input-key.ts';
import type { Plan } from './plan.ts';

export interface FindMadeOptions {
  inSlices(count: number, step: (index: number) => void): Promise<void>;
  ask(input: CallInput<'compose.made'>): Promise<CallOutput<'compose.made'>>;
}

const SEEDS_AT_ONCE = 1_000;

/** Asks for the plan's seeds and compares inputs. What the library made first stands for a job; a job that comes twice in the plan is left out once for each. */
export async function findMade(plan: Plan, model: string, { inSlices, ask }: FindMadeOptions): Promise<Map<number, string>> {
  const seeds = new Set<number>();
  await inSlices(plan.count, (index) => {
    const { seed } = plan.at(index);
    if (seed !== null && Number.isSafeInteger(seed)) seeds.add(seed);
  });
  const known = await askAll([...seeds], model, ask);
  const found = new Map<number, string>();
  if (known.size === 0) return found;
  await inSlices(plan.count, (index) => {
    const sha256 = known.get(inputKey(plan.at(index).input));
    if (sha256 !== undefined) found.set(index, sha256);
  });
  return found;
}

async function askAll(seeds: readonly number[], model: string, ask: FindMadeOptions['ask']): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (let at = 0; at < seeds.length; at += SEEDS_AT_ONCE) {
    let after: number | null = 0;
    while (after !== null) {
      const { made, next }: CallOutput<'compose.made'> = await ask({ model, seeds: seeds.slice(at, at + SEEDS_AT_ONCE), after });
      for (const { key, sha256 } of made) if (!known.has(key)) known.set(key, sha256);
      after = next;
    }
  }
  return known;
}
