import type { AssetKind, ModelView } from '../../../../shared/domain.ts';
import type { ModelUse } from './model-use.ts';

export const KIND_WORDS: Readonly<Record<AssetKind, string>> = { image: 'Image', video: 'Video', audio: 'Audio', other: 'Other' };

const ORDER: readonly AssetKind[] = ['image', 'video', 'audio', 'other'];

export interface ModelGroup {
  kind: AssetKind;
  /** `Image, by last use`. */
  title: string;
  models: ModelView[];
}

/** What puts a model before others. */
export interface Known {
  favourites: ReadonlySet<string>;
  use: ReadonlyMap<string, ModelUse>;
}

const NOTHING_KNOWN: Known = { favourites: new Set(), use: new Map() };

/** Models that hold every word of `search` in name, id, provider or description, by kind: what can be run first, then favourites, then by last use. */
export function groupModels(models: readonly ModelView[], kind: AssetKind | 'all', search: string, known: Known = NOTHING_KNOWN): ModelGroup[] {
  const found = models.filter((model) => (kind === 'all' || model.kind === kind) && matches(model, search));
  const groups = ORDER.map((each) =>
    groupOf(
      each,
      found.filter((model) => model.kind === each),
      known,
    ),
  );
  return groups.filter((group) => group.models.length > 0);
}

function groupOf(kind: AssetKind, models: readonly ModelView[], { favourites, use }: Known): ModelGroup {
  const place = (model: ModelView) => [Number(!model.runnable), Number(!favourites.has(model.id)), use.get(model.id)?.rank ?? Number.MAX_SAFE_INTEGER];
  const used = models.some((model) => use.has(model.id));
  return {
    kind,
    title: used ? `${KIND_WORDS[kind]}, by last use` : KIND_WORDS[kind],
    models: models.toSorted((one, other) => compare(place(one), place(other))),
  };
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

export function matches(model: ModelView, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const all = [model.name, model.id, model.provider, model.category, model.description, ...model.aliases].join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}

/** Names that more than one model has. */
export function sameNames(models: readonly ModelView[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(models.map((model) => model.name).filter((name) => seen.has(name) || !seen.add(name)));
}
