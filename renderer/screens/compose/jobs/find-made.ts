import type { CallInput, CallOutput } from '../../../../shared/contract.ts';
import { inputKey } from '../../../../shared/matrix/input-key.ts';
import type { Plan } from './plan.ts';

/** An output the library has; `shown`: its thumbnail is there. */
export type MadeOutput = Omit<CallOutput<'compose.made'>['made'][number], 'key'>;

export interface FindMadeOptions {
  inSlices(count: number, step: (index: number) => void): Promise<void>;
  ask(input: CallInput<'compose.made'>): Promise<CallOutput<'compose.made'>>;
}

const SEEDS_AT_ONCE = 1_000;

/** Asks for the plan's seeds and compares inputs. What the library made first stands for a job; a job that comes twice in the plan is left out once for each. */
export async function findMade(plan: Plan, model: string, { inSlices, ask }: FindMadeOptions): Promise<Map<number, MadeOutput>> {
  const seeds = new Set<number>();
  await inSlices(plan.count, (index) => {
    const { seed } = plan.at(index);
    if (seed !== null && Number.isSafeInteger(seed)) seeds.add(seed);
  });
  const known = await askAll([...seeds], model, ask);
  const found = new Map<number, MadeOutput>();
  if (known.size === 0) return found;
  await inSlices(plan.count, (index) => {
    const output = known.get(inputKey(plan.at(index).input));
    if (output) found.set(index, output);
  });
  return found;
}

async function askAll(seeds: readonly number[], model: string, ask: FindMadeOptions['ask']): Promise<Map<string, MadeOutput>> {
  const known = new Map<string, MadeOutput>();
  for (let at = 0; at < seeds.length; at += SEEDS_AT_ONCE) {
    let after: number | null = 0;
    while (after !== null) {
      const { made, next }: CallOutput<'compose.made'> = await ask({ model, seeds: seeds.slice(at, at + SEEDS_AT_ONCE), after });
      for (const { key, ...output } of made) if (!known.has(key)) known.set(key, output);
      after = next;
    }
  }
  return known;
}
