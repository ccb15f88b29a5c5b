import type { AssetKind, ModelView } from '../../../../shared/domain.ts';

export const KIND_WORDS: Readonly<Record<AssetKind, string>> = { image: 'Image', video: 'Video', audio: 'Audio', other: 'Other' };

const ORDER: readonly AssetKind[] = ['image', 'video', 'audio', 'other'];

export interface ModelGroup {
  kind: AssetKind;
  models: ModelView[];
}

/** Models that hold every word of `search` in name, id, provider or description, by kind; what can be run first. */
export function groupModels(models: readonly ModelView[], kind: AssetKind | 'all', search: string): ModelGroup[] {
  const found = models.filter((model) => (kind === 'all' || model.kind === kind) && matches(model, search));
  const groups = ORDER.map((each) => ({ kind: each, models: found.filter((model) => model.kind === each).sort(runnableFirst) }));
  return groups.filter((group) => group.models.length > 0);
}

export function matches(model: ModelView, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const all = [model.name, model.id, model.provider, model.category, model.description, ...model.aliases].join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}

function runnableFirst(one: ModelView, other: ModelView): number {
  return Number(other.runnable) - Number(one.runnable);
}

/** Names that more than one model has. */
export function sameNames(models: readonly ModelView[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(models.map((model) => model.name).filter((name) => seen.has(name) || !seen.add(name)));
}
