import { matrixOf, type Matrix, type MatrixAxis } from '../../../../shared/matrix/matrix.ts';
import type { ModelInput } from '../../../../shared/domain.ts';
import { mixAll } from '../../../../shared/prompt/random.ts';
import type { Lists } from '../../../../shared/prompt/lists.ts';
import type { Picks } from '../../../../shared/prompt/template.ts';
import { leading } from '../../../../shared/leading.ts';
import type { Draft } from '../draft/draft.ts';
import { fieldAxes, type FieldAxes } from '../matrix/field-axes.ts';
import { shown } from '../matrix/field-values.ts';
import { assemble } from '../schema/assemble.ts';
import type { Form } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';
import { readPrompts, type Prompts, type PromptSource } from './prompts.ts';
import { seedsOf } from './seeds.ts';

/** What one job of the batch will be. `seed` null: the model picks one. */
export interface PlannedJob {
  prompt: string;
  seed: number | null;
  input: ModelInput;
}

/** The batch a draft stands for. Jobs are put together when looked at: a plan of 100,000 costs nothing. */
export interface Plan {
  prompts: Prompts;
  fields: FieldAxes;
  /** How many jobs; capped at 2^53 - 1. */
  count: number;
  /** What the jobs differ in, as columns: names of choices, variables, lists and fields. */
  columns: readonly string[];
  at(index: number): PlannedJob;
  /** The same with what the job picked, by column. */
  picked(index: number): PlannedJob & { picks: Picks };
  /** The template a job's prompt comes from; null where nothing in it varies. */
  template(index: number): string | null;
}

/** The most the engine takes at once (contract, `batch.create`). */
export const MOST_JOBS = 100_000;

/** One source with the fields that vary: which jobs of the plan are its own. */
interface Block {
  source: PromptSource;
  matrix: Matrix;
  /** The number of its first job within one repetition. */
  first: number;
}

/** Every combination `repeat` times, combinations running first. Repetitions get seeds of their own where the model has one. */
export function planJobs(draft: Draft, form: Form, lists: Lists): Plan {
  const prompts = readPrompts(draft, form, lists);
  const fields = fieldAxes(draft, form);
  const blocks = blocksOf(draft, prompts.sources, fields);
  const round = blocks.reduce((sum, block) => Math.min(Number.MAX_SAFE_INTEGER, sum + block.matrix.count), 0);
  const varied = new Set(fields.axes.map((axis) => axis.name));
  const base = assemble(form, Object.fromEntries(Object.entries(draft.values).filter(([name]) => !varied.has(name))), '');
  const seeds = seedsOf(draft, form, base);

  /** The job's block, its digits in it, and its number in its block over all repetitions. */
  function find(index: number): { source: PromptSource; digits: number[]; number: number } {
    const within = index % round;
    const { source, matrix, first } = blockAt(blocks, within);
    return { source, digits: matrix.digits(within - first), number: Math.floor(index / round) * matrix.count + within - first };
  }

  function jobOf(index: number, prompt: string, set: ModelInput): PlannedJob {
    const seed = seeds(index, Math.floor(index / round), set);
    return { prompt, seed, input: inputOf(form, prompt, base, set, seed) };
  }

  return {
    prompts,
    fields,
    count: Math.min(Number.MAX_SAFE_INTEGER, round * draft.repeat),
    columns: [...new Set(prompts.sources.flatMap((source) => source.names)), ...varied],
    at(index) {
      const { source, digits, number } = find(index);
      const set = fieldValues(fields, digits, source.axes.length, number, draft.seedStart);
      return jobOf(index, source.prompt(digits, number, draft.seedStart), set);
    },
    picked(index) {
      const { source, digits, number } = find(index);
      const { prompt, picks } = source.pick(digits, number, draft.seedStart);
      const set = fieldValues(fields, digits, source.axes.length, number, draft.seedStart);
      return { ...jobOf(index, prompt, set), picks: varied.size === 0 ? picks : withFields(picks, set) };
    },
    template: (index) => blockAt(blocks, index % round).source.template,
  };
}

function blocksOf(draft: Draft, sources: readonly PromptSource[], fields: FieldAxes): Block[] {
  const own = fields.axes.map(({ method, values }): MatrixAxis => ({ method, values: values.length, reach: method === 'all' ? values.length : 1 }));
  let first = 0;
  return sources.map((source) => {
    const matrix = matrixOf([...source.axes, ...own], { mode: draft.mode, sample: draft.sample, seed: draft.seedStart });
    const block = { source, matrix, first };
    first += matrix.count;
    return block;
  });
}

function blockAt(blocks: readonly Block[], index: number): Block {
  if (blocks.length === 1) return blocks[0]!;
  return blocks[leading(blocks.length, (at) => blocks[at]!.first <= index) - 1]!;
}

/** Over what the prompt picked goes what a field of the same name does. */
function withFields(picks: Picks, set: { [name: string]: Json }): Picks {
  return { ...picks, ...Object.fromEntries(Object.entries(set).map(([name, value]) => [name, shown(value)])) };
}

function fieldValues({ axes }: FieldAxes, digits: readonly number[], from: number, number: number, seed: number): { [name: string]: Json } {
  const set: { [name: string]: Json } = {};
  axes.forEach((axis, at) => (set[axis.name] = axis.values[placeOf(axis, digits[from + at] ?? 0, number, seed + at)]!));
  return set;
}

/** Which of its values a field has in a job. */
function placeOf({ method, values }: FieldAxes['axes'][number], digit: number, number: number, seed: number): number {
  if (method === 'all') return digit;
  return method === 'order' ? number % values.length : mixAll(seed, number) % values.length;
}

/** The prompt first, as people read it; what varies over what is set. */
function inputOf(form: Form, prompt: string, base: ModelInput, set: ModelInput, seed: number | null): ModelInput {
  const input: ModelInput = {};
  if (form.prompt && prompt !== '') input[form.prompt.name] = prompt;
  Object.assign(input, base, set);
  if (form.seed && seed !== null) input[form.seed.name] = seed;
  return input;
}

const NAME_LENGTH = 60;

/** What the batch is called when it was not named: the first words of its prompt, else its model. */
export function defaultName(plan: Plan, modelName: string): string {
  const words = plan.at(0).prompt.replace(/\s+/g, ' ').trim();
  if (words === '') return modelName;
  const letters = [...words];
  if (letters.length <= NAME_LENGTH) return words;
  return `${letters
    .slice(0, NAME_LENGTH)
    .join('')
    .replace(/\s\S*$/, '')} …`;
}
