/** Long work in slices, so that a screen stays quick while it is done. */
export interface SliceOptions {
  /** Milliseconds on a clock that does not jump. */
  monotonic(): number;
  /** Lets everything else go first. */
  pause(): Promise<void>;
  /** The longest a slice may take, ms. */
  budgetMs: number;
  /** The work is no longer wanted. */
  signal?: AbortSignal;
}

/** How often the clock is asked, in steps of the work: it is not free either. */
const STEPS_A_LOOK = 32;

/** Work in several stretches that shares its slices: the next stretch goes on where the last one stopped for breath. */
export class Slices {
  readonly #options: SliceOptions;
  #end: number;

  constructor(options: SliceOptions) {
    this.#options = options;
    this.#end = options.monotonic() + options.budgetMs;
  }

  /** Calls `step` for from … to-1. Rejects with the signal's reason when it is aborted between slices. */
  async run(from: number, to: number, step: (index: number) => void): Promise<void> {
    const { monotonic, pause, budgetMs, signal } = this.#options;
    for (let index = from; index < to; index++) {
      if (index % STEPS_A_LOOK === 0 && monotonic() >= this.#end) {
        await pause();
        signal?.throwIfAborted();
        this.#end = monotonic() + budgetMs;
      }
      step(index);
    }
  }
}

/** Calls `step` for 0 … count-1. Rejects with the signal's reason when it is aborted between slices. */
export function inSlices(count: number, step: (index: number) => void, options: SliceOptions): Promise<void> {
  return new Slices(options).run(0, count, step);
}
