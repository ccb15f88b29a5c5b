import type { Clock } from '../../shared/clock.ts';
import type { ThumbnailResult, ThumbnailTask } from './messages.ts';
import type { ThumbnailMaker } from './thumbnail-loop.ts';

/** A decoder that takes longer hangs on a hostile file: its worker is ended. */
const TIMEOUT_MS = 30_000;

/** The part of Worker that is used, so that tests can pass another. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** Makes thumbnails in one worker, one at a time. The worker starts with the first task, and anew after one that hung or crashed. */
export class WorkerMaker implements ThumbnailMaker {
  readonly #open: () => WorkerLike;
  readonly #clock: Clock;
  #worker: WorkerLike | null = null;

  constructor(open: () => WorkerLike, clock: Clock) {
    this.#open = open;
    this.#clock = clock;
  }

  make(task: ThumbnailTask): Promise<ThumbnailResult> {
    const worker = (this.#worker ??= this.#open());
    return new Promise((resolve) => {
      const cancel = this.#clock.setTimer(TIMEOUT_MS, () => end({ kind: 'unreadable' }));
      worker.onmessage = (message: MessageEvent<ThumbnailResult>) => {
        cancel();
        resolve(message.data);
      };
      worker.onerror = () => end({ kind: 'unreadable' });
      const end = (result: ThumbnailResult) => {
        cancel();
        this.stop();
        resolve(result);
      };
      worker.postMessage(task);
    });
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
