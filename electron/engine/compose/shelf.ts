import type { Clock } from '../../../shared/clock.ts';

/** What windows bring in parts, under names they make up, until nobody has asked for it for `keptMs`. */
export interface Shelf<Kept> {
  /** Kept anew for so long. */
  get(name: string): Kept | undefined;
  /** The same without a claim to more time. */
  holds(name: string, kept: Kept): boolean;
  put(name: string, kept: Kept): void;
  drop(name: string): void;
}

export function createShelf<Kept>(clock: Clock, keptMs: number): Shelf<Kept> {
  const places = new Map<string, { kept: Kept; forget: () => void }>();

  function put(name: string, kept: Kept): void {
    places.get(name)?.forget();
    places.set(name, { kept, forget: clock.setTimer(keptMs, () => places.delete(name)) });
  }

  return {
    put,
    get(name) {
      const place = places.get(name);
      if (place) put(name, place.kept);
      return place?.kept;
    },
    holds: (name, kept) => places.get(name)?.kept === kept,
    drop(name) {
      places.get(name)?.forget();
      places.delete(name);
    },
  };
}
