import { z } from 'zod';
import type { RemoteModel } from './exchange.ts';
import { amount, lenient, record, text } from './lenient.ts';

const wireModel = z.object({
  id: text.max(300),
  name: lenient(text.max(300)),
  description: lenient(text),
  category: lenient(text),
  provider: lenient(text),
  status: lenient(text),
  pricing: lenient(z.object({ credits_per_run: lenient(amount) })),
  input_schema: lenient(record),
});

const list = z.object({ models: z.array(z.unknown()), total: lenient(z.int().nonnegative()) });

export interface ModelPage {
  models: RemoteModel[];
  total: number | null;
}

/** One page of `GET /models`; null when it is none. An entry that can't be read is left out and spoils no other. */
export function readModelPage(body: unknown): ModelPage | null {
  const read = list.safeParse(Array.isArray(body) ? { models: body } : body);
  if (!read.success) return null;
  return { models: read.data.models.flatMap((entry) => readModel(entry) ?? []), total: read.data.total };
}

/** `GET /models/{id}`; null when it is none. */
export function readModel(body: unknown): RemoteModel | null {
  const read = wireModel.safeParse(body);
  if (!read.success) return null;
  const { id, name, description, category, provider, status, pricing, input_schema } = read.data;
  return {
    id,
    name: name ?? id,
    description,
    category,
    provider,
    active: status === null || status.toLowerCase() === 'active',
    creditsPerRun: pricing?.credits_per_run ?? null,
    inputSchema: input_schema,
  };
}

/** Most models a page may hold (docs/api/models). */
export const MODEL_PAGE = 100;

/** No catalog is longer; a server that ignores `offset` is not read for ever. */
const LAST_OFFSET = 10_000;

/**
 * Where the next page starts; null after the last: `total` is reached, or a page was empty (section 10, rule 17). `received` is how
 * many models the page at `offset` gave; where it lost an unreadable one, the next page repeats one, which does no harm.
 */
export function nextOffset(offset: number, received: number, total: number | null): number | null {
  const next = offset + received;
  return received === 0 || next >= Math.min(total ?? LAST_OFFSET, LAST_OFFSET) ? null : next;
}
