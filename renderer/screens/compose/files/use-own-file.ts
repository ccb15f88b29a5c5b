import { useEngineAccess } from '../../../state/engine.tsx';
import { AppError } from '../../../../shared/errors.ts';
import { showToast } from '../../../components/toasts.ts';
import { showErrorToast } from '../../../state/command.ts';
import { findModel } from '../../../state/models.ts';
import { emptyDraft } from '../draft/draft.ts';
import { openDraft, randomSeed } from '../draft/draft-store.ts';
import type { Brought } from '../import/use-import.ts';
import { readForm } from '../schema/read-form.ts';
import type { Wildcards } from '../wildcards/use-wildcards.ts';
import { draftOfRows, withRules } from './draft-of-rows.ts';
import { readOwnFile, type OwnFile } from './read-file.ts';
import { takeLists } from './take-lists.ts';

/**
 * Takes a file of the companion's own: it opens as a new draft. Tells what else is to be done: `none` of its own, `taken`, or rows for the
 * import (a batch whose jobs differ in more than their prompts), for which a draft with its rules and model was opened.
 */
export function useOwnFile(wildcards: Wildcards): (brought: Brought) => 'none' | 'taken' | { rows: Brought } {
  const { client, store } = useEngineAccess();

  function take(file: OwnFile, name: string): 'taken' | { rows: Brought } {
    switch (file.kind) {
      case 'wrong':
        showErrorToast(new AppError('BAD_INPUT', `${file.message}. Nothing was taken.`));
        return 'taken';
      case 'draft':
      case 'preset':
        openDraft(file.draft);
        takeLists(client, wildcards, file.lists).then(tellOther, (thrown: unknown) => showErrorToast(AppError.from(thrown)));
        return 'taken';
      case 'rows': {
        const models = new Set(file.batch.jobs.map(({ model }) => model));
        const model = findModel(store.getState().models, file.batch.jobs[0]!.model);
        if (models.size > 1 || !model) {
          const why =
            models.size > 1 ? `It has jobs for ${models.size} models, and a draft is for one` : `Its model ${file.batch.jobs[0]!.model} is not in the catalog`;
          showErrorToast(new AppError('BAD_INPUT', `${why}. Nothing was taken; the command line runs it as it is: run ${name}.`));
          return 'taken';
        }
        const draft = draftOfRows(file.batch, readForm(model.inputSchema), randomSeed());
        openDraft(draft ?? { ...withRules(emptyDraft(randomSeed()), file.batch), model: model.id });
        return draft ? 'taken' : { rows: { text: file.batch.jobs.map(({ input }) => JSON.stringify(input)).join('\n'), name: file.batch.name } };
      }
    }
  }

  return (brought) => {
    const file = readOwnFile(brought.text);
    return file ? take(file, brought.name ?? 'FILE') : 'none';
  };
}

function tellOther(names: readonly string[]): void {
  if (names.length === 0) return;
  const lists = names.length === 1 ? `the list “${names[0]}”` : `${names.length} lists`;
  showToast({ glyph: 'waiting', title: `You have ${lists} already, with other lines`, detail: 'Yours stay as they are; the prompt draws on them.' });
}
