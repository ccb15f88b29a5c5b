import type { Counting } from './counting.ts';
import type { Sight } from './sight.ts';
import { ROUNDING_MS } from './window-floor.ts';

const MINUTE_MS = 60_000;
const LEAST_SIGHTS = 3;

/**
 * How the server seems to count, by what it announces as `Reset`: servers that keep a bucket announce when it is full again, which moves with
 * every request. Forecasts take it for granted until there is proof (`counting.ts`); nothing is sent by it.
 */
export class CountingGuess {
  /** How long the bucket would have taken to fill, in the answers so far that agree with one: the least, the most, and how many they are. */
  #least = Infinity;
  #most = -Infinity;
  #sights = 0;
  /** The longest time between which an answer was written and its `Reset` may lie, taken together: within it agreement may be chance. */
  #widest = 0;

  /** `turnsOnMinutes`: its windows are known to end with the minutes of its clock. */
  of(turnsOnMinutes: boolean): Counting {
    if (this.#sights >= LEAST_SIGHTS && this.#most - this.#least > this.#widest + 4 * ROUNDING_MS) return 'bucket';
    return turnsOnMinutes ? 'fixed' : 'unknown';
  }

  observe({ sentAt, answeredAt, left, limit, reset }: Sight): void {
    if (reset === null) return;
    const fillMs = ((limit - left) * MINUTE_MS) / limit;
    if (reset.latest + ROUNDING_MS < sentAt + fillMs || reset.earliest - ROUNDING_MS > answeredAt + fillMs) return this.forget();
    this.#least = Math.min(this.#least, fillMs);
    this.#most = Math.max(this.#most, fillMs);
    this.#widest = Math.max(this.#widest, answeredAt - sentAt + reset.latest - reset.earliest);
    this.#sights++;
  }

  forget(): void {
    this.#least = Infinity;
    this.#most = -Infinity;
    this.#sights = 0;
    this.#widest = 0;
  }
}
