import type { Clock } from '../../shared/clock.ts';
import type { EngineClient } from '../../shared/contract.ts';
import { runThumbnailLoop } from './thumbnail-loop.ts';
import { WorkerMaker } from './worker-maker.ts';

const LOCK = 'abstrakt-companion-thumbnails';

const windowClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Makes thumbnails, posters and lengths for the engine, in two workers of this window's sandbox. Of several windows on one host only one
 * works, and the next takes over when it closes. Call once, when the window is up; returns the stop.
 */
export function startThumbnails(client: EngineClient): () => void {
  const stopped = new AbortController();
  const turn = { signal: stopped.signal };
  navigator.locks.request(LOCK, turn, () => work(client, stopped.signal)).catch(() => null);
  return () => stopped.abort();
}

/** Holds the lock until stopped. */
function work(client: EngineClient, signal: AbortSignal): Promise<void> {
  const stop = runThumbnailLoop(client, {
    image: new WorkerMaker(() => new Worker(new URL('./image-worker.ts', import.meta.url), { type: 'module' }), windowClock),
    media: new WorkerMaker(() => new Worker(new URL('./media-worker.ts', import.meta.url), { type: 'module' }), windowClock),
  });
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      stop();
      resolve();
    });
  });
}
