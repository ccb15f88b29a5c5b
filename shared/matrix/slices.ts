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

/** Calls `step` for 0 … count-1. Rejects with the signal's reason when it is aborted between slices. */
export async function inSlices(count: number, step: (index: number) => void, options: SliceOptions): Promise<void> {
  let end = options.monotonic() + options.budgetMs;
  for (let index = 0; index < count; index++) {
    if (index % STEPS_A_LOOK === 0 && options.monotonic() >= end) {
      await options.pause();
      options.signal?.throwIfAborted();
      end = options.monotonic() + options.budgetMs;
    }
    step(index);
  }
}
