import { useEffect } from 'react';
import { create } from 'zustand';
import type { PaletteCommand } from './commands.tsx';

/** What the screen in front offers to the palette. */
export const useOffered = create<{ commands: readonly PaletteCommand[] }>(() => ({ commands: [] }));

/** Offers commands as long as the caller is on the screen. Pass a memoised list. */
export function useOffer(commands: readonly PaletteCommand[]): void {
  useEffect(() => {
    useOffered.setState({ commands });
    return () => useOffered.setState({ commands: [] });
  }, [commands]);
}
