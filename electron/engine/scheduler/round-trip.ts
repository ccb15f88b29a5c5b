/** Bounds of how long a refusal is waited for before silence is taken for an admission. */
const LEAST_MS = 80;
const MOST_MS = 500;

/**
 * How long after its sending a request that is refused has its answer, for nearly all of them: the mean of the ways there and back and four
 * times their spread, as TCP waits (RFC 6298).
 */
export class RoundTrip {
  #mean: number | null = null;
  #spread = 0;

  /** An answer came `ms` after its request; `serviceMs` of it the server worked (null: not known, so only a short one tells something). */
  observe(ms: number, serviceMs: number | null): void {
    const sample = Math.max(0, ms - (serviceMs ?? 0));
    if (this.#mean === null) {
      this.#mean = sample;
      this.#spread = sample / 2;
    } else if (serviceMs !== null || sample < this.refusalMs) {
      this.#spread += (Math.abs(sample - this.#mean) - this.#spread) / 4;
      this.#mean += (sample - this.#mean) / 8;
    }
  }

  get refusalMs(): number {
    return Math.min(MOST_MS, Math.max(LEAST_MS, (this.#mean ?? MOST_MS) + 4 * this.#spread));
  }

  clone(): RoundTrip {
    const copy = new RoundTrip();
    copy.#mean = this.#mean;
    copy.#spread = this.#spread;
    return copy;
  }
}
