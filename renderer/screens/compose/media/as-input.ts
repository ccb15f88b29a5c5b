import type { AssetView, ModelView } from '../../../../shared/domain.ts';
import { assetRef } from '../../../../shared/media/reference.ts';
import { navigate } from '../../../state/route.ts';
import { openDraft, randomSeed, useDesk } from '../draft/draft-store.ts';
import { emptyDraft } from '../draft/draft.ts';
import type { Form } from '../schema/field.ts';
import { readForm } from '../schema/read-form.ts';
import type { Json } from '../schema/json.ts';
import { unfitBecause } from './media-words.ts';

/** Where a file goes in a model's input. */
export interface Place {
  field: string;
  value: Json;
}

/** The first field of a form that takes such a file, needed ones first, as the form has them; null: none does. */
export function placeFor(form: Form, asset: Pick<AssetView, 'sha256' | 'kind'>): Place | null {
  for (const field of form.fields) {
    const ref = assetRef(asset.sha256);
    if (field.kind === 'media' && unfitBecause(field, asset.kind) === null) return { field: field.name, value: ref };
    if (field.kind === 'list' && field.item.kind === 'media' && unfitBecause(field.item, asset.kind) === null) return { field: field.name, value: [ref] };
  }
  return null;
}

/**
 * The model a file goes to: the one that is in front on the desk, else another on the desk, else one that was used before, else the first by name, of
 * those that take such a file. Null: none is known to.
 */
export function modelFor(models: readonly ModelView[], desk: readonly (string | null)[], asset: Pick<AssetView, 'sha256' | 'kind'>): ModelView | null {
  const rank = (model: ModelView) => {
    const at = desk.findIndex((id) => id === model.id || (id !== null && model.aliases.includes(id)));
    return at >= 0 ? at : desk.length + (model.usualMs === null ? 1 : 0);
  };
  const able = models.filter((model) => model.runnable && model.inputSchema !== null && placeFor(readForm(model.inputSchema), asset) !== null);
  return able.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))[0] ?? null;
}

/** Models on the desk, the one in front first. */
export function modelsOnDesk(): (string | null)[] {
  const { tabs, active } = useDesk.getState();
  return tabs.toSorted((one, other) => Number(other.id === active) - Number(one.id === active)).map((tab) => tab.draft.model);
}

/** Opens a new draft with the file in the model's field for it; what was being typed stays in its own tab. */
export function openAsInput(model: ModelView, asset: Pick<AssetView, 'sha256' | 'kind'>): void {
  const place = placeFor(readForm(model.inputSchema), asset);
  if (!place) return;
  openDraft({ ...emptyDraft(randomSeed()), model: model.id, values: { [place.field]: place.value } });
  navigate('compose');
}
