import { type DialectStore, idFor, type RunField, withAlias, withoutField, withoutReceiver } from './dialect.ts';
import type { Exchange } from './exchange.ts';
import { refusedField } from './refused-field.ts';

/** What went out, as far as the dialect shaped it. */
export interface Spoken {
  model: string;
  /** The id in the path. */
  id: string;
  fields: readonly RunField[];
  webhookUrl: string | null;
}

/** Turns refusals that the next try would avoid into `dialect`, after it has noted what to avoid. A refusal makes no job: that is safe. */
export class DialectLearner {
  readonly #store: DialectStore;
  readonly #aliasesOf: (model: string) => readonly string[];
  /** Ids of a model that this API did not know, until one of them is accepted. */
  readonly #unknown = new Map<string, Set<string>>();

  constructor(store: DialectStore, aliasesOf: (model: string) => readonly string[]) {
    this.#store = store;
    this.#aliasesOf = aliasesOf;
  }

  learn<T>(exchange: Exchange<T>, spoken: Spoken): Exchange<T> {
    if (exchange.kind === 'ok') this.#unknown.delete(spoken.model);
    if (exchange.kind !== 'refused') return exchange;
    const learned =
      (exchange.refusal === 'invalid' && this.#dropField(refusedField(exchange.error, spoken.fields), spoken)) ||
      (exchange.error.code === 'MODEL_NOT_FOUND' && this.#tryAlias(spoken));
    return learned ? { ...exchange, refusal: 'dialect' } : exchange;
  }

  /** Sent before a sibling's refusal was learned, it changes nothing more. */
  #dropField(field: RunField | null, { webhookUrl }: Spoken): boolean {
    if (field === null) return false;
    const now = this.#store.get();
    if (field === 'webhook_url') {
      if (webhookUrl !== null) this.#store.set(withoutReceiver(now, webhookUrl));
      return true;
    }
    if (now.asyncField === 'both' || now.asyncField === field) this.#store.set(withoutField(now, field));
    return true;
  }

  /** True when the next try goes out under another id; when all are used up the model keeps its own. */
  #tryAlias({ model, id }: Spoken): boolean {
    const unknown = this.#unknown.get(model) ?? new Set();
    this.#unknown.set(model, unknown.add(id));
    const now = this.#store.get();
    const next = [idFor(model, now), model, ...this.#aliasesOf(model)].find((candidate) => !unknown.has(candidate));
    this.#store.set(withAlias(now, model, next ?? model));
    return next !== undefined;
  }
}
