const DAY_MS = 86_400_000;

/** What is known of the offset of clocks changes a little with each answer: no reason to go back to yesterday. */
const DAY_DOUBT_MS = 5_000;

/**
 * What a key sent in the server's day. The day is taken to turn at midnight UTC by the server's clock: the API does not say
 * (abstrakt-api.md, section 7), and a long `Retry-After` corrects it. `ahead` is always how far that clock is ahead of ours, in ms.
 */
export class DayCount {
  /** Days since the epoch. */
  #index: number;
  #used: number;

  constructor(now: number, used: number) {
    this.#index = Math.floor(now / DAY_MS);
    this.#used = used;
  }

  used(now: number, ahead: number): number {
    const server = now + ahead;
    const index = Math.floor(server / DAY_MS);
    if (index > this.#index) {
      this.#index = index;
      this.#used = 0;
    } else if (Math.floor((server + DAY_DOUBT_MS) / DAY_MS) < this.#index) this.#index = index;
    return this.#used;
  }

  add(now: number, ahead: number): void {
    this.#used = this.used(now, ahead) + 1;
  }

  remove(): void {
    this.#used = Math.max(0, this.#used - 1);
  }

  /** On our clock. */
  end(ahead: number): number {
    return (this.#index + 1) * DAY_MS - ahead;
  }

  clone(): DayCount {
    const copy = new DayCount(0, this.#used);
    copy.#index = this.#index;
    return copy;
  }
}
