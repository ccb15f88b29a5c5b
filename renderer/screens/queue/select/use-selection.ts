import { useMemo, useState } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import { showErrorToast } from '../../../state/command.ts';
import { useClient } from '../../../state/engine.tsx';
import type { JobListQuery } from '../job-query.ts';
import { all, extended, NOTHING, type Selection, toggled } from './selection.ts';

export interface JobSelection extends Selection {
  toggle(id: number): void;
  /** Up to here, from where the last one was toggled. */
  extend(id: number): void;
  /** All that the filter finds, read or not. */
  everything(): void;
  clear(): void;
}

/** The selected jobs of a list. Ranges may lie over rows that nobody has read yet: the engine knows their order. Pass a memoised query. */
export function useSelection(query: JobListQuery): JobSelection {
  const client = useClient();
  const [selection, setSelection] = useState<Selection>(NOTHING);

  const hands = useMemo(() => {
    function inOrder(change: (order: readonly number[]) => (before: Selection) => Selection): void {
      client.call('job.ids', query).then(
        ({ ids }) => setSelection(change(ids)),
        (thrown) => showErrorToast(AppError.from(thrown)),
      );
    }
    return {
      toggle: (id: number) => setSelection((before) => toggled(before, id)),
      extend: (id: number) => inOrder((order) => (before) => extended(before, id, order)),
      everything: () => inOrder((order) => () => all(order)),
      clear: () => setSelection(NOTHING),
    };
  }, [client, query]);
  return useMemo(() => ({ ...selection, ...hands }), [selection, hands]);
}
