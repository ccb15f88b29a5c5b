import { z } from 'zod';
import type { Random } from '../../../shared/clock.ts';
import type { LimitHeaders } from '../api/exchange.ts';
import { fullJitter } from '../backoff.ts';
import { observeDate, type OffsetBounds, onOurs, UNKNOWN_OFFSET } from './clock-offset.ts';
import { CountingLearner } from './counting.ts';
import { ASSUMED_PLAN, type RecognisedPlan, recognisePlan } from './plan.ts';
import type { Sight } from './sight.ts';
import { TokenFloor } from './token-floor.ts';
import { ROUNDING_MS, WindowFloor } from './window-floor.ts';

export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What is known of the offset of clocks changes a little with each answer: no reason to go back to yesterday. */
const DAY_DOUBT_MS = 5_000;

/** A `Retry-After` longer than any minute window can ask for means that the day is spent. */
const LONGEST_MINUTE_WAIT_MS = 90_000;

/** How long one sign of another program on the same key is believed. */
const FOREIGN_MEMORY_MS = 10 * MINUTE_MS;

/** Where a refusal does not say for how long (abstrakt-api.md, section 7). */
const BACKOFF = { firstMs: 2_000, mostMs: 2 * MINUTE_MS };
const LEAST_BACKOFF_MS = 500;

/** After so long without a refusal at the learned concurrency, one more job is tried. */
const REGROW_AFTER_MS = 5 * MINUTE_MS;

/** Bounds of how long after its sending the server may count a request that it has not answered yet. */
const LEAST_LAG_MS = 250;
export const MOST_LAG_MS = 2_000;
/** How long the longest lag seen is remembered. */
const LAG_MEMORY_MS = 2 * MINUTE_MS;

/** Clocks tick in whole milliseconds, and a request is never counted at the very moment it is sent. */
const MARGIN_MS = 20;

/**
 * How long sends are remembered: two answers 45 s apart are compared by what left the minute before the first, and the later one may
 * have taken two minutes to come.
 */
const KEPT_MS = 4 * MINUTE_MS;

/** What is learned of a key and kept over a restart (column `api_key.learned`). */
export const learnedSchema = z.object({
  limit: z.int().positive().nullable(),
  /** Jobs at once, learned from refusals that left allowance; null: the plan's figure holds. */
  concurrency: z.int().positive().nullable(),
  counting: z.enum(['unknown', 'fixed', 'bucket']),
  asleep: z.object({ until: z.number(), why: z.enum(['rate-limited', 'day-spent', 'backoff']) }).nullable(),
  foreignUntil: z.number(),
});
export type Learned = z.infer<typeof learnedSchema>;

export const NOTHING_LEARNED: Learned = { limit: null, concurrency: null, counting: 'unknown', asleep: null, foreignUntil: 0 };

interface Send {
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

/** What a key may do at one moment. */
export interface Room {
  /** Requests that are certain to be admitted if sent now. */
  requests: number;
  /** Jobs that may start now. */
  slots: number;
  /** When a place that a lost job may hold is given up (ms); Infinity: places come free by answers only. */
  slotsAt: number;
  /** What keeps `requests` at 0, and when to look again (ms; Infinity: when an answer comes). null while there is room. */
  blocked: { by: 'minute' | 'day' | 'asleep' | 'probe' | 'offline'; until: number } | null;
  /** The one request that may go would show how much more may: best spent on something that is answered at once. */
  look: boolean;
}

/**
 * The allowance of one key: how many requests are certain to be admitted now, under whatever way the server counts. Three sources, each
 * a lower bound of the truth, so the largest holds:
 *
 * 1. Our log: fewer than `limit` sends in the last minute are within a fixed window, a sliding window and a token bucket alike.
 * 2. The headers: `Remaining` less everything that may have been counted after it was written. Allowance only grows back, so an old
 *    answer is a safe bound however late it arrives.
 * 3. The way of counting, once answers have shown it: a fixed window is full again at `Reset`, a bucket refills with time.
 *
 * Another program on the same key breaks 1 and 3; then only the newest answer counts. Pure but for its own fields: time comes in.
 */
export class KeyMeter {
  #learned: Learned;
  /** Sends of the last minutes, oldest first. */
  #sends: Send[] = [];
  #warm = false;
  /** Source 2. */
  #observed = 0;
  #observedAt = -Infinity;
  readonly #window: WindowFloor;
  readonly #bucket: TokenFloor;
  readonly #counting = new CountingLearner();
  /** When the way of counting was proved; -Infinity: in an earlier run, or not at all. */
  #learnedAt = -Infinity;
  #offset: OffsetBounds = UNKNOWN_OFFSET;
  #lag = { ms: LEAST_LAG_MS, at: -Infinity };
  /** The server's day, as a number of days since the epoch, and what was sent in it. */
  #day: { index: number; used: number };
  /** Jobs at the API, and ghosts: jobs whose answer was lost and that may still hold a place, with the time they are given up. */
  readonly #jobs = new Set<number>();
  readonly #ghosts = new Map<number, number>();
  #slotRefusedAt = -Infinity;
  /** Refusals in a row that did not say for how long. */
  #backoffs = 0;
  readonly #random: Random;

  /** `sends`: the log of the last two minutes, oldest first. */
  constructor(learned: Learned, history: { sends: readonly { at: number; countedBy: number }[]; usedToday: number; now: number }, random: Random) {
    this.#learned = { ...learned };
    this.#random = random;
    this.#sends = history.sends.map(({ at, countedBy }, index) => ({ id: -1 - index, at, countedBy, answered: true, crossed: false, sure: false }));
    this.#day = { index: Math.floor(history.now / DAY_MS), used: history.usedToday };
    this.#window = new WindowFloor();
    this.#bucket = new TokenFloor();
  }

  get learned(): Readonly<Learned> {
    return this.#learned;
  }

  get plan(): RecognisedPlan {
    return this.#learned.limit === null ? ASSUMED_PLAN : recognisePlan(this.#learned.limit);
  }

  /** Whether this run has seen an answer: a cold key is probed with one request before its burst. */
  get warm(): boolean {
    return this.#warm;
  }

  /** For forecasts: as if its first answer had come, and said that nobody else uses it. */
  assumeWarm(): void {
    this.#warm = true;
    for (const send of this.#sends) send.answered = true;
  }

  get limit(): number {
    return this.#learned.limit ?? this.plan.requestsPerMinute ?? Infinity;
  }

  get concurrency(): number {
    return Math.min(this.#learned.concurrency ?? Infinity, this.plan.concurrentJobs ?? Infinity);
  }

  /** Jobs that hold a place at the API, as far as we know. */
  busy(now: number): number {
    for (const [id, until] of this.#ghosts) if (until <= now) this.#ghosts.delete(id);
    return this.#jobs.size + this.#ghosts.size;
  }

  day(now: number): { used: number; limit: number | null; resetAt: number } {
    this.#turnDay(now);
    return { used: this.#day.used, limit: this.plan.requestsPerDay, resetAt: this.#dayEnd };
  }

  sharedWithOthers(now: number): boolean {
    return this.#learned.foreignUntil > now;
  }

  /** What may be done at `now`. */
  room(now: number): Room {
    const places = { slots: Math.max(0, this.#concurrencyAt(now) - this.busy(now)), slotsAt: Math.min(Infinity, ...this.#ghosts.values()) };
    const blocked = this.#blocked(now);
    if (blocked) return { requests: 0, ...places, blocked, look: false };
    const { requests, look } = this.#minuteRoom(now);
    if (requests <= 0) return { requests: 0, ...places, blocked: { by: 'minute', until: this.#minuteUntil(now) }, look: false };
    return { requests: Math.min(requests, this.#dayRoom(now)), ...places, blocked: null, look };
  }

  /** Requests of the last minute by our log, what is left, and when the next is certain. For people; the truth is `room`. */
  minute(now: number): { used: number; remaining: number; resetAt: number | null } {
    const remaining = this.#warm ? Math.max(0, this.#minuteRoom(now).requests) : Math.max(0, this.#logRoom(now));
    const end = this.#window.end;
    const last = this.#sends.at(-1);
    const resetAt = end !== null && end > now ? end : last && last.at + MINUTE_MS > now ? last.at + MINUTE_MS : null;
    return { used: Math.max(0, this.limit - remaining), remaining, resetAt: resetAt === null ? null : Math.round(resetAt) };
  }

  sent(id: number, now: number): void {
    this.#prune(now);
    this.#turnDay(now);
    this.#sends.push({ id, at: now, countedBy: now + this.#lagAt(now), answered: false, crossed: false, sure: true });
    this.#day.used++;
    this.#observed = Math.max(0, this.#observed - 1);
    this.#bucket.take(now, this.limit);
  }

  /** Nothing left this machine: it took no allowance. */
  unsent(id: number): void {
    const at = this.#sends.findIndex((send) => send.id === id);
    if (at < 0) return;
    this.#sends.splice(at, 1);
    this.#day.used = Math.max(0, this.#day.used - 1);
  }

  /**
   * An answer with its headers; refusals come here too, with their status. `serviceMs`: how long the server worked on it after it was
   * counted, at least (0 for what it answers at once); null: not known.
   */
  answered(id: number, now: number, answer: { status: number | null; limits: LimitHeaders | null; serviceMs: number | null }): void {
    const send = this.#sends.find((one) => one.id === id);
    if (send) this.#settle(send, now, answer.serviceMs);
    if (send && (answer.status === 429 || answer.limits === null || answer.limits.remaining === null)) this.#doubt(send);
    const { limits } = answer;
    if (!limits) return;
    this.#warm = true;
    const sentAt = send?.at ?? now;
    if (limits.serverNowMs !== null && !send?.crossed) this.#offset = observeDate(this.#offset, { sentAt, answeredAt: now, serverNow: limits.serverNowMs });
    if (limits.limit !== null && limits.limit > 0) this.#learned.limit = limits.limit;
    if (send && limits.remaining !== null) this.#observe(send, limits.remaining, limits.resetAtMs, now);
    if (answer.status === 429) this.#refused(sentAt, limits, now);
    else this.#admitted();
  }

  jobStarted(jobId: number): void {
    this.#jobs.add(jobId);
  }

  jobEnded(jobId: number): void {
    this.#jobs.delete(jobId);
  }

  /** The answer was lost: the job may hold a place until then. */
  jobLost(jobId: number, until: number): void {
    this.#jobs.delete(jobId);
    this.#ghosts.set(jobId, until);
  }

  /** The wall clock was set, or the machine slept: what counts elapsed time moves along, so that nothing bursts past a limit. */
  clockJumped(byMs: number): void {
    for (const send of this.#sends) {
      send.at += byMs;
      send.countedBy += byMs;
      send.crossed ||= !send.answered;
    }
    this.#lag.at += byMs;
    this.#bucket.shift(byMs);
    this.#window.forget();
    this.#counting.forget();
    this.#offset = UNKNOWN_OFFSET;
    this.#observedAt += byMs;
    this.#slotRefusedAt += byMs;
    this.#learnedAt += byMs;
    this.#learned.foreignUntil += byMs;
    for (const [job, until] of this.#ghosts) this.#ghosts.set(job, until + byMs);
    this.#moveSleep(byMs);
  }

  /** An independent copy, for forecasts. */
  clone(now: number): KeyMeter {
    const copy = new KeyMeter(this.#learned, { sends: this.#sends, usedToday: this.#day.used, now }, MIDDLING);
    copy.#day = { ...this.#day };
    copy.#warm = this.#warm;
    copy.#observed = this.#observed;
    copy.#observedAt = this.#observedAt;
    copy.#lag = { ...this.#lag };
    copy.#offset = this.#offset;
    copy.#window.copyFrom(this.#window);
    copy.#bucket.copyFrom(this.#bucket);
    for (const job of this.#jobs) copy.#jobs.add(job);
    for (const [job, until] of this.#ghosts) copy.#ghosts.set(job, until);
    return copy;
  }

  #blocked(now: number): Room['blocked'] {
    const { asleep } = this.#learned;
    if (asleep && asleep.until > now) return { by: 'asleep', until: asleep.until };
    if (!this.#warm && this.#sends.some((send) => !send.answered)) return { by: 'probe', until: Infinity };
    if (this.#dayRoom(now) <= 0) return { by: 'day', until: Math.max(now + 1, this.#dayEnd) };
    return null;
  }

  #minuteRoom(now: number): { requests: number; look: boolean } {
    if (!this.#warm) return { requests: Math.min(1, this.#logRoom(now)), look: true };
    if (this.sharedWithOthers(now)) return this.#sharedRoom(now);
    const requests = Math.max(this.#logRoom(now), this.#observed, this.#countingRoom(now));
    if (requests > 0) return { requests, look: false };
    const look = this.#window.mayProbe(now, this.#oldest(now), (moment) => this.#countedAfter(moment));
    return { requests: look ? 1 : 0, look };
  }

  /** Source 1. */
  #logRoom(now: number): number {
    return this.limit - this.#countedAfter(now - MINUTE_MS - MARGIN_MS);
  }

  /** Source 3. */
  #countingRoom(now: number): number {
    switch (this.#learned.counting) {
      case 'fixed':
        return this.#window.room(now, this.limit, (since) => this.#countedAfter(since));
      case 'bucket':
        return this.#bucket.room(now, this.limit);
      case 'unknown':
        return 0;
    }
  }

  /** Others use this key: only the newest answer counts, and when it is used up or a window old, one request looks again. */
  #sharedRoom(now: number): { requests: number; look: boolean } {
    const stale =
      now - this.#observedAt > MINUTE_MS + MARGIN_MS || (this.#window.end !== null && now > this.#window.end && this.#observedAt < this.#window.end);
    if (!stale) return { requests: this.#observed, look: false };
    return { requests: this.#pendingSince(this.#observedAt) ? 0 : 1, look: true };
  }

  /** A short sleep keeps its rest. A long one may have passed while the machine slept, which looks the same: it only moves back. */
  #moveSleep(byMs: number): void {
    const { asleep } = this.#learned;
    if (asleep && (byMs < 0 || asleep.why !== 'day-spent')) this.#learned.asleep = { ...asleep, until: asleep.until + byMs };
  }

  #pendingSince(since: number): boolean {
    return this.#sends.some((send) => !send.answered && send.at > since);
  }

  #minuteUntil(now: number): number {
    const shared = this.#warm && this.sharedWithOthers(now);
    const times = [shared ? this.#observedAt + MINUTE_MS + MARGIN_MS + 1 : (this.#leavesFirst(now) ?? Infinity)];
    if (this.#window.end !== null && this.#window.end > now) times.push(this.#window.end + 1);
    if (this.#warm && !shared && this.#learned.counting === 'bucket') times.push(this.#bucket.nextAt(now, this.limit));
    const until = Math.min(...times);
    return until > now ? until : Infinity;
  }

  /** When our log alone has room again; undefined while it has. */
  #leavesFirst(now: number): number | undefined {
    const counted = this.#sends
      .map((send) => send.countedBy)
      .filter((by) => by > now - MINUTE_MS - MARGIN_MS)
      .sort((a, b) => a - b);
    const first = counted[counted.length - this.limit];
    return first === undefined ? undefined : first + MINUTE_MS + MARGIN_MS + 1;
  }

  #settle(send: Send, now: number, serviceMs: number | null): void {
    send.answered = true;
    // Never at the very moment it is sent: those sent with it may have come before it.
    send.countedBy = Math.min(now, serviceMs === null ? send.at + MOST_LAG_MS : Math.max(send.at + MARGIN_MS, now - serviceMs)) + 1;
    const lag = send.countedBy - send.at;
    if (serviceMs !== null && lag >= this.#lagAt(now)) this.#lag = { ms: Math.min(MOST_LAG_MS, lag), at: now };
  }

  /** It may not have been counted. What was taken for proved while it was thought to be is open again. */
  #doubt(send: Send): void {
    send.sure = false;
    if (this.#learnedAt < send.at) return;
    this.#learned.counting = 'unknown';
    this.#learnedAt = -Infinity;
  }

  /** The longest lag of the last minutes. */
  #lagAt(now: number): number {
    return now - this.#lag.at < LAG_MEMORY_MS ? Math.max(LEAST_LAG_MS, this.#lag.ms) : LEAST_LAG_MS;
  }

  #dayRoom(now: number): number {
    this.#turnDay(now);
    return (this.plan.requestsPerDay ?? Infinity) - this.#day.used;
  }

  /**
   * The day is taken to turn at midnight UTC by the server's clock: the API does not say (abstrakt-api.md, section 7), and a long
   * `Retry-After` corrects it. Where the offset is not known, our clock stands in.
   */
  #turnDay(now: number): void {
    const server = now + this.#serverAhead;
    const index = Math.floor(server / DAY_MS);
    if (index > this.#day.index) this.#day = { index, used: 0 };
    else if (Math.floor((server + DAY_DOUBT_MS) / DAY_MS) < this.#day.index) this.#day.index = index;
  }

  get #dayEnd(): number {
    return (this.#day.index + 1) * DAY_MS - this.#serverAhead;
  }

  /** At least so many ms is the server's clock ahead of ours. */
  get #serverAhead(): number {
    return Number.isFinite(this.#offset.low) ? this.#offset.low : 0;
  }

  #concurrencyAt(now: number): number {
    const learned = this.#learned.concurrency;
    if (learned === null || now - this.#slotRefusedAt < REGROW_AFTER_MS) return this.concurrency;
    this.#slotRefusedAt = now;
    const grown = learned + 1;
    this.#learned.concurrency = grown >= (this.plan.concurrentJobs ?? Infinity) ? null : grown;
    return this.concurrency;
  }

  #observe(send: Send, remaining: number, resetAtMs: number | null, now: number): void {
    const limit = this.limit;
    const lagMs = this.#lagAt(now);
    const left = Math.min(remaining, limit);
    const log = { countIn: (from: number, to: number) => this.#countIn(from, to, false), sureIn: (from: number, to: number) => this.#countIn(from, to, true) };
    // Whatever was sent after it, or may have been counted after it, is not in its figure for sure.
    const later = this.#sends.filter((other) => other !== send && other.countedBy > send.at).length;
    const bound = Math.max(0, left - later);
    const least = limit - this.#countedAfter(send.at - MINUTE_MS - MARGIN_MS);
    if (left < least - 1) this.#learned.foreignUntil = now + FOREIGN_MEMORY_MS;
    if (!this.sharedWithOthers(now)) this.#observed = Math.max(this.#observed, bound);
    else if (send.at >= this.#observedAt) this.#observed = bound;
    this.#observedAt = Math.max(this.#observedAt, send.at);
    this.#bucket.raise(now, bound, limit);
    if (send.crossed) return;
    const reset = sensibleReset(resetAtMs === null ? null : onOurs(this.#offset, resetAtMs), send.at);
    const sight = { sentAt: send.at, answeredAt: now, left, limit, reset, lagMs };
    const shown = this.#counting.observe(
      sight,
      log,
      this.#window.observe(sight, (moment) => this.#sends.find((one) => one.at > moment)?.at ?? null),
    );
    if (!shown || !send.sure || this.#learned.counting !== 'unknown') return;
    this.#learned.counting = shown;
    this.#learnedAt = now;
  }

  #admitted(): void {
    this.#backoffs = 0;
    if (this.#learned.asleep?.why === 'backoff') this.#learned.asleep = null;
  }

  #refused(sentAt: number, limits: LimitHeaders, now: number): void {
    const wait = limits.retryAfterMs;
    if (limits.remaining !== null && limits.remaining > 0 && (wait === null || wait <= LONGEST_MINUTE_WAIT_MS)) {
      this.#learned.concurrency = Math.max(1, Math.min(this.concurrency, this.busy(now)) - 1);
      this.#slotRefusedAt = now;
    } else {
      if (wait === null || wait <= LONGEST_MINUTE_WAIT_MS) this.#suspectOthers(sentAt, now);
      this.#observed = 0;
      // Our idea of how it counts let a request through that it refused: go back to what is safe under every way of counting.
      this.#learned.counting = 'unknown';
      this.#bucket.empty(now);
      this.#window.forget();
      this.#counting.forget();
    }
    if (wait === null) this.#learned.asleep = { until: now + LEAST_BACKOFF_MS + fullJitter(this.#random, this.#backoffs++, BACKOFF), why: 'backoff' };
    else this.#learned.asleep = { until: now + wait, why: wait > LONGEST_MINUTE_WAIT_MS ? 'day-spent' : 'rate-limited' };
  }

  /** Refused although our own log left room for it under every way of counting: somebody else took that room. */
  #suspectOthers(sentAt: number, now: number): void {
    if (this.#countedAfter(sentAt - MINUTE_MS - MARGIN_MS) <= this.limit) this.#learned.foreignUntil = now + FOREIGN_MEMORY_MS;
  }

  /** The oldest of our requests that may still be counted. */
  #oldest(now: number): number | null {
    return this.#sends.find((send) => send.countedBy > now - MINUTE_MS - MARGIN_MS)?.at ?? null;
  }

  /** Sends after `from` (exclusive) and up to `to`. The log is sorted; counting from its end stops early. */
  #countIn(from: number, to: number, sureOnly: boolean): number {
    let count = 0;
    for (let i = this.#sends.length - 1; i >= 0; i--) {
      const { at, sure } = this.#sends[i]!;
      if (at <= from) break;
      if (at <= to && (sure || !sureOnly)) count++;
    }
    return count;
  }

  /** Sends that the server may have counted after that moment. */
  #countedAfter(moment: number): number {
    return this.#sends.reduce((count, send) => count + (send.countedBy > moment ? 1 : 0), 0);
  }

  #prune(now: number): void {
    const cut = now - KEPT_MS;
    let gone = 0;
    while (gone < this.#sends.length && this.#sends[gone]!.at < cut && this.#sends[gone]!.answered) gone++;
    if (gone > 0) this.#sends.splice(0, gone);
  }
}

/** The random source of copies: a forecast takes nothing from the real one. */
const MIDDLING: Random = () => 0.5;

/** A minute's `Reset` lies within the minute that follows, give or take rounding; anything else is not one. */
function sensibleReset(reset: Sight['reset'], sentAt: number): Sight['reset'] {
  return reset !== null && reset.latest >= sentAt - ROUNDING_MS && reset.earliest <= sentAt + MINUTE_MS + 2 * ROUNDING_MS ? reset : null;
}
