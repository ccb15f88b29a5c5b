import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { AppState } from './app-state.ts';
import { useEngineAccess } from './engine.tsx';
import { holdJobs, letGoJobs } from './held-jobs.ts';
import { PageSource, type Pages } from './pages.ts';
import { upsert } from './rows.ts';

export interface PagedList extends Pages {
  /** Tell it which rows are in sight (first and last index), and which one is chosen (-1: none). */
  want(first: number, last: number, chosen?: number): void;
}

const setTimer = (delayMs: number, callback: () => void) => setTimeout(callback, delayMs);

/** Jobs in pages; the rows are in `useEngine(state => state.jobs)`. `filter` is compared by its content. */
export function useJobPages(filter: Omit<CallInput<'job.list'>, 'offset' | 'limit'>): PagedList {
  const { client, store } = useEngineAccess();
  const key = JSON.stringify(filter);
  const source = useMemo(
    () =>
      new PageSource({
        fetch: async (offset, limit) => {
          const { jobs, total } = await client.call('job.list', { ...(JSON.parse(key) as typeof filter), offset, limit });
          return { rows: jobs, total };
        },
        put(rows) {
          const held = rows.map((row) => row.id);
          holdJobs(store, held);
          store.setState((state) => ({ jobs: upsert(state.jobs, rows) }));
        },
        letGo: (ids) => letGoJobs(store, ids),
        setTimer,
      }),
    [client, store, key],
  );
  return useSource(source, jobsTick);
}

/** Assets in pages, newest first; the rows are in `useEngine(state => state.assets)`. */
export function useAssetPages(filter: Omit<CallInput<'asset.list'>, 'offset' | 'limit'>): PagedList {
  const { client, store } = useEngineAccess();
  const key = JSON.stringify(filter);
  const source = useMemo(
    () =>
      new PageSource({
        fetch: async (offset, limit) => {
          const { assets, total } = await client.call('asset.list', { ...(JSON.parse(key) as typeof filter), offset, limit });
          return { rows: assets, total };
        },
        put: (rows) => store.setState((state) => ({ assets: upsert(state.assets, rows) })),
        // The library holds assets of its own, which this list does not know of: theirs stay.
        letGo: () => {},
        setTimer,
      }),
    [client, store, key],
  );
  return useSource(source, assetsTick);
}

const jobsTick = (state: AppState): number => state.jobsTick;
const assetsTick = (state: AppState): number => state.assetsTick;

/** `tick` rises with what the list may have to look again for. It is followed beside React: it rises many times a second, and draws nothing by itself. */
function useSource<T extends { id: number }>(source: PageSource<T>, tick: (state: AppState) => number): PagedList {
  const { store } = useEngineAccess();
  const pages = useSyncExternalStore(source.subscribe, source.read, source.read);
  useEffect(() => {
    source.refresh();
    return store.subscribe((after, before) => {
      if (tick(after) !== tick(before)) source.refresh();
    });
  }, [source, store, tick]);
  return useMemo(() => ({ ...pages, want: (first, last, chosen) => source.want(first, last, chosen) }), [pages, source]);
}
