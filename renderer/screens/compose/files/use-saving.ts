import { useMemo, useState } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import { showErrorToast } from '../../../state/command.ts';
import { useStable } from '../../../state/use-stable.ts';
import type { Follow } from '../after/follow.ts';
import { browserSlices } from '../jobs/browser-slices.ts';
import { defaultName } from '../jobs/plan.ts';
import { expandPlan, wholeBatch } from '../jobs/to-batch.ts';
import type { Composition } from '../use-composition.ts';
import { batchText } from './batch-text.ts';
import { download, fileStem } from './download.ts';
import { usedLists } from './used-lists.ts';

export interface Saving {
  busy: boolean;
  /** Why it cannot be saved now. */
  disabledBecause: string | undefined;
  save(): void;
}

/** Saves the batch as a file that the command line runs and Import opens. Its jobs are all of the plan: what the library has is left out when it runs. */
export function useSaving(composition: Composition, follow: Follow | null): Saving {
  const [busy, setBusy] = useState(false);
  const { model, plan, planned, problems, wildcards, showAll } = composition;

  async function save(): Promise<void> {
    if (!model || !follow || busy) return;
    if (problems.size > 0) return showAll();
    setBusy(true);
    try {
      const name = planned.name.trim() || defaultName(plan, model.name);
      const batch = await wholeBatch(expandPlan(planned, plan, { follow, name, without: new Set() }, browserSlices()));
      download(`${fileStem(name)}.json`, await batchText(batch, planned, usedLists(planned.prompt, wildcards.all), browserSlices()));
    } catch (thrown) {
      showErrorToast(AppError.from(thrown));
    } finally {
      setBusy(false);
    }
  }

  const disabledBecause = !model ? 'Choose a model first' : problems.size > 0 ? 'Mend what is marked first' : undefined;
  const press = useStable(() => void save());
  return useMemo(() => ({ busy, disabledBecause, save: press }), [busy, disabledBecause, press]);
}
