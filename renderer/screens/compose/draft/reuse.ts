import type { AssetView, ModelInput, ModelView } from '../../../../shared/domain.ts';
import { navigate } from '../../../state/route.ts';
import { readForm } from '../schema/read-form.ts';
import { fromInput, withModel } from './change.ts';
import { changeDraft, openDraft, randomSeed } from './draft-store.ts';
import { emptyDraft } from './draft.ts';

/** Opens a new draft with an input that was used before; what was being typed stays in its own tab. */
export function reuseInCompose(model: string, schema: ModelView['inputSchema'], input: ModelInput): void {
  openDraft(fromInput(emptyDraft(randomSeed()), model, readForm(schema), input));
  navigate('compose');
}

/** So many, where the prompt does not stand for many itself. */
const A_FEW = 4;

/** Opens a new draft for more of an asset's kind: the template it was picked from where there was one, and drawn seeds. */
export function moreLikeThis(model: string, schema: ModelView['inputSchema'], { input, origin }: Pick<AssetView, 'input' | 'origin'>): void {
  const form = readForm(schema);
  const seed = form.seed?.name;
  const { [seed ?? '']: _, ...values } = input;
  const draft = fromInput(emptyDraft(randomSeed()), model, form, values);
  openDraft({ ...draft, seeds: 'each', ...(origin ? { prompt: origin.template } : { repeat: A_FEW }) });
  navigate('compose');
}

/** Opens Compose with this model; what was typed stays, as far as the model takes it. */
export function composeWith(model: ModelView): void {
  changeDraft((draft) => withModel(draft, model.id, readForm(model.inputSchema)));
  navigate('compose');
}
