import type { Random } from '../../../shared/clock.ts';
import type { LimitHeaders } from '../api/exchange.ts';
import { fullJitter } from '../backoff.ts';
import { observeDate, type OffsetBounds, onOurs, UNKNOWN_OFFSET } from './clock-offset.ts';
import { CountingLearner } from './counting.ts';
import { DayCount } from './day-count.ts';
import type { Learned } from './learned.ts';
import { Places } from './places.ts';
import { ASSUMED_PLAN, type RecognisedPlan, recognisePlan } from './plan.ts';
import { COUNTED_MS, MINUTE_MS, type Send, SendLog } from './send-log.ts';
import type { Sight } from './sight.ts';
import { TokenFloor } from './token-floor.ts';
import { ROUNDING_MS, WindowFloor } from './window-floor.ts';

/** A `Retry-After` longer than any minute window can ask for means that the day is spent. */
const LONGEST_MINUTE_WAIT_MS = 90_000;

/** How long one sign of another program on the same key is believed. */
const FOREIGN_MEMORY_MS = 10 * MINUTE_MS;

/** Where a refusal does not say for how long (abstrakt-api.md, section 7). */
const BACKOFF = { firstMs: 2_000, mostMs: 2 * MINUTE_MS };
const LEAST_BACKOFF_MS = 500;

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
  /**
   * The one request that may go would show how much more may: best spent on something that is answered at once. `cold`: nothing was
   * heard of the key yet; `turn`: its window is over, if it is one; `others`: another program uses it. null: it would show nothing.
   */
  look: 'cold' | 'turn' | 'others' | null;
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
  #log: SendLog;
  #places: Places;
  #day: DayCount;
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
  /** Refusals in a row that did not say for how long. */
  #backoffs = 0;
  readonly #random: Random;
  readonly #siblings: () => Learned['counting'];
  /** It was refused where the way of counting that its siblings have proved promised room. */
  #differs = false;

  /** `sends`: the log of the last two minutes, oldest first. `siblings`: how the same server counts, as other keys of it have proved. */
  constructor(
    learned: Learned,
    history: { sends: readonly { at: number; countedBy: number }[]; usedToday: number; now: number },
    random: Random,
    siblings: () => Learned['counting'] = () => 'unknown',
  ) {
    this.#siblings = siblings;
    this.#learned = { ...learned };
    this.#random = random;
    this.#window = new WindowFloor();
    this.#bucket = new TokenFloor();
    this.#log = new SendLog(history.sends);
    this.#places = new Places();
    this.#day = new DayCount(history.now, history.usedToday);
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
    this.#log.assumeAnswered();
  }

  get limit(): number {
    return this.#learned.limit ?? this.plan.requestsPerMinute ?? Infinity;
  }

  get concurrency(): number {
    return Math.min(this.#learned.concurrency ?? Infinity, this.plan.concurrentJobs ?? Infinity);
  }

  /** Jobs that hold a place at the API, as far as we know. */
  busy(now: number): number {
    return this.#places.busy(now);
  }

  day(now: number): { used: number; limit: number | null; resetAt: number } {
    return { used: this.#day.used(now, this.#serverAhead), limit: this.plan.requestsPerDay, resetAt: this.#day.end(this.#serverAhead) };
  }

  sharedWithOthers(now: number): boolean {
    return this.#learned.foreignUntil > now;
  }

  /** What may be done at `now`. */
  room(now: number): Room {
    const places = { slots: Math.max(0, this.#concurrencyAt(now) - this.busy(now)), slotsAt: this.#places.freeAt };
    const blocked = this.#blocked(now);
    if (blocked) return { requests: 0, ...places, blocked, look: null };
    const { requests, look } = this.#minuteRoom(now);
    if (requests <= 0) return { requests: 0, ...places, blocked: { by: 'minute', until: this.#minuteUntil(now) }, look: null };
    return { requests: Math.min(requests, this.#dayRoom(now)), ...places, blocked: null, look };
  }

  /** Requests of the last minute by our log, what is left, and when the next is certain. For people; the truth is `room`. */
  minute(now: number): { used: number; remaining: number; resetAt: number | null } {
    const remaining = this.#warm ? Math.max(0, this.#minuteRoom(now).requests) : Math.max(0, this.#logRoom(now));
    const end = this.#window.end;
    const { last } = this.#log;
    const resetAt = end !== null && end > now ? end : last && last.at + MINUTE_MS > now ? last.at + MINUTE_MS : null;
    return { used: Math.max(0, this.limit - remaining), remaining, resetAt: resetAt === null ? null : Math.round(resetAt) };
  }

  sent(id: number, now: number): void {
    this.#log.add(id, now);
    this.#day.add(now, this.#serverAhead);
    this.#observed = Math.max(0, this.#observed - 1);
    this.#bucket.take(now, this.limit);
  }

  /** Nothing left this machine: it took no allowance. */
  unsent(id: number): void {
    if (this.#log.remove(id)) this.#day.remove();
  }

  /**
   * An answer with its headers; refusals come here too, with their status. `serviceMs`: how long the server worked on it after it was
   * counted, at least (0 for what it answers at once); null: not known.
   */
  answered(id: number, now: number, answer: { status: number | null; limits: LimitHeaders | null; serviceMs: number | null }): void {
    const send = this.#log.find(id);
    if (send) this.#log.settle(send, now, answer.serviceMs);
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
    this.#places.start(jobId);
  }

  jobEnded(jobId: number): void {
    this.#places.end(jobId);
  }

  /** The answer was lost: the job may hold a place until then. */
  jobLost(jobId: number, until: number): void {
    this.#places.lose(jobId, until);
  }

  /** The wall clock was set, or the machine slept: what counts elapsed time moves along, so that nothing bursts past a limit. */
  clockJumped(byMs: number): void {
    this.#log.shift(byMs);
    this.#places.shift(byMs);
    this.#bucket.shift(byMs);
    this.#window.forget();
    this.#counting.forget();
    this.#offset = UNKNOWN_OFFSET;
    this.#observedAt += byMs;
    this.#learnedAt += byMs;
    this.#learned.foreignUntil += byMs;
    this.#moveSleep(byMs);
  }

  /** An independent copy, for forecasts. */
  clone(now: number): KeyMeter {
    const counting = this.#countingNow;
    const copy = new KeyMeter(this.#learned, { sends: [], usedToday: 0, now }, MIDDLING, () => counting);
    copy.#log = this.#log.clone();
    copy.#places = this.#places.clone();
    copy.#day = this.#day.clone();
    copy.#warm = this.#warm;
    copy.#observed = this.#observed;
    copy.#observedAt = this.#observedAt;
    copy.#offset = this.#offset;
    copy.#window.copyFrom(this.#window);
    copy.#bucket.copyFrom(this.#bucket);
    return copy;
  }

  #blocked(now: number): Room['blocked'] {
    const { asleep } = this.#learned;
    if (asleep && asleep.until > now) return { by: 'asleep', until: asleep.until };
    if (!this.#warm && this.#log.pendingSince(-Infinity)) return { by: 'probe', until: Infinity };
    if (this.#dayRoom(now) <= 0) return { by: 'day', until: Math.max(now + 1, this.#day.end(this.#serverAhead)) };
    return null;
  }

  #minuteRoom(now: number): Pick<Room, 'requests' | 'look'> {
    if (!this.#warm) return { requests: Math.min(1, this.#logRoom(now)), look: 'cold' };
    if (this.sharedWithOthers(now)) return this.#sharedRoom(now);
    const requests = Math.max(this.#logRoom(now), this.#observed, this.#countingRoom(now));
    if (requests > 0) return { requests, look: null };
    const look = this.#window.mayProbe(now, this.#log.oldestCounted(now), (moment) => this.#log.countedAfter(moment));
    return look ? { requests: 1, look: 'turn' } : { requests: 0, look: null };
  }

  /** Source 1. */
  #logRoom(now: number): number {
    return this.limit - this.#log.countedAfter(now - COUNTED_MS);
  }

  /** Source 3. */
  #countingRoom(now: number): number {
    switch (this.#countingNow) {
      case 'fixed':
        return this.#window.room(now, this.limit, (since) => this.#log.countedAfter(since));
      case 'bucket':
        return this.#bucket.room(now, this.limit);
      case 'unknown':
        return 0;
    }
  }

  /** A server counts all of its keys alike: what one has proved holds for the others, until one is refused by it. */
  get #countingNow(): Learned['counting'] {
    return this.#learned.counting === 'unknown' && !this.#differs ? this.#siblings() : this.#learned.counting;
  }

  /** Others use this key: only the newest answer counts, and when it is used up or a window old, one request looks again. */
  #sharedRoom(now: number): Pick<Room, 'requests' | 'look'> {
    const stale = now - this.#observedAt > COUNTED_MS || (this.#window.end !== null && now > this.#window.end && this.#observedAt < this.#window.end);
    if (!stale) return { requests: this.#observed, look: null };
    return { requests: this.#log.pendingSince(this.#observedAt) ? 0 : 1, look: 'others' };
  }

  /** A short sleep keeps its rest. A long one may have passed while the machine slept, which looks the same: it only moves back. */
  #moveSleep(byMs: number): void {
    const { asleep } = this.#learned;
    if (asleep && (byMs < 0 || asleep.why !== 'day-spent')) this.#learned.asleep = { ...asleep, until: asleep.until + byMs };
  }

  #minuteUntil(now: number): number {
    const shared = this.#warm && this.sharedWithOthers(now);
    const times = [shared ? this.#observedAt + COUNTED_MS + 1 : (this.#log.roomAt(now, this.limit) ?? Infinity)];
    if (this.#window.end !== null && this.#window.end > now) times.push(this.#window.end + 1);
    if (this.#warm && !shared && this.#countingNow === 'bucket') times.push(this.#bucket.nextAt(now, this.limit));
    const until = Math.min(...times);
    return until > now ? until : Infinity;
  }

  /** It may not have been counted. What was taken for proved while it was thought to be is open again. */
  #doubt(send: Send): void {
    send.sure = false;
    if (this.#learnedAt < send.at) return;
    this.#learned.counting = 'unknown';
    this.#learnedAt = -Infinity;
  }

  #dayRoom(now: number): number {
    return (this.plan.requestsPerDay ?? Infinity) - this.#day.used(now, this.#serverAhead);
  }

  /** At least so many ms is the server's clock ahead of ours; 0 where nothing is known. */
  get #serverAhead(): number {
    return Number.isFinite(this.#offset.low) ? this.#offset.low : 0;
  }

  #concurrencyAt(now: number): number {
    this.#learned.concurrency = this.#places.regrown(now, this.#learned.concurrency, this.plan.concurrentJobs ?? Infinity);
    return this.concurrency;
  }

  #observe(send: Send, remaining: number, resetAtMs: number | null, now: number): void {
    const limit = this.limit;
    const lagMs = this.#log.lagAt(now);
    const left = Math.min(remaining, limit);
    const log = {
      countIn: (from: number, to: number) => this.#log.countIn(from, to, false),
      sureIn: (from: number, to: number) => this.#log.countIn(from, to, true),
    };
    // Whatever was sent after it, or may have been counted after it, is not in its figure for sure.
    const later = this.#log.countedAfter(send.at) - (send.countedBy > send.at ? 1 : 0);
    const bound = Math.max(0, left - later);
    const least = limit - this.#log.countedAfter(send.at - COUNTED_MS);
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
      this.#window.observe(sight, (moment) => this.#log.firstAfter(moment)),
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
      this.#learned.concurrency = this.#places.refused(now, this.concurrency);
    } else {
      if (wait === null || wait <= LONGEST_MINUTE_WAIT_MS) this.#suspectOthers(sentAt, now);
      this.#observed = 0;
      // Our idea of how it counts let a request through that it refused: go back to what is safe under every way of counting.
      this.#differs ||= this.#countingNow !== 'unknown';
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
    if (this.#log.countedAfter(sentAt - COUNTED_MS) <= this.limit) this.#learned.foreignUntil = now + FOREIGN_MEMORY_MS;
  }
}

/** The random source of copies: a forecast takes nothing from the real one. */
const MIDDLING: Random = () => 0.5;

/** A minute's `Reset` lies within the minute that follows, give or take rounding; anything else is not one. */
function sensibleReset(reset: Sight['reset'], sentAt: number): Sight['reset'] {
  return reset !== null && reset.latest >= sentAt - ROUNDING_MS && reset.earliest <= sentAt + MINUTE_MS + 2 * ROUNDING_MS ? reset : null;
}
