import type { Random } from '../../../shared/clock.ts';
import type { LimitHeaders } from '../api/exchange.ts';
import { fullJitter } from '../backoff.ts';
import { Achieved } from './achieved.ts';
import type { Counting } from './counting.ts';
import { observeDate, type OffsetBounds, onOurs, UNKNOWN_OFFSET } from './clock-offset.ts';
import { DayCount } from './day-count.ts';
import type { Learned } from './learned.ts';
import { MinuteAllowance, type MinuteRoom } from './minute-allowance.ts';
import { Places } from './places.ts';
import { ASSUMED_PLAN, type RecognisedPlan, recognisePlan } from './plan.ts';
import { RoundTrip } from './round-trip.ts';
import { COUNTED_MS, MINUTE_MS, SendLog } from './send-log.ts';

/** A `Retry-After` longer than any minute window can ask for means that the day is spent. */
const LONGEST_MINUTE_WAIT_MS = 90_000;

/** Where a refusal does not say for how long (abstrakt-api.md, section 7). */
const BACKOFF = { firstMs: 2_000, mostMs: 2 * MINUTE_MS };
const LEAST_BACKOFF_MS = 500;

/** What a key may do at one moment. */
export interface Room extends MinuteRoom {
  /** Jobs that may start now. */
  slots: number;
  /** When a place that a lost job may hold is given up (ms); Infinity: places come free by answers only. */
  slotsAt: number;
  /** What keeps `requests` at 0, and when to look again (ms; Infinity: when an answer comes). null while there is room. */
  blocked: { by: 'minute' | 'day' | 'asleep' | 'probe' | 'offline'; until: number } | null;
}

/** What is known of a key's past when it is loaded. */
export interface KeyHistory {
  /** The log of the last two minutes, oldest first. */
  sends: readonly { at: number; countedBy: number; answered: boolean }[];
  usedToday: number;
  now: number;
}

/**
 * The allowance of one key: its minute (`minute-allowance.ts`), its places for jobs, its day, and the sleep after a refusal. Pure but for
 * its own fields: time comes in.
 */
export class KeyMeter {
  readonly #learned: Learned;
  /** Of the learned limit. */
  #plan: RecognisedPlan;
  #minute: MinuteAllowance;
  #places: Places;
  #day: DayCount;
  #roundTrip = new RoundTrip();
  readonly #achieved = new Achieved();
  #warm = false;
  /** It was heard of shortly before this run. */
  readonly #heardBefore: boolean;
  #offset: OffsetBounds = UNKNOWN_OFFSET;
  /** Of a copy: so many requests of a minute are others'. */
  #theirs = 0;
  /** Refusals in a row that did not say for how long. */
  #backoffs = 0;
  readonly #random: Random;

  /** `siblings`: how the same server counts, as other keys of it have proved. */
  constructor(learned: Learned, history: KeyHistory, random: Random, siblings: () => Learned['counting'] = () => 'unknown') {
    this.#learned = { ...learned };
    this.#plan = planOf(learned.limit);
    this.#random = random;
    this.#minute = new MinuteAllowance(this.#learned, new SendLog(history.sends), () => this.#certainLimit, siblings);
    this.#heardBefore = history.sends.some((send) => send.answered);
    this.#places = new Places();
    this.#day = new DayCount(history.now, history.usedToday);
  }

  get learned(): Readonly<Learned> {
    return this.#learned;
  }

  get plan(): RecognisedPlan {
    return this.#plan;
  }

  /** Whether this run has seen an answer: a cold key is probed with one request before its burst. */
  get warm(): boolean {
    return this.#warm;
  }

  /**
   * For forecasts: as if its first answer had come, and said that nobody else uses it; and as if the places of its plan were proved, which takes some
   * round trips.
   */
  assumeWarm(): void {
    this.#warm = true;
    this.#minute.log.assumeAnswered();
    if (Number.isFinite(this.concurrency)) this.#prove(this.concurrency);
  }

  get limit(): number {
    return Math.max(1, (this.#learned.limit ?? this.plan.requestsPerMinute ?? Infinity) - this.#theirs);
  }

  /** Nobody has told the limit, and a request went out before: it may have been all that a minute has. */
  get #certainLimit(): number {
    return this.#learned.limit === null && !this.#warm && !this.#heardBefore ? 1 : this.limit;
  }

  get concurrency(): number {
    return Math.min(this.#learned.concurrency ?? Infinity, this.plan.concurrentJobs ?? Infinity);
  }

  /** Of its places those that are known to be there. */
  get proved(): number {
    return Math.min(this.#learned.proved, this.concurrency);
  }

  /** Jobs that hold a place at the API, as far as we know. */
  busy(now: number): number {
    return this.#places.busy(now);
  }

  day(now: number): { used: number; limit: number | null; resetAt: number } {
    return { used: this.#day.used(now, this.#serverAhead), limit: this.plan.requestsPerDay, resetAt: this.#day.end(this.#serverAhead) };
  }

  /** How the server counts as far as is proved, else how it seems to: good enough for forecasts. */
  get looksLike(): Counting {
    return this.#minute.looksLike;
  }

  sharedWithOthers(now: number): boolean {
    return this.#minute.shared(now);
  }

  /** What may be done at `now`. */
  room(now: number): Room {
    const places = this.#placesAt(now);
    const blocked = this.#blocked(now);
    if (blocked) return { requests: 0, ...places, blocked, look: null };
    const { requests, look } = this.#minuteRoom(now);
    if (requests <= 0) return { requests: 0, ...places, blocked: { by: 'minute', until: this.#minute.until(now) }, look: null };
    return { requests: Math.min(requests, this.#dayRoom(now)), ...places, blocked: null, look };
  }

  /** Requests of the last minute by our log, what is left, and when the next is certain. For people; the truth is `room`. */
  minute(now: number): { used: number; remaining: number; resetAt: number | null } {
    const remaining = Math.max(0, this.#warm ? this.#minute.room(now).requests : this.limit - this.#minute.log.countedAfter(now - COUNTED_MS));
    const resetAt = this.#minute.resetAt(now);
    return { used: Math.max(0, this.limit - remaining), remaining, resetAt: resetAt === null ? null : Math.round(resetAt) };
  }

  sent(id: number, now: number): void {
    this.#minute.sent(id, now);
    this.#day.add(now, this.#serverAhead);
  }

  /** Nothing left this machine: it took no allowance. */
  unsent(id: number): void {
    if (this.#minute.log.remove(id)) this.#day.remove();
  }

  /**
   * An answer with its headers; refusals come here too, with their status. `serviceMs`: how long the server worked on it after it was
   * counted, at least (0 for what it answers at once); null: not known.
   */
  answered(id: number, now: number, answer: { status: number | null; limits: LimitHeaders | null; serviceMs: number | null }): void {
    const send = this.#minute.log.find(id);
    if (send) this.#minute.log.settle(send, now, answer.serviceMs);
    if (send && answer.limits && !send.crossed) this.#roundTrip.observe(now - send.at, answer.serviceMs);
    if (send && (answer.status === 429 || answer.limits === null || answer.limits.remaining === null)) this.#minute.doubt(send);
    const { limits } = answer;
    if (!limits) return;
    this.#warm = true;
    const sentAt = send?.at ?? now;
    if (limits.serverNowMs !== null && !send?.crossed) this.#offset = observeDate(this.#offset, { sentAt, answeredAt: now, serverNow: limits.serverNowMs });
    if (limits.limit !== null && limits.limit > 0 && limits.limit !== this.#learned.limit) this.#limitTold(limits.limit);
    const reset = limits.resetAtMs === null ? null : onOurs(this.#offset, limits.resetAtMs);
    if (send && limits.remaining !== null) this.#minute.observe(send, limits.remaining, reset, now);
    if (answer.status === 429) this.#refused(sentAt, limits, now);
    else this.#admitted();
  }

  /** Sent at that time (ms); left out: it is known to have its place at the API. */
  jobStarted(jobId: number, at = -Infinity): void {
    this.#places.start(jobId, at);
    this.#achieved.started(at);
  }

  /** Whether work waits for room at `now`: then what the key takes is all that it can. */
  pressed(now: number, waits: boolean): void {
    this.#achieved.pressed(now, waits);
  }

  /** It ran, and is over. */
  jobDone(jobId: number, now: number): void {
    this.#prove(Math.max(this.#places.outWith(jobId), this.#places.outSince(now - this.#roundTrip.refusalMs)));
    this.#places.done(jobId, now);
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
    this.#minute.clockJumped(byMs);
    this.#achieved.forget();
    this.#places.shift(byMs);
    this.#offset = UNKNOWN_OFFSET;
    this.#moveSleep(byMs);
  }

  /**
   * An independent copy, for forecasts: what others use of the key is taken from its limit, and the rest is ours alone. Where the way of counting
   * is not proved, it is taken for `guess`.
   */
  clone(now: number, guess: Counting = 'unknown'): KeyMeter {
    const copy = new KeyMeter({ ...this.#learned, foreignUntil: 0 }, { sends: [], usedToday: 0, now }, MIDDLING);
    copy.#theirs = Math.round(this.#theirsAt(now));
    copy.#minute = this.#minute.clone(copy.#learned, () => copy.#certainLimit, guess);
    copy.#places = this.#places.clone();
    copy.#roundTrip = this.#roundTrip.clone();
    copy.#day = this.#day.clone();
    copy.#warm = this.#warm;
    copy.#offset = this.#offset;
    return copy;
  }

  /** What others are expected to take of a minute, and what is left lying because of them. */
  #theirsAt(now: number): number {
    const theirs = this.#minute.theirs(now);
    return this.sharedWithOthers(now) ? Math.max(0, this.limit - this.#achieved.perMinute(now, this.limit - theirs)) : theirs;
  }

  #blocked(now: number): Room['blocked'] {
    const { asleep } = this.#learned;
    if (asleep && asleep.until > now) return { by: 'asleep', until: asleep.until };
    if (!this.#warm && this.#minute.log.pendingSince(-Infinity)) return { by: 'probe', until: Infinity };
    if (this.#dayRoom(now) <= 0) return { by: 'day', until: Math.max(now + 1, this.#day.end(this.#serverAhead)) };
    return null;
  }

  #placesAt(now: number): Pick<Room, 'slots' | 'slotsAt'> {
    const admitted = now - this.#roundTrip.refusalMs;
    this.#prove(this.#places.outSince(admitted));
    const slots = Math.max(0, this.#concurrencyAt(now) - this.busy(now));
    if (this.#learned.concurrency === null && this.#learned.proved < this.concurrency) return this.#carefully(slots, admitted);
    // Fewer places than the plan has: others hold some, and may take more.
    const paced = this.#learned.concurrency === null ? Infinity : this.#minute.pace(now);
    if (slots === 0 || paced > 0) return { slots: Math.min(slots, paced), slotsAt: this.#places.freeAt };
    return { slots: 0, slotsAt: Math.max(now, this.#minute.log.unsettled(now).until) + 1 };
  }

  /** Nobody has proved the plan's places yet. */
  #carefully(free: number, admitted: number): Pick<Room, 'slots' | 'slotsAt'> {
    const { slots, next } = this.#places.untried(this.#learned.proved, admitted);
    if (free === 0 || slots > 0) return { slots: Math.min(free, slots), slotsAt: this.#places.freeAt };
    return { slots: 0, slotsAt: Math.min(this.#places.freeAt, next + this.#roundTrip.refusalMs + 1) };
  }

  #prove(places: number): void {
    this.#learned.proved = Math.max(this.#learned.proved, places);
    if (this.#learned.concurrency !== null) this.#learned.concurrency = Math.max(this.#learned.concurrency, places);
  }

  #minuteRoom(now: number): MinuteRoom {
    if (this.#warm) return this.#minute.room(now);
    return { requests: Math.min(1, this.#minute.logRoom(now)), look: 'cold' };
  }

  /** A short sleep keeps its rest. A long one may have passed while the machine slept, which looks the same: it only moves back. */
  #moveSleep(byMs: number): void {
    const { asleep } = this.#learned;
    if (asleep && (byMs < 0 || asleep.why !== 'day-spent')) this.#learned.asleep = { ...asleep, until: asleep.until + byMs };
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

  #limitTold(limit: number): void {
    this.#learned.limit = limit;
    this.#plan = planOf(limit);
  }

  #admitted(): void {
    this.#backoffs = 0;
    if (this.#learned.asleep?.why === 'backoff') this.#learned.asleep = null;
  }

  #placeRefused(sentAt: number, now: number): void {
    this.#learned.concurrency = this.#places.refused(sentAt, now, this.concurrency, this.#learned.proved);
    this.#learned.proved = Math.min(this.#learned.proved, Math.max(0, this.#places.busySince(sentAt, now) - 1));
  }

  #refused(sentAt: number, limits: LimitHeaders, now: number): void {
    const wait = limits.retryAfterMs;
    const long = wait !== null && wait > LONGEST_MINUTE_WAIT_MS;
    if (limits.remaining !== null && limits.remaining > 0 && !long) this.#placeRefused(sentAt, now);
    else this.#minute.refused(long ? null : sentAt, now);
    if (wait === null) this.#learned.asleep = { until: now + LEAST_BACKOFF_MS + fullJitter(this.#random, this.#backoffs++, BACKOFF), why: 'backoff' };
    else this.#learned.asleep = { until: now + wait, why: long ? 'day-spent' : 'rate-limited' };
  }
}

function planOf(limit: number | null): RecognisedPlan {
  return limit === null ? ASSUMED_PLAN : recognisePlan(limit);
}

/** The random source of copies: a forecast takes nothing from the real one. */
const MIDDLING: Random = () => 0.5;
