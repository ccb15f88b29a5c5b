import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function for as long as the caller is there, which calls the latest `run`: for a handler whose new face should draw nothing anew. */
export function useStable(run: () => void): () => void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback(() => latest.current(), []);
}
