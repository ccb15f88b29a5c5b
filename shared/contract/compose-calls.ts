import { z } from 'zod';
import { modelInput } from '../domain.ts';
import { command, id, nothing, page, query } from './call.ts';
import { jobDraft, newBatch } from './queue-calls.ts';

/** A path of words: `animal`, `birds/big`. What would read as syntax in `__name__` cannot be in it. */
export const wildcardName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^(?!.*(?:__|_$|\/$))[^\s(){}|$#,=\\_*!@~/][^(){}|$#\n,=\\*]*$/, 'a name without braces, brackets, bars, commas, stars and double underscores');

/** A list the user keeps for prompts to draw on: its text as written, a value a line, `#` in front of a comment. */
export const wildcardView = z.object({ name: wildcardName, text: z.string(), changedAt: z.int().nonnegative() });
export type WildcardView = z.infer<typeof wildcardView>;

const time = z.int().nonnegative();

/** A draft that was named to be used again; `prompt`: its first words. */
export const presetView = z.object({
  id,
  name: z.string(),
  tags: z.array(z.string()),
  model: z.string().nullable(),
  prompt: z.string(),
  changedAt: time,
});
export type PresetView = z.infer<typeof presetView>;

/** What was composed once, and the batch it became (null: it is gone). */
export const compositionView = z.object({
  id,
  batchId: id.nullable(),
  name: z.string(),
  model: z.string(),
  prompt: z.string(),
  jobs: z.int().positive(),
  createdAt: time,
});
export type CompositionView = z.infer<typeof compositionView>;

const presetName = z.string().trim().min(1).max(200);
const presetTags = z.array(z.string().trim().min(1).max(60)).max(50);

/** A draft as the window wrote it: JSON that only the window reads. */
const draftText = z.string().max(5_000_000);

const problem = z.object({ line: z.int().positive(), message: z.string() });

/** The longest text that is taken in, and the longest part it is told in, in characters. */
export const MOST_IMPORTED = 20_000_000;
export const IMPORT_PART = 64_000;

/** A text that is taken in: what it is, and where its columns go. */
const importPlan = z.object({
  /** The name it was told under (`import.bring`): a spreadsheet's cells, JSON lines, or plain lines. */
  token: z.uuid(),
  format: z.enum(['auto', 'csv', 'jsonl', 'lines']).default('auto'),
  model: z.string().min(1),
  /** The field each column goes to; columns that are not named go nowhere. */
  fields: z.record(z.string(), z.string().min(1)),
  /** What every row has that does not say otherwise. */
  base: modelInput.default({}),
});

/** Problems named in one answer; more are counted. */
export const MOST_PROBLEMS = 500;

export const COMPOSE_CALLS = {
  /** All of them, by name. */
  'wildcard.list': query(nothing, z.array(wildcardView)),
  /** Makes one, or replaces its text. `was`: its name until now, where it is renamed; CONFLICT when the new name is taken. */
  'wildcard.put': command(z.object({ name: wildcardName, text: z.string().max(2_000_000), was: wildcardName.optional() }), wildcardView),
  'wildcard.remove': command(z.object({ name: wildcardName }), nothing),
  /** The drafts on the desk as they were saved last; null: never. */
  'desk.load': query(nothing, z.object({ text: z.string(), savedAt: time }).nullable()),
  'desk.save': command(z.object({ text: z.string().max(20_000_000) }), z.object({ savedAt: time })),
  /** All of them, by name. */
  'preset.list': query(nothing, z.array(presetView)),
  'preset.get': query(z.object({ id }), z.object({ draft: z.string() })),
  /** Makes one, or changes what is given of the one with `id`. CONFLICT where another has the name, NOT_FOUND where there is none of that id. */
  'preset.put': command(
    z.union([
      z.object({ name: presetName, tags: presetTags, model: z.string().nullable(), prompt: z.string().max(400), draft: draftText }),
      z.object({ id, name: presetName, tags: presetTags }),
    ]),
    presetView,
  ),
  'preset.remove': command(z.object({ id }), nothing),
  /** What was composed, newest first. `text`: in name, prompt or model. */
  'history.list': query(
    z.object({ text: z.string().max(200).default(''), ...page }),
    z.object({ entries: z.array(compositionView), total: z.int().nonnegative() }),
  ),
  'history.get': query(z.object({ id }), z.object({ draft: z.string() })),
  /**
   * What the library has of a model with these seeds: for each asset the key of its input (`shared/matrix/input-key.ts`), so that equal jobs
   * need not be paid for again; `shown`: its thumbnail is there. In pages by asset: `next` is the `after` of the following one, null at the end.
   */
  'compose.made': query(
    z.object({ model: z.string().min(1), seeds: z.array(z.int()).min(1).max(1_000), after: z.int().nonnegative().default(0) }),
    z.object({ made: z.array(z.object({ key: z.string(), sha256: z.string(), shown: z.boolean() })), next: z.int().nullable() }),
  ),
  /** Jobs of a batch too large to be told in one breath: kept under a name the caller makes up, for ten minutes after the last, until `compose.enqueue`. */
  'compose.stage': command(z.object({ token: z.uuid(), jobs: z.array(jobDraft).min(1).max(2_000) }), z.object({ staged: z.int().positive() })),
  /** As `batch.create`, with the jobs staged under that name. NOT_FOUND where there are none any more. */
  'compose.enqueue': command(
    newBatch.omit({ jobs: true }).extend({ token: z.uuid() }),
    z.object({ batchId: id, jobs: z.int().positive(), existing: z.boolean() }),
  ),
  /**
   * A part of a text, kept under a name the caller makes up, for ten minutes after it was last asked about: told in one breath, 20 MB hold up window
   * and engine. `at`: how many characters were told before; 0 begins anew. CONFLICT where others were told.
   */
  'import.bring': command(
    z.object({ token: z.uuid(), at: z.int().nonnegative(), part: z.string().max(IMPORT_PART) }),
    z.object({ kept: z.int().nonnegative().max(MOST_IMPORTED) }),
  ),
  /** The text is not wanted any more; what is being found out about it ends. */
  'import.drop': command(z.object({ token: z.uuid() }), nothing),
  /** What a text is: its columns with their first values. NOT_FOUND where it is no longer kept. Nothing is enqueued. */
  'import.read': query(
    importPlan.pick({ token: true, format: true }),
    z.object({
      format: z.enum(['csv', 'jsonl', 'lines']),
      columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
      rows: z.int().nonnegative(),
      problems: z.array(problem),
    }),
  ),
  /** What of it would become jobs, and every row that would not, with its reasons. Nothing is enqueued. `first`: the first of them. CONFLICT once something else is asked. */
  'import.check': query(
    importPlan,
    z.object({
      ready: z.int().nonnegative(),
      badRows: z.int().nonnegative(),
      problems: z.array(problem),
      first: z.array(z.object({ line: z.int().positive(), input: modelInput })),
    }),
  ),
  /** Enqueues it as one batch. BAD_INPUT, and nothing is enqueued, while a row is bad and `setAside` is false, or where no row is left. */
  'import.enqueue': command(
    importPlan.extend(newBatch.omit({ source: true, jobs: true, templates: true, fingerprint: true }).shape).extend({ setAside: z.boolean() }),
    z.object({ batchId: id, jobs: z.int().positive() }),
  ),
} as const;
