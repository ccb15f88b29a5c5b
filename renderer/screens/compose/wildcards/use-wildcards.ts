import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { WildcardView } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { listLines, NO_LISTS, type Lists } from '../../../../shared/prompt/lists.ts';
import { showErrorToast } from '../../../state/command.ts';
import { useClient } from '../../../state/engine.tsx';

/** The user's lists, as they were written and as prompts draw on them. */
export interface Wildcards {
  all: readonly WildcardView[];
  lists: Lists;
  /** Reads them anew from the engine. */
  refresh(): Promise<void>;
}

const useKept = create<{ all: readonly WildcardView[] }>(() => ({ all: [] }));

/** Reads the lists when Compose opens and when the window comes back to the front: another window may have changed them. */
export function useWildcards(): Wildcards {
  const client = useClient();
  const { all } = useKept();
  const refresh = useMemo(() => async () => useKept.setState({ all: await client.call('wildcard.list', null) }), [client]);
  useEffect(() => {
    const look = () => void refresh().catch((error: unknown) => showErrorToast(AppError.from(error)));
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [refresh]);
  const lists = useMemo(() => toLists(all), [all]);
  return useMemo(() => ({ all, lists, refresh }), [all, lists, refresh]);
}

function toLists(all: readonly WildcardView[]): Lists {
  return all.length === 0 ? NO_LISTS : new Map(all.map(({ name, text }) => [name, listLines(text)]));
}
