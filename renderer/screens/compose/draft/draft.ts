import { z } from 'zod';
import { modelInput, uncertainRule } from '../../../../shared/domain.ts';
import { afterSchema, NOTHING_AFTER } from '../after/after.ts';

/** Key of `broken` for the JSON view as a whole; no field is called so. */
export const WHOLE = '{}';

export const draftSchema = z.object({
  model: z.string().nullable(),
  prompt: z.string(),
  /** Each line of the prompt is a job of its own. */
  linewise: z.boolean(),
  /** What was set in the form or the JSON view, without the prompt. */
  values: modelInput,
  /** Texts that do not read as JSON yet, by field; under `WHOLE` the JSON view's. */
  broken: z.record(z.string(), z.string()),
  view: z.enum(['form', 'json']),
  name: z.string(),
  /** Each prompt so many times. */
  repeat: z.int().min(1).max(10_000),
  labels: z.array(z.string()),
  priority: z.enum(['low', 'normal', 'high']),
  uncertainRule,
  /** Where seeds start that the user left to chance but repetition needs, and what everything drawn follows from. */
  seedStart: z.int().nonnegative(),
  /** Fields that take several values: the values as they were written, and how jobs run over them. */
  varied: z.record(z.string(), z.object({ text: z.string(), method: z.enum(['all', 'order', 'random']) })).default({}),
  /** How what varies goes together (`shared/matrix/matrix.ts`), and how many of all are drawn in a sample. */
  mode: z.enum(['product', 'zip', 'sample']).default('product'),
  sample: z.int().min(1).max(100_000).default(100),
  /** One seed for all combinations, or a drawn one for each job. */
  seeds: z.enum(['one', 'each']).default('one'),
  /** What the library has already is left out. */
  leaveOut: z.boolean().default(true),
  /** What else is made for each job. */
  after: afterSchema.default(NOTHING_AFTER),
  /** When the batch goes out; texts as boxes for time hold them, kept while another rule is chosen. */
  start: z
    .object({ kind: z.enum(['now', 'at', 'hours', 'new-day']), at: z.string(), from: z.string(), to: z.string() })
    .default({ kind: 'now', at: '', from: '22:00', to: '06:00' }),
  /** Only the first so many go until the user has looked; null: all. */
  tryFirst: z.int().min(1).max(100_000).nullable().default(null),
  /** Credits that the batch may cost at most; null: no ceiling. */
  creditBudget: z.number().positive().nullable().default(null),
  /** It pauses itself after so many failures of one kind in a row; null: by the engine's own rule only. */
  stopAfter: z.int().min(1).max(10_000).nullable().default(null),
});

/** One composition in the making: everything the screen holds, so that it can be taken up again. */
export type Draft = z.infer<typeof draftSchema>;

export function emptyDraft(seedStart: number): Draft {
  return {
    model: null,
    prompt: '',
    linewise: false,
    values: {},
    broken: {},
    view: 'form',
    name: '',
    repeat: 1,
    labels: [],
    priority: 'normal',
    uncertainRule: 'ask',
    seedStart,
    varied: {},
    mode: 'product',
    sample: 100,
    seeds: 'one',
    leaveOut: true,
    after: NOTHING_AFTER,
    start: { kind: 'now', at: '', from: '22:00', to: '06:00' },
    tryFirst: null,
    creditBudget: null,
    stopAfter: null,
  };
}

/** A draft as it was stored; null when the text is none, or of another version. */
export function readDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    return draftSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** True when replacing it would lose nothing that was typed. */
export function isUntouched(draft: Draft): boolean {
  const nothingSet = [draft.values, draft.broken, draft.varied].every((each) => Object.keys(each).length === 0);
  return nothingSet && draft.after.kind === 'nothing' && draft.prompt.trim() === '' && draft.name.trim() === '';
}
