import type { SliceOptions } from '../../../../shared/matrix/slices.ts';

/** A third of a frame: drawing needs the rest, and what the work leaves behind is cleared away within it. */
const BUDGET_MS = 5;

/** Slices between which the browser draws and hears its user. */
export function browserSlices(signal?: AbortSignal): SliceOptions {
  return { monotonic: () => performance.now(), pause, budgetMs: BUDGET_MS, ...(signal ? { signal } : {}) };
}

/** A message to itself comes after what waits already, and without the 4 ms a timer takes. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
