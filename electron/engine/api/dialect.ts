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
  /** Receivers that this API would not send webhooks to: it is not asked to again. */
  refusedReceivers: z.array(z.string()).default([]),
});
export type Dialect = z.infer<typeof dialect>;

export const FIRST_DIALECT: Dialect = { asyncField: 'both', aliases: {}, outputsAt: 'job', refusedReceivers: [] };

export interface DialectStore {
  get(): Dialect;
  set(next: Dialect): void;
}

export type AsyncField = 'async' | 'sync';

/** Every field that a run's body may carry beside its input. */
export type RunField = AsyncField | 'webhook_url';

/** Fields of the run body that choose the mode. Waiting is the default of every revision: then none is sent. */
export function modeFields(mode: 'sync' | 'async', { asyncField }: Dialect): Partial<Record<AsyncField, boolean>> {
  if (mode === 'sync') return {};
  return {
    ...(asyncField === 'both' || asyncField === 'async' ? { async: true } : {}),
    ...(asyncField === 'both' || asyncField === 'sync' ? { sync: false } : {}),
  };
}

/** The field that asks for a webhook, unless this API has refused that receiver. */
export function webhookField(url: string | null, { refusedReceivers }: Dialect): { webhook_url?: string } {
  return url === null || refusedReceivers.includes(receiverOf(url)) ? {} : { webhook_url: url };
}

/** The dialect after it would not send webhooks to that address. */
export function withoutReceiver(current: Dialect, url: string): Dialect {
  return { ...current, refusedReceivers: [...new Set([...current.refusedReceivers, receiverOf(url)])] };
}

/** The last part of the address differs with every run of the companion. */
function receiverOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/'));
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
