import { AppError } from '../../../../shared/errors.ts';
import { openDraft } from '../draft/draft-store.ts';
import { readDraft, type Draft } from '../draft/draft.ts';

/** A draft out of the text that was kept. BAD_INPUT where this version cannot read it. */
export function keptDraft(text: string): Draft {
  const draft = readDraft(text);
  if (!draft) throw new AppError('BAD_INPUT', 'This draft is of a version that this one does not read. Nothing was changed.');
  return draft;
}

/** Opens what was kept as a draft of its own, beside those that are open. */
export function takeUp(text: string): void {
  openDraft(keptDraft(text));
}
