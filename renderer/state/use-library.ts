import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';
import { perObject } from '../../shared/per-object.ts';
import { pictureFor } from '../components/picture-for.ts';
import type { LinkedClient } from '../client/link.ts';
import { AssetDetails } from './asset-details.ts';
import { AssetPictures } from './asset-pictures.ts';
import { OrderSource, type Order } from './asset-order.ts';
import { useClient, useEngine } from './engine.tsx';
import { onNextFrame } from './next-frame.ts';
import { Waiters } from './waiters.ts';

export type LibraryFilter = Omit<CallInput<'asset.order'>, 'offset' | 'limit'>;

/** Kinds of small pictures. */
export type Small = ReturnType<typeof pictureFor>;
export type Pictures = Readonly<Record<Small, AssetPictures>>;

/** What is kept of a client while its window is open: coming back to the library shows at once what was there. */
interface Kept {
  details: AssetDetails;
  pictures: Pictures;
  /** Told when all pictures that are in sight are known. */
  shown: Waiters;
  /** The first time that happened. */
  first: Promise<void>;
  key: string;
  order: OrderSource | null;
}

const setTimer = (delayMs: number, callback: () => void) => setTimeout(callback, delayMs);

/** Pictures that do not come hold up nothing for longer, ms. */
const LONGEST_FIRST_MS = 3_000;

const keptOf = perObject((client: LinkedClient): Kept => {
  // Told before a frame: told when they come, they would have the page laid out twice while one scrolls, for the next scroll asks where it stands.
  const details = new AssetDetails({ fetch: (ids) => client.call('asset.some', { ids }), soon: onNextFrame });
  const shown = new Waiters(setTimer);
  const onRest = () => {
    if (!pictures.tile.asking && !pictures.thumbnail.asking) shown.tell();
  };
  const picturesOf = (of: Small) => new AssetPictures({ fetch: (ids) => client.call('asset.pictures', { of, ids }), soon: onNextFrame, onRest });
  const pictures = { tile: picturesOf('tile'), thumbnail: picturesOf('thumbnail') };
  const kept: Kept = { details, pictures, shown, first: shown.next(LONGEST_FIRST_MS), key: '', order: null };
  client.subscribe((event) => {
    kept.details.apply(event);
    kept.pictures.tile.apply(event);
    kept.pictures.thumbnail.apply(event);
    kept.order?.apply(event);
  });
  client.onReconnect(() => kept.details.forget());
  return kept;
});

function orderOf(client: LinkedClient, key: string): OrderSource {
  const kept = keptOf(client);
  if (kept.order && kept.key === key) return kept.order;
  const filter = JSON.parse(key) as LibraryFilter;
  const { trashed = false, sort: _, ...narrowing } = filter;
  kept.key = key;
  kept.order = new OrderSource({
    async fetch(offset, limit) {
      const answer = await client.call('asset.order', { ...filter, offset, limit });
      if (answer.total === 0) kept.shown.tell();
      return answer;
    },
    setTimer,
    firstScreen: () => kept.shown.next(LONGEST_FIRST_MS),
    trashed,
    filtered: Object.keys(narrowing).length > 0,
  });
  return kept.order;
}

/** As many rows as a first screen shows, with what lies just beyond. */
const FIRST_ROWS = 80;
const FIRST_PICTURES = 60;
/** The longer edge of most of their tiles, px. */
const FIRST_EDGE = 180;
/** Whoever shows the order has come within so long, ms. */
const WARM_MS = 5_000;

/** Asks for the order and its first rows at once, before there is a screen that would ask for one after the other. */
export function warmLibrary(client: LinkedClient): void {
  const source = orderOf(client, JSON.stringify({}));
  setTimer(
    WARM_MS,
    source.subscribe(() => {}),
  );
  const { details, pictures } = keptOf(client);
  const of = pictureFor(FIRST_EDGE, devicePixelRatio);
  client.call('asset.list', { limit: FIRST_ROWS }).then(
    ({ assets }) => details.put(assets),
    () => {}, // Whoever shows them asks again, and says what is wrong.
  );
  void pictures[of].expect(client.call('asset.newestPictures', { of, limit: FIRST_PICTURES }));
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

/** Whole rows of assets by id, to ask for; who shows them is drawn again by one of the two hooks below. */
export function useAssetRows(): AssetDetails {
  return keptOf(useClient()).details;
}

/** The same, drawn again when any of them came or changed: while one scrolls, that is all the time. */
export function useAssetDetails(): AssetDetails {
  const details = useAssetRows();
  useSyncExternalStore(details.subscribe, details.version, details.version);
  return details;
}

/** Resolves when the library's first screen has its pictures: what counts and tells can wait for it. */
export function firstScreenShown(client: LinkedClient): Promise<void> {
  return keptOf(client).first;
}

/** Small pictures by id, by kind; drawn again when any came. */
export function useAssetPictures(): Pictures {
  const { pictures } = keptOf(useClient());
  useSyncExternalStore(pictures.tile.subscribe, pictures.tile.version, pictures.tile.version);
  useSyncExternalStore(pictures.thumbnail.subscribe, pictures.thumbnail.version, pictures.thumbnail.version);
  return pictures;
}

/** The row of one asset, drawn again when that one changed; undefined: not read yet. */
export function useAssetRow(id: number | null): AssetView | undefined {
  const details = useAssetRows();
  const read = () => (id === null ? undefined : details.get(id));
  return useSyncExternalStore(details.subscribe, read, read);
}
