const DAY_MS = 86_400_000;

/** Requests in a day that begins at midnight UTC. A limit of `null` counts nothing. */
export class DayCounter {
  readonly #limit: number | null;
  #day = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(limit: number | null) {
    this.#limit = limit;
  }

  /** The earliest time, not before `nowMs`, at which the day rule admits one more request. */
  earliestMs(nowMs: number): number {
    const day = dayOf(nowMs);
    const spent = this.#limit !== null && day === this.#day && this.#count >= this.#limit;
    return spent ? (day + 1) * DAY_MS : nowMs;
  }

  take(nowMs: number): void {
    const day = dayOf(nowMs);
    this.#count = day === this.#day ? this.#count + 1 : 1;
    this.#day = day;
  }

  /** Requests counted on the day of `nowMs`. */
  count(nowMs: number): number {
    return dayOf(nowMs) === this.#day ? this.#count : 0;
  }
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
