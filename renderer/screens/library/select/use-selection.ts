import { create } from 'zustand';
import { NOTHING_SELECTED, type Selection } from './selection.ts';

/** What is selected in the library. Kept while other screens are shown. */
export const useSelection = create<Selection>(() => NOTHING_SELECTED);

export function select(change: (selection: Selection) => Selection): void {
  useSelection.setState(change);
}
