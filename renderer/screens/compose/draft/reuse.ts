import type { ModelInput, ModelView } from '../../../../shared/domain.ts';
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

/** Opens Compose with this model; what was typed stays, as far as the model takes it. */
export function composeWith(model: ModelView): void {
  changeDraft((draft) => withModel(draft, model.id, readForm(model.inputSchema)));
  navigate('compose');
}
