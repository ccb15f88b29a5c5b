import { useEffect, useId, useMemo } from 'react';
import { create } from 'zustand';
import type { PaletteCommand } from './commands.tsx';

/** What the parts of the screen in front offer to the palette, by part. */
const useParts = create<{ parts: ReadonlyMap<string, readonly PaletteCommand[]> }>(() => ({ parts: new Map() }));

/** What the screen in front offers to the palette. */
export function useOffered(): readonly PaletteCommand[] {
  const parts = useParts((state) => state.parts);
  return useMemo(() => [...parts.values()].flat(), [parts]);
}

/** Offers commands as long as the caller is on the screen. Pass a memoised list. */
export function useOffer(commands: readonly PaletteCommand[]): void {
  const part = useId();
  useEffect(() => {
    useParts.setState(({ parts }) => ({ parts: new Map([...parts, [part, commands]]) }));
    return () => useParts.setState(({ parts }) => ({ parts: new Map([...parts].filter(([other]) => other !== part)) }));
  }, [part, commands]);
}
