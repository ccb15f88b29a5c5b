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

type Tell = () => void;

/** Those who wait for the same steps, by these steps. */
const beats = new Map<string, { listeners: Set<Tell>; end: Tell }>();

/** All who wait for the same steps are told by one timer: each with a timer of its own, one countdown would be drawn a moment before the next. */
function onEveryStep(stepMs: number, offset: number, onStep: Tell): Tell {
  const name = `${stepMs} ${offset}`;
  const beat = beats.get(name) ?? begin(stepMs, offset);
  beats.set(name, beat);
  beat.listeners.add(onStep);
  return () => {
    if (!beat.listeners.delete(onStep) || beat.listeners.size > 0) return;
    beat.end();
    beats.delete(name);
  };
}

/** Timers drift and sleep with the machine: each step is aimed anew. */
function begin(stepMs: number, offset: number): { listeners: Set<Tell>; end: Tell } {
  const listeners = new Set<Tell>();
  let timer = setTimeout(step, untilNext(stepMs, offset));
  function step() {
    timer = setTimeout(step, untilNext(stepMs, offset));
    for (const tell of listeners) tell();
  }
  return { listeners, end: () => clearTimeout(timer) };
}

function untilNext(stepMs: number, offset: number): number {
  return stepMs - ((Date.now() + offset) % stepMs) + 1;
}
