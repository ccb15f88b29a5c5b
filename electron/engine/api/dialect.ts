import { z } from 'zod';

/** What was learned about how this API wants to be spoken to. Small and JSON: keep it per endpoint, across restarts. */
export const dialect = z.object({
  /** Which fields ask for asynchronous mode (section 10, rule 2): A knows `async`, B `sync`; `none` where both were refused. */
  asyncField: z.enum(['both', 'async', 'sync', 'none']),
  /** Model id as saved here, to the id this API takes (rule 7). */
  aliases: z.record(z.string(), z.string()),
  /**
   * Where outputs are asked for (rule 5): `job`, with how the job is; `result`, at their own address, which tells how the job is too;
   * `result-when-done`, at their own address, which refuses unfinished jobs.
   */
  outputsAt: z.enum(['job', 'result', 'result-when-done']).default('job'),
});
export type Dialect = z.infer<typeof dialect>;

export const FIRST_DIALECT: Dialect = { asyncField: 'both', aliases: {}, outputsAt: 'job' };

export interface DialectStore {
  get(): Dialect;
  set(next: Dialect): void;
}

export type AsyncField = 'async' | 'sync';

/** Fields of the run body that choose the mode. Waiting is the default of every revision: then none is sent. */
export function modeFields(mode: 'sync' | 'async', { asyncField }: Dialect): Partial<Record<AsyncField, boolean>> {
  if (mode === 'sync') return {};
  return {
    ...(asyncField === 'both' || asyncField === 'async' ? { async: true } : {}),
    ...(asyncField === 'both' || asyncField === 'sync' ? { sync: false } : {}),
  };
}

/** The dialect after `field` was refused. */
export function withoutField(current: Dialect, field: AsyncField): Dialect {
  const other = field === 'async' ? 'sync' : 'async';
  const keeps = current.asyncField === 'both' || current.asyncField === other;
  return { ...current, asyncField: keeps ? other : 'none' };
}

/** The id this API takes for `model`. */
export function idFor(model: string, { aliases }: Dialect): string {
  return Object.hasOwn(aliases, model) ? (aliases[model] ?? model) : model;
}

/** The dialect in which `model` goes out as `id`. */
export function withAlias(current: Dialect, model: string, id: string): Dialect {
  const { [model]: _, ...others } = current.aliases;
  return { ...current, aliases: id === model ? others : { ...others, [model]: id } };
}
