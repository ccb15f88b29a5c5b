import { create } from 'zustand';

export const LEAST_COMPARED = 2;
export const MOST_COMPARED = 4;

/** Assets beside each other, or one over the other. Null: nothing is compared. */
export interface Comparison {
  ids: readonly number[];
  /** Those that come next, one at a time, where the winner stays. */
  queue: readonly number[];
  manner: 'side-by-side' | 'overlay';
}

export const useComparison = create<{ open: Comparison | null }>(() => ({ open: null }));

/** Two to four are compared at once; of more, the first two, and the others come one by one against the winner. */
export function openComparison(ids: readonly number[]): void {
  if (ids.length >= LEAST_COMPARED) useComparison.setState({ open: begun(ids) });
}

export function closeComparison(): void {
  useComparison.setState({ open: null });
}

export function changeComparison(change: (comparison: Comparison) => Comparison): void {
  useComparison.setState(({ open }) => ({ open: open && change(open) }));
}

export function begun(ids: readonly number[]): Comparison {
  const at = ids.length <= MOST_COMPARED ? ids.length : LEAST_COMPARED;
  return { ids: ids.slice(0, at), queue: ids.slice(at), manner: 'side-by-side' };
}

/** The winner stays; all others give way to the next in line. Without one the winner is alone: it is over. */
export function withWinner(comparison: Comparison, winner: number): Comparison {
  const [next, ...queue] = comparison.queue;
  return { ...comparison, ids: next === undefined ? [winner] : [winner, next], queue };
}
