import { useCallback, useSyncExternalStore } from 'react';
import { useEngine } from './engine.tsx';

/**
 * The engine's time in ms, rounded down to `stepMs`; the component is drawn again at every step. Steps fall on whole multiples, so that
 * all countdowns of a window change together.
 */
export function useNow(stepMs: number): number {
  const offset = useEngine((state) => state.clockOffset);
  const read = useCallback(() => Math.floor((Date.now() + offset) / stepMs) * stepMs, [offset, stepMs]);
  const subscribe = useCallback((onStep: () => void) => onEveryStep(stepMs, offset, onStep), [offset, stepMs]);
  return useSyncExternalStore(subscribe, read, read);
}

/** Timers drift and sleep with the machine: each step is aimed anew. */
function onEveryStep(stepMs: number, offset: number, onStep: () => void): () => void {
  let timer = setTimeout(step, untilNext(stepMs, offset));
  function step() {
    timer = setTimeout(step, untilNext(stepMs, offset));
    onStep();
  }
  return () => clearTimeout(timer);
}

function untilNext(stepMs: number, offset: number): number {
  return stepMs - ((Date.now() + offset) % stepMs) + 1;
}
