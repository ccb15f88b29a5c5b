import type { JobDraft } from '../../../shared/contract.ts';
import { inputKey } from '../../../shared/matrix/input-key.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { ask } from '../ask.ts';

const SEEDS_AT_ONCE = 1_000;

/** The jobs of which the library has no output yet: the same model, input and seed. One without a seed makes something new each time. */
export async function notMadeYet(engine: Pick<Engine, 'call'>, jobs: readonly JobDraft[]): Promise<JobDraft[]> {
  const seeds = new Map<string, Set<number>>();
  for (const { model, input } of jobs) {
    const { seed } = input;
    if (typeof seed === 'number' && Number.isSafeInteger(seed)) seeds.set(model, (seeds.get(model) ?? new Set()).add(seed));
  }
  const made = new Set<string>();
  for (const [model, some] of seeds) for (const key of await keysMade(engine, model, [...some])) made.add(`${model} ${key}`);
  return jobs.filter(({ model, input }) => !made.has(`${model} ${inputKey(input)}`));
}

async function keysMade(engine: Pick<Engine, 'call'>, model: string, seeds: readonly number[]): Promise<string[]> {
  const keys: string[] = [];
  for (let at = 0; at < seeds.length; at += SEEDS_AT_ONCE) {
    for (let after: number | null = 0; after !== null;) {
      const page: { made: { key: string }[]; next: number | null } = await ask(engine, 'compose.made', {
        model,
        seeds: seeds.slice(at, at + SEEDS_AT_ONCE),
        after,
      });
      keys.push(...page.made.map(({ key }) => key));
      after = page.next;
    }
  }
  return keys;
}
