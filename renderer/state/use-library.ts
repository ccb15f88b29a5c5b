import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { LinkedClient } from '../client/link.ts';
import { AssetDetails } from './asset-details.ts';
import { OrderSource, type Order } from './asset-order.ts';
import { useClient, useEngine } from './engine.tsx';

export type LibraryFilter = Omit<CallInput<'asset.order'>, 'offset' | 'limit'>;

/** What is kept of a client while its window is open: coming back to the library shows at once what was there. */
interface Kept {
  details: AssetDetails;
  key: string;
  order: OrderSource | null;
}

const KEPT = new WeakMap<LinkedClient, Kept>();
const setTimer = (delayMs: number, callback: () => void) => setTimeout(callback, delayMs);

function keptOf(client: LinkedClient): Kept {
  const known = KEPT.get(client);
  if (known) return known;
  const kept: Kept = { details: new AssetDetails({ fetch: (ids) => client.call('asset.some', { ids }) }), key: '', order: null };
  client.subscribe((event) => {
    kept.details.apply(event);
    kept.order?.apply(event);
  });
  client.onReconnect(() => kept.details.forget());
  KEPT.set(client, kept);
  return kept;
}

function orderOf(client: LinkedClient, key: string): OrderSource {
  const kept = keptOf(client);
  if (kept.order && kept.key === key) return kept.order;
  const filter = JSON.parse(key) as LibraryFilter;
  const { trashed = false, sort: _, ...narrowing } = filter;
  kept.key = key;
  kept.order = new OrderSource({
    fetch: (offset, limit) => client.call('asset.order', { ...filter, offset, limit }),
    setTimer,
    trashed,
    filtered: Object.keys(narrowing).length > 0,
  });
  return kept.order;
}

/** The order of all assets that the filter lets through, compared by its content. */
export function useAssetOrder(filter: LibraryFilter): Order {
  const client = useClient();
  const key = JSON.stringify(filter);
  const source = useMemo(() => orderOf(client, key), [client, key]);
  const tick = useEngine((state) => state.assetsTick);
  const seen = useRef(tick);
  useEffect(() => {
    if (seen.current !== tick) source.refresh();
    seen.current = tick;
  }, [source, tick]);
  return useSyncExternalStore(source.subscribe, source.read, source.read);
}

/** Whole rows of assets by id, for those that were in sight; drawn again when any of them changed. */
export function useAssetDetails(): AssetDetails {
  const client = useClient();
  const { details } = keptOf(client);
  useSyncExternalStore(details.subscribe, details.version, details.version);
  return details;
}
