import type { ModelInput, ModelView } from '../../../../shared/domain.ts';
import { showToast } from '../../../components/toasts.ts';
import { navigate } from '../../../state/route.ts';
import { readForm } from '../schema/read-form.ts';
import { fromInput, withModel } from './change.ts';
import { changeDraft, randomSeed, useDraft } from './draft-store.ts';
import { emptyDraft, isUntouched, type Draft } from './draft.ts';

/** Opens Compose with an input that was used before. What was being typed is put aside and one press away. */
export function reuseInCompose(model: string, schema: ModelView['inputSchema'], input: ModelInput): void {
  const before = useDraft.getState();
  replace(fromInput(emptyDraft(randomSeed()), model, readForm(schema), input));
  if (!isUntouched(before)) offerBack(before);
  navigate('compose');
}

/** Opens Compose with this model; what was typed stays, as far as the model takes it. */
export function composeWith(model: ModelView): void {
  changeDraft((draft) => withModel(draft, model.id, readForm(model.inputSchema)));
  navigate('compose');
}

function replace(draft: Draft): void {
  changeDraft(() => draft);
}

function offerBack(before: Draft): void {
  showToast({
    glyph: 'reused',
    title: 'Compose holds the reused input',
    detail: 'What you were writing was put aside.',
    action: { label: 'Take it back', run: () => replace(before) },
  });
}
