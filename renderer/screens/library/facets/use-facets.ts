import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { firstScreenShown } from '../../../state/use-library.ts';
import { toFilter, useLibraryQuery } from '../query/library-query.ts';

export type Facets = CallOutput<'asset.facets'>;

/** Typing asks this long after the last letter, ms: after the list itself. */
const TYPING_MS = 250;
/** A library in motion is counted again this often, at most: counting everything is work. */
const REFRESH_MS = 2_000;

/** Counts of what the library is asked for; the last ones until new ones are there, null before the first. */
export function useFacets(): Facets | null {
  const key = useLibraryQuery((query) => JSON.stringify(toFilter(query)));
  return useCounted(key, (client) => client.call('asset.facets', JSON.parse(key) as ReturnType<typeof toFilter>));
}

/** How many assets each smart collection finds, by its id. */
export function useSmartCounts(): ReadonlyMap<number, number> {
  const searches = useEngine((state) => state.collections)
    .flatMap(({ id, query }) => (query === null ? [] : `${id} ${query}`))
    .join('\n');
  const counts = useCounted(searches, async (client) => (searches === '' ? [] : client.call('collection.counts', null)));
  return new Map(counts?.map(({ id, assets }) => [id, assets]));
}

/** Asks soon after `key` changed, and now and then while assets change. */
function useCounted<T>(key: string, ask: (client: ReturnType<typeof useClient>) => Promise<T>): T | null {
  const client = useClient();
  const tick = useEngine((state) => state.assetsTick);
  const [counted, setCounted] = useState<T | null>(null);
  const last = useRef<{ key: string; at: number } | null>(null);
  const asked = useEffectEvent(ask);
  useEffect(() => {
    const since = performance.now() - (last.current?.at ?? -Infinity);
    const wait = last.current === null ? 0 : last.current.key === key ? Math.max(0, REFRESH_MS - since) : TYPING_MS;
    let current = true;
    const count = async () => {
      // The engine that counts also hands out the first pictures.
      if (last.current === null) await firstScreenShown(client);
      if (!current) return;
      last.current = { key, at: performance.now() };
      // The list beside it tells what is wrong; counts that are a moment old do no harm.
      const found = await asked(client).catch(() => null);
      if (current && found !== null) setCounted(found);
    };
    const timer = setTimeout(() => void count(), wait);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, key, tick]);
  return counted;
}
