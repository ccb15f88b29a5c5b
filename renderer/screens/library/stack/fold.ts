import type { OrderEntry } from '../../../state/asset-order.ts';

/** The stack a tile stands for, or is one of. */
export interface StackPart {
  key: string;
  /** How many lie in it. */
  count: number;
  open: boolean;
  /** The tile that stands for it: the best of it. */
  cover: boolean;
}

/** What the grid shows in one place. */
export interface GridItem {
  entry: OrderEntry;
  /** Null: it has no variations. */
  stack: StackPart | null;
}

/** Which stacks are folded: all but the open ones, or none. */
export interface Folding {
  fold: boolean;
  open: ReadonlySet<string>;
}

/**
 * Assets as the grid shows them. Variations of one day lie in one stack, where the newest of them was: only its cover is shown, or all of them beside
 * each other when it is open. A stack is of one day, so that folding never moves an asset under another heading.
 */
export function foldStacks(entries: readonly OrderEntry[], { fold, open }: Folding, dayOf: (time: number) => number): GridItem[] {
  if (!fold) return entries.map((entry) => ({ entry, stack: null }));
  const stacks = stacksOf(entries, dayOf);
  const shown = new Set<string>();
  return entries.flatMap((entry): GridItem[] => {
    const key = keyOf(entry, dayOf);
    const members = key === null ? undefined : stacks.get(key);
    if (key === null || !members || members.length === 1) return [{ entry, stack: null }];
    if (shown.has(key)) return [];
    shown.add(key);
    const cover = coverOf(members);
    const part = (member: OrderEntry) => ({ entry: member, stack: { key, count: members.length, open: open.has(key), cover: member === cover } });
    return open.has(key) ? members.map(part) : [part(cover)];
  });
}

function stacksOf(entries: readonly OrderEntry[], dayOf: (time: number) => number): ReadonlyMap<string, OrderEntry[]> {
  const stacks = new Map<string, OrderEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry, dayOf);
    if (key === null) continue;
    const members = stacks.get(key);
    if (members) members.push(entry);
    else stacks.set(key, [entry]);
  }
  return stacks;
}

/** The stack an asset lies in, which may hold it alone. */
export function keyOf(entry: OrderEntry, dayOf: (time: number) => number): string | null {
  return entry.stack === null ? null : `${entry.stack}@${dayOf(entry.createdAt)}`;
}

/** The best rated; a pick before one that is none, a reject last; of equals the first. */
export function coverOf(members: readonly OrderEntry[]): OrderEntry {
  return members.reduce((best, entry) => (worth(entry) > worth(best) ? entry : best));
}

function worth({ rating, pick }: OrderEntry): number {
  if (pick === 'rejected') return -1;
  return (rating ?? 0) * 2 + (pick === 'picked' ? 1 : 0);
}
