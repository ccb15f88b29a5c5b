import { MINUTE_MS } from './send-log.ts';

/** So far back is looked. */
const MOST_MS = 10 * MINUTE_MS;
/** After a pause so long a burst begins. */
const PAUSE_MS = 10_000;
/** Where nothing has started for so long, that counts too. */
const STUCK_MS = 2 * MINUTE_MS;

/** A moment at which it began again as it had before. */
interface Mark {
  at: number;
  /** Starts before it. */
  before: number;
}

/**
 * How many jobs a minute a key really takes, counted while work waited for room at it. Where another program takes its part as it pleases, that
 * says more of the next minutes than any limit does. Jobs go in bursts, so it is counted from the beginning of one to the beginning of another (or
 * over whole minutes, where none ends): whoever asks within a burst would else count it, and not the pause after it.
 */
export class Achieved {
  /** Since when work has waited without a break (ms); null: none does. */
  #since: number | null = null;
  #last: number | null = null;
  #count = 0;
  /** Oldest first; none for the first burst, which may have begun with all that lay there. */
  #marks: Mark[] = [];

  /** Whether work waits for room at `now`. */
  pressed(now: number, waits: boolean): void {
    if (waits) this.#since ??= now;
    else this.forget();
  }

  started(now: number): void {
    if (this.#since === null) return;
    const paused = this.#last !== null && now - this.#last > PAUSE_MS;
    if (paused || now - (this.#marks.at(-1)?.at ?? this.#since) >= MINUTE_MS) this.#marks.push({ at: now, before: this.#count });
    while (this.#marks.length > 2 && this.#marks[0]!.at < now - MOST_MS) this.#marks.shift();
    this.#last = now;
    this.#count++;
  }

  /** Jobs a minute. `expected`, what is thought without it, counts as one minute more: in few minutes chance has its part. */
  perMinute(now: number, expected: number): number {
    const stuck = this.#last !== null && now - this.#last > STUCK_MS;
    const [from] = this.#marks;
    const to = stuck ? { at: now, before: this.#count } : this.#marks.at(-1);
    if (!from || !to) return expected;
    return (to.before - from.before + expected) / ((to.at - from.at) / MINUTE_MS + 1);
  }

  /** Also when the clock was set: times before and after do not belong together. */
  forget(): void {
    this.#since = null;
    this.#last = null;
    this.#count = 0;
    this.#marks = [];
  }
}
