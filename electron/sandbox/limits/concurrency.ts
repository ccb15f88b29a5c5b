/** A place among a key's concurrent jobs. */
export interface Slot {
  /** Says when the job is expected to be terminal, so that a refusal can tell how long to wait. */
  expectEnd(atMs: number): void;
  /** Gives the place back; may be called any number of times. */
  release(): void;
}

/** When nothing is known about the running jobs' ends, a refused caller is told to look again after this. */
const UNKNOWN_WAIT_MS = 1_000;

/** Jobs of a key that are pending or processing at once. A limit of `null` admits any number. */
export class Concurrency {
  readonly #limit: number | null;
  readonly #ends = new Map<Slot, number>();

  constructor(limit: number | null) {
    this.#limit = limit;
  }

  get running(): number {
    return this.#ends.size;
  }

  /** `nowMs` when a place is free, else the earliest expected end of a running job (never before `nowMs` + 1). */
  earliestMs(nowMs: number): number {
    if (this.#limit === null || this.running < this.#limit) return nowMs;
    const end = Math.min(...this.#ends.values());
    return Number.isFinite(end) ? Math.max(end, nowMs + 1) : nowMs + UNKNOWN_WAIT_MS;
  }

  hold(): Slot {
    const slot: Slot = {
      expectEnd: (atMs) => {
        if (this.#ends.has(slot)) this.#ends.set(slot, atMs);
      },
      release: () => {
        this.#ends.delete(slot);
      },
    };
    this.#ends.set(slot, Number.POSITIVE_INFINITY);
    return slot;
  }
}
