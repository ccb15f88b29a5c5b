import type { AssetKind, AssetView, ModelView } from '../../../../shared/domain.ts';
import { assetRef } from '../../../../shared/media/reference.ts';
import { goesBy } from '../../../state/models.ts';
import { navigate } from '../../../state/route.ts';
import { openDraft, randomSeed, useDesk } from '../draft/draft-store.ts';
import { emptyDraft, type Draft } from '../draft/draft.ts';
import { shown } from '../matrix/field-values.ts';
import type { Form, MediaField } from '../schema/field.ts';
import { readForm } from '../schema/read-form.ts';
import type { Json } from '../schema/json.ts';
import { unfitBecause } from './media-words.ts';

type File = Pick<AssetView, 'sha256' | 'kind'>;

/** Where files go in a model's input. */
export interface Place {
  field: string;
  /** As the field takes it: its own name, or a list of one. */
  valueOf(file: File): Json;
}

/** The first field of a form that takes files of all these kinds, needed ones first, as the form has them; null: none does. */
export function placeFor(form: Form, kinds: readonly AssetKind[]): Place | null {
  const takes = (field: MediaField) => kinds.every((kind) => unfitBecause(field, kind) === null);
  for (const field of form.fields) {
    if (field.kind === 'media' && takes(field)) return { field: field.name, valueOf: ({ sha256 }) => assetRef(sha256) };
    if (field.kind === 'list' && field.item.kind === 'media' && takes(field.item)) return { field: field.name, valueOf: ({ sha256 }) => [assetRef(sha256)] };
  }
  return null;
}

/** Models that take files of all these kinds, and can be run. */
export function modelsFor(models: readonly ModelView[], kinds: readonly AssetKind[]): ModelView[] {
  return models.filter((model) => model.runnable && model.inputSchema !== null && placeFor(readForm(model.inputSchema), kinds) !== null);
}

/** The draft with files where they go: one in its field, of several each in a job of its own. Null where the form takes none such. */
export function withFiles(draft: Draft, form: Form, files: readonly File[]): Draft | null {
  const place = placeFor(form, [...new Set(files.map(({ kind }) => kind))]);
  const [only, ...others] = files;
  if (!place || !only) return null;
  const { [place.field]: _, ...varied } = draft.varied;
  if (others.length === 0) return { ...draft, values: { ...draft.values, [place.field]: place.valueOf(only) }, varied };
  const text = files.map((file) => shown(place.valueOf(file))).join('\n');
  return { ...draft, varied: { ...varied, [place.field]: { text, method: 'all' } } };
}

/**
 * The model a file goes to: the one that is in front on the desk, else another on the desk, else one that was used before, else the first by name, of
 * those that take such a file. Null: none is known to.
 */
export function modelFor(models: readonly ModelView[], desk: readonly (string | null)[], asset: Pick<AssetView, 'kind'>): ModelView | null {
  const rank = (model: ModelView) => {
    const at = desk.findIndex((id) => id !== null && goesBy(model, id));
    return at >= 0 ? at : desk.length + (model.usualMs === null ? 1 : 0);
  };
  return modelsFor(models, [asset.kind]).toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))[0] ?? null;
}

/** Models on the desk, the one in front first. */
export function modelsOnDesk(): (string | null)[] {
  const { tabs, active } = useDesk.getState();
  return tabs.toSorted((one, other) => Number(other.id === active) - Number(one.id === active)).map((tab) => tab.draft.model);
}

/**
 * Opens a new draft with the files in the model's field for them; what was being typed stays in its own tab. `recipe`: the draft of a preset over that
 * model, which the new one begins as.
 */
export function openAsInput(model: ModelView, files: readonly File[], recipe?: Draft): void {
  const draft = withFiles(recipe ?? { ...emptyDraft(randomSeed()), model: model.id }, readForm(model.inputSchema), files);
  if (!draft) return;
  openDraft(draft);
  navigate('compose');
}
