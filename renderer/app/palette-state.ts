import { create } from 'zustand';
import { type Route, useRoute } from '../state/route.ts';

/** A batch one is at. `focused`: its row has the focus; else its screen is open. */
export interface BatchInFront {
  id: number;
  focused: boolean;
}

interface PaletteState {
  open: boolean;
  /** The batch one was at when it was opened: what can be done to it stands before what can be done to others. */
  batch: BatchInFront | null;
}

export const usePaletteOpen = create<PaletteState>(() => ({ open: false, batch: null }));

export function openPalette(): void {
  usePaletteOpen.setState({ open: true, batch: batchInFront(document.activeElement, useRoute.getState()) });
}

export function closePalette(): void {
  usePaletteOpen.setState({ open: false });
}

/** The batch whose row (`data-batch`) has the focus, else the one whose screen is open; null: neither. */
export function batchInFront(focused: Element | null, { screen, path }: Route): BatchInFront | null {
  const row = focused?.closest<HTMLElement>('[data-batch]')?.dataset['batch'];
  const id = row ?? (screen === 'queue' ? path[0] : undefined);
  return id !== undefined && /^\d+$/.test(id) ? { id: Number(id), focused: row !== undefined } : null;
}
