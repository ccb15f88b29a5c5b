/** Answers to requests that left within so long of each other may have been written in any order. */
const TOGETHER_MS = 100;
/** A stretch over which use is measured is at least so long, and no longer than a window. */
const LEAST_STRETCH_MS = 5_000;
const MOST_STRETCH_MS = 60_000;
/** Older stretches count half as soon as so much time has been measured. */
const MEMORY_MS = 5 * 60_000;
/** Until it was measured, and at the least: another program takes this share of the limit a minute. */
const LEAST_SHARE = 0.1;
/** How many standard deviations above the mean a margin is. Requests of others come as they please, so both grow with time as in a Poisson process. */
const DEVIATIONS = 2;

/** One answer to a request of ours. */
interface Told {
  /** When the request was sent (ms). */
  at: number;
  /** `Remaining`. */
  left: number;
}

/**
 * How much another program uses a key that is also ours: what is missing of `Remaining` beyond what we sent. Measured over stretches in
 * which nothing was given back, and as the most that was missing of a whole minute at once; the larger is believed.
 */
export class Others {
  #base: Told | null = null;
  #last = { at: 0, theirs: 0, ms: 0 };
  /** `wholeMs`: with the time between stretches. */
  #measured = { theirs: 0, ms: 0, wholeMs: 0 };
  #mostMissing = 0;
  /** So many of the minute before the newest answer were theirs. */
  #theirsThen = { at: -Infinity, count: 0 };

  /** `missing`: so many fewer are left than our log of the last minute explains. `ours`: our requests sent after, and up to. */
  observe(told: Told, missing: number, ours: (after: number, upTo: number) => number): void {
    this.#mostMissing = Math.max(this.#mostMissing, missing);
    if (told.at >= this.#theirsThen.at) this.#theirsThen = { at: told.at, count: missing };
    const base = this.#base;
    if (base === null) return this.#startFrom(told);
    if (told.at < base.at) return;
    if (told.at - base.at <= TOGETHER_MS) {
      base.left = Math.min(base.left, told.left);
      return;
    }
    const theirs = base.left - told.left - ours(base.at + TOGETHER_MS, told.at);
    const ms = told.at - base.at;
    if (theirs < -1 || ms > MOST_STRETCH_MS) this.#startFrom(told);
    else if (told.at - this.#last.at > TOGETHER_MS || theirs > this.#last.theirs) this.#last = { at: told.at, theirs, ms };
  }

  /** How many requests of theirs may have come within so long (ms): more than that comes hardly ever. */
  margin(ms: number, limit: number): number {
    const expected = this.#perMs(limit) * Math.max(0, ms);
    return expected + DEVIATIONS * Math.sqrt(expected) + 1;
  }

  /**
   * The same where windows slide: theirs leave the minute as they came. What is new less what has left is 0 in the middle and strays as both do, and with
   * what there was there are never more of theirs than a minute has.
   */
  marginSliding(ms: number, limit: number): number {
    const strays = DEVIATIONS * Math.sqrt(2 * this.#perMs(limit) * Math.max(0, ms)) + 1;
    return Math.min(this.margin(ms, limit), Math.max(strays, this.#mostOfAMinute(limit) - this.#theirsThen.count));
  }

  /** How many they take of a minute, as measured. */
  perMinute(limit: number): number {
    return this.#perMs(limit) * MOST_STRETCH_MS;
  }

  /** The same where windows are fixed: what they could not have of one they take at the beginning of the next, so that all of the time counts. */
  perWholeMinute(limit: number): number {
    const ms = this.#measured.wholeMs + this.#last.ms;
    return ms >= MOST_STRETCH_MS ? ((this.#measured.theirs + this.#last.theirs) / ms) * MOST_STRETCH_MS : this.perMinute(limit);
  }

  /** The clock was set: stretches across it measure nothing. */
  shift(byMs: number): void {
    if (this.#base) this.#base.at += byMs;
    this.#last.at += byMs;
    this.#theirsThen.at += byMs;
  }

  copyFrom(other: Others): void {
    this.#base = other.#base && { ...other.#base };
    this.#last = { ...other.#last };
    this.#measured = { ...other.#measured };
    this.#mostMissing = other.#mostMissing;
    this.#theirsThen = { ...other.#theirsThen };
  }

  /** null: not measured for long enough. */
  get #measuredPerMs(): number | null {
    const ms = this.#measured.ms + this.#last.ms;
    return ms >= LEAST_STRETCH_MS ? (this.#measured.theirs + this.#last.theirs) / ms : null;
  }

  #mostOfAMinute(limit: number): number {
    const usual = Math.max((this.#measuredPerMs ?? 0) * MOST_STRETCH_MS, limit * LEAST_SHARE);
    return Math.max(this.#mostMissing, usual + DEVIATIONS * Math.sqrt(usual)) + 1;
  }

  #perMs(limit: number): number {
    return Math.max(this.#measuredPerMs ?? 0, this.#mostMissing / MOST_STRETCH_MS, (limit * LEAST_SHARE) / MOST_STRETCH_MS);
  }

  #startFrom(told: Told): void {
    this.#measured.theirs += Math.max(0, this.#last.theirs);
    this.#measured.ms += this.#last.ms;
    this.#measured.wholeMs += this.#base === null ? 0 : Math.max(0, told.at - this.#base.at);
    if (this.#measured.ms > MEMORY_MS) {
      const { theirs, ms, wholeMs } = this.#measured;
      this.#measured = { theirs: theirs / 2, ms: ms / 2, wholeMs: wholeMs / 2 };
    }
    this.#base = { ...told };
    this.#last = { at: told.at, theirs: 0, ms: 0 };
  }
}
