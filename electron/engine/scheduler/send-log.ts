export const MINUTE_MS = 60_000;

/** Bounds of how long after its sending the server may count a request that it has not answered yet. */
const LEAST_LAG_MS = 250;
export const MOST_LAG_MS = 2_000;
/** How long the longest lag seen is remembered. */
const LAG_MEMORY_MS = 2 * MINUTE_MS;

/** Clocks tick in whole milliseconds, and a request is never counted at the very moment it is sent. */
const MARGIN_MS = 20;

/** How long a send counts in the server's last minute, at the most. */
export const COUNTED_MS = MINUTE_MS + MARGIN_MS;

/**
 * How long sends are remembered: two answers 45 s apart are compared by what left the minute before the first, and the later one may
 * have taken two minutes to come.
 */
const KEPT_MS = 4 * MINUTE_MS;

export interface Send {
  id: number;
  at: number;
  /** The server has counted it by then: at the latest when it began the work whose end we saw. */
  countedBy: number;
  answered: boolean;
  /** The clock was set, or the machine slept, while it was out: what its answer says of times is not to be compared with ours. */
  crossed: boolean;
  /** False: no answer has told that the server counted it, and none will. Proofs of how it counts leave it out. */
  sure: boolean;
}

/** What a key sent in the last minutes, oldest first, each with the latest moment at which the server can have counted it. */
export class SendLog {
  #sends: Send[];
  #lag = { ms: LEAST_LAG_MS, at: -Infinity };

  constructor(history: readonly { at: number; countedBy: number; answered: boolean }[]) {
    this.#sends = history.map(({ at, countedBy }, index) => ({ id: -1 - index, at, countedBy, answered: true, crossed: false, sure: false }));
  }

  get last(): Send | undefined {
    return this.#sends.at(-1);
  }

  find(id: number): Send | undefined {
    return this.#sends.find((send) => send.id === id);
  }

  add(id: number, now: number): void {
    this.#prune(now);
    this.#sends.push({ id, at: now, countedBy: now + this.lagAt(now), answered: false, crossed: false, sure: true });
  }

  /** Takes a send back that never left; false when there is none. */
  remove(id: number): boolean {
    const at = this.#sends.findIndex((send) => send.id === id);
    if (at >= 0) this.#sends.splice(at, 1);
    return at >= 0;
  }

  /** Its answer came, after at least `serviceMs` of work (null: not known). */
  settle(send: Send, now: number, serviceMs: number | null): void {
    send.answered = true;
    // Never at the very moment it is sent: those sent with it may have come before it.
    send.countedBy = Math.min(now, serviceMs === null ? send.at + MOST_LAG_MS : Math.max(send.at + MARGIN_MS, now - serviceMs)) + 1;
    const lag = send.countedBy - send.at;
    if (serviceMs !== null && lag >= this.lagAt(now)) this.#lag = { ms: Math.min(MOST_LAG_MS, lag), at: now };
  }

  /** The longest lag of the last minutes. */
  lagAt(now: number): number {
    return now - this.#lag.at < LAG_MEMORY_MS ? Math.max(LEAST_LAG_MS, this.#lag.ms) : LEAST_LAG_MS;
  }

  /** Sends that the server may have counted after that moment. */
  countedAfter(moment: number): number {
    let count = 0;
    for (const { countedBy } of this.#sends) if (countedBy > moment) count++;
    return count;
  }

  /** The same of those sent up to `sentBy`. */
  countedBetween(moment: number, sentBy: number): number {
    return this.#sends.reduce((count, send) => count + (send.countedBy > moment && send.at <= sentBy ? 1 : 0), 0);
  }

  /** Sends after `from` (exclusive) and up to `to`. The log is sorted; counting from its end stops early. */
  countIn(from: number, to: number, sureOnly: boolean): number {
    let count = 0;
    for (let i = this.#sends.length - 1; i >= 0; i--) {
      const { at, sure } = this.#sends[i]!;
      if (at <= from) break;
      if (at <= to && (sure || !sureOnly)) count++;
    }
    return count;
  }

  /** When fewer than `limit` count in the last minute for sure; undefined when that is so now. */
  roomAt(now: number, limit: number): number | undefined {
    const counted: number[] = [];
    for (const { countedBy } of this.#sends) if (countedBy > now - COUNTED_MS) counted.push(countedBy);
    if (counted.length < limit) return undefined;
    return counted.sort((a, b) => a - b)[counted.length - limit]! + COUNTED_MS + 1;
  }

  /** When the next of our requests has left the server's last minute for sure; null: none is in it. */
  nextToLeave(now: number): number | null {
    const next = this.#sends.reduce((least, { countedBy }) => (countedBy > now - COUNTED_MS ? Math.min(least, countedBy) : least), Infinity);
    return next === Infinity ? null : next + COUNTED_MS + 1;
  }

  /** When the oldest of our requests that may still be counted was sent. */
  oldestCounted(now: number): number | null {
    return this.#sends.find((send) => send.countedBy > now - COUNTED_MS)?.at ?? null;
  }

  /** When the first of our requests after that moment was sent. */
  firstAfter(moment: number): number | null {
    return this.#sends.find((send) => send.at > moment)?.at ?? null;
  }

  pendingSince(moment: number): boolean {
    return this.#sends.some((send) => !send.answered && send.at > moment);
  }

  /** Requests of which it is not known yet whether they were refused: a refusal comes at once. With the moment at which the first of them is. */
  unsettled(now: number): { count: number; until: number } {
    const lag = this.lagAt(now);
    const out = this.#sends.filter((send) => !send.answered && send.at > now - lag);
    return { count: out.length, until: (out[0]?.at ?? -Infinity) + lag };
  }

  /** For forecasts: as if every answer had come. */
  assumeAnswered(): void {
    for (const send of this.#sends) send.answered = true;
  }

  shift(byMs: number): void {
    for (const send of this.#sends) {
      send.at += byMs;
      send.countedBy += byMs;
      send.crossed ||= !send.answered;
    }
    this.#lag.at += byMs;
  }

  clone(): SendLog {
    const copy = new SendLog(this.#sends);
    copy.#lag = { ...this.#lag };
    return copy;
  }

  #prune(now: number): void {
    const cut = now - KEPT_MS;
    let gone = 0;
    while (gone < this.#sends.length && this.#sends[gone]!.at < cut && this.#sends[gone]!.answered) gone++;
    if (gone > 0) this.#sends.splice(0, gone);
  }
}
