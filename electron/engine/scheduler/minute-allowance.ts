import { CountingGuess } from './counting-guess.ts';
import { type Counting, CountingLearner } from './counting.ts';
import type { Learned } from './learned.ts';
import { Others } from './others.ts';
import { COUNTED_MS, MINUTE_MS, MOST_LAG_MS, type Send, type SendLog } from './send-log.ts';
import type { Sight } from './sight.ts';
import { TokenFloor } from './token-floor.ts';
import { ROUNDING_MS, WindowFloor } from './window-floor.ts';

/** How long one sign of another program on the same key is believed. */
const FOREIGN_MEMORY_MS = 10 * MINUTE_MS;

/** Fewer requests than this, and this share of the limit, are not worth a request that looks whether they are still there. */
const WORTH_A_LOOK = 3;
const WORTH_A_LOOK_SHARE = 0.05;

/** Of a hundred requests a minute one is out whose fate is not known: that is four in each second. */
const PACED_SHARE = 100;

/** Requests that may go now. */
export interface MinuteRoom {
  requests: number;
  /**
   * The one request that may go would show how much more may: best spent on something that is answered at once. `cold`: nothing was
   * heard of the key yet; `turn`: its window is over, if it is one; `others`: another program uses it. null: it would show nothing.
   * With `doubt` more may go, but another program may have begun to use the key: a look tells before more is spent.
   */
  look: 'cold' | 'turn' | 'others' | 'doubt' | null;
}

/**
 * What is left of a key's minute: how many requests are certain to be admitted now, under whatever way the server counts. Three sources,
 * each a lower bound of the truth, so the largest holds:
 *
 * 1. Our log: fewer than `limit` sends in the last minute are within a fixed window, a sliding window and a token bucket alike.
 * 2. The headers: `Remaining` less everything that may have been counted after it was written. Allowance only grows back, so an old
 *    answer is a safe bound however late it arrives.
 * 3. The way of counting, once answers have shown it: a fixed window is full again at `Reset`, a bucket refills with time.
 *
 * Another program on the same key breaks 1 and 3; then only the newest answer counts, less what the other may have sent since.
 */
export class MinuteAllowance {
  /** Of the key; this changes `counting` and `foreignUntil` of it. */
  readonly #learned: Learned;
  readonly #limit: () => number;
  readonly #siblings: () => Learned['counting'];
  readonly log: SendLog;
  readonly #window = new WindowFloor();
  readonly #bucket = new TokenFloor();
  readonly #counting = new CountingLearner();
  readonly #guess = new CountingGuess();
  readonly #others = new Others();
  /** Source 2. */
  #observed = 0;
  #observedAt = -Infinity;
  /** When the answer came that told it: at the latest then it was written. */
  #toldAt = -Infinity;
  /** When the way of counting was proved; -Infinity: in an earlier run, or not at all. */
  #learnedAt = -Infinity;
  /** False: a `Reset` that passed did not fill the minute. Windows that slide announce when the next request leaves them. */
  #turnsFull = true;
  /** An answer that took its time would show another program, if the server wrote it on admission. */
  #suspected = false;
  /** A quick answer showed that there is none: this server writes `Remaining` when it answers. */
  #writesLate = false;
  /** It was refused where the way of counting that its siblings have proved promised room. */
  #differs = false;

  constructor(learned: Learned, log: SendLog, limit: () => number, siblings: () => Learned['counting']) {
    this.#learned = learned;
    this.log = log;
    this.#limit = limit;
    this.#siblings = siblings;
  }

  shared(now: number): boolean {
    return this.#learned.foreignUntil > now;
  }

  /** What may be sent at `now` by a key that this run has heard of. */
  room(now: number): MinuteRoom {
    if (this.shared(now)) return this.#sharedRoom(now);
    const requests = Math.max(this.logRoom(now), this.#observed, this.#countingRoom(now));
    if (requests > 0) return { requests, look: this.#suspected ? 'doubt' : null };
    const look = this.#window.mayProbe(now, this.log.oldestCounted(now), (moment) => this.log.countedAfter(moment));
    return look ? { requests: 1, look: 'turn' } : { requests: 0, look: null };
  }

  /** Source 1. */
  logRoom(now: number): number {
    return this.#limit() - this.log.countedAfter(now - COUNTED_MS);
  }

  /** When there may be room again (ms); Infinity: when an answer comes. */
  until(now: number): number {
    const times = this.shared(now) ? this.#sharedTimes(now) : [this.log.roomAt(now, this.#limit()) ?? Infinity];
    if (this.#window.end !== null && this.#window.end > now) times.push(this.#window.end + 1);
    if (!this.shared(now) && this.#countingNow === 'bucket') times.push(this.#bucket.nextAt(now, this.#limit()));
    return Math.min(Infinity, ...times.filter((at) => at > now));
  }

  /** When the window seen last is over, or the last request of ours is; null when neither lies ahead. For people. */
  resetAt(now: number): number | null {
    const end = this.#window.end;
    const { last } = this.log;
    return end !== null && end > now ? end : last && last.at + MINUTE_MS > now ? last.at + MINUTE_MS : null;
  }

  sent(id: number, now: number): void {
    this.log.add(id, now);
    this.#observed = Math.max(0, this.#observed - 1);
    this.#bucket.take(now, this.#limit());
  }

  /** It may not have been counted. What was taken for proved while it was thought to be is open again. */
  doubt(send: Send): void {
    send.sure = false;
    if (this.#learnedAt < send.at) return;
    this.#learned.counting = 'unknown';
    this.#learnedAt = -Infinity;
  }

  /** `Remaining` and `Reset` of an answer. */
  observe(send: Send, remaining: number, reset: Sight['reset'], now: number): void {
    const limit = this.#limit();
    const left = Math.min(remaining, limit);
    // Whatever was sent after it, or may have been counted after it, is not in its figure for sure.
    const later = this.log.countedAfter(send.at) - (send.countedBy > send.at ? 1 : 0);
    const bound = Math.max(0, left - later);
    this.#lookForOthers(send, left, now);
    if (this.shared(now)) this.#suspected = false;
    if (!this.shared(now)) this.#observed = Math.max(this.#observed, bound);
    else if (send.at >= this.#observedAt) this.#observed = bound;
    if (send.at >= this.#observedAt) this.#toldAt = now;
    this.#observedAt = Math.max(this.#observedAt, send.at);
    this.#bucket.raise(now, bound, limit);
    if (send.crossed) return;
    const lagMs = this.log.lagAt(now);
    this.#learnCounting(send, { sentAt: send.at, answeredAt: now, left, limit, reset: sensibleReset(reset, send.at), lagMs }, now);
  }

  /** Refused for the minute or the day; `sentAt`: when the request was sent (ms), null: it was for the day. */
  refused(sentAt: number | null, now: number): void {
    this.#observed = 0;
    // When it has slept as long as it was told to, it may look.
    this.#observedAt = -Infinity;
    // Our idea of how it counts let a request through that it refused: go back to what is safe under every way of counting.
    this.#differs ||= this.#countingNow !== 'unknown';
    this.#learned.counting = 'unknown';
    this.#bucket.empty(now);
    this.#window.forget();
    this.#counting.forget();
    this.#guess.forget();
    // Our own log left room for it under every way of counting: somebody else took that room.
    if (sentAt !== null && this.log.countedAfter(sentAt - COUNTED_MS) <= this.#limit()) this.#learned.foreignUntil = now + FOREIGN_MEMORY_MS;
  }

  clockJumped(byMs: number): void {
    this.log.shift(byMs);
    this.#bucket.shift(byMs);
    this.#window.forget();
    this.#counting.forget();
    this.#guess.forget();
    this.#others.shift(byMs);
    this.#observedAt += byMs;
    this.#toldAt += byMs;
    this.#learnedAt += byMs;
    this.#learned.foreignUntil += byMs;
  }

  /** Requests that others are expected to take of a minute. */
  theirs(now: number): number {
    if (!this.shared(now)) return 0;
    const limit = this.#limit();
    return this.looksLike === 'fixed' ? this.#others.perWholeMinute(limit) : this.#others.perMinute(limit);
  }

  /** How the server counts as far as is proved, else how it seems to. */
  get looksLike(): Counting {
    return this.#countingNow === 'unknown' ? this.#guess.of(this.#window.onMinutes) : this.#countingNow;
  }

  /** An independent copy that goes by `learned`, for forecasts; where nothing is proved it takes the way of counting for `guess`. */
  clone(learned: Learned, limit: () => number, guess: Counting): MinuteAllowance {
    const counting = this.#countingNow === 'unknown' ? guess : this.#countingNow;
    const copy = new MinuteAllowance(learned, this.log.clone(), limit, () => counting);
    copy.#observed = this.#observed;
    copy.#observedAt = this.#observedAt;
    copy.#toldAt = this.#toldAt;
    copy.#window.copyFrom(this.#window);
    copy.#bucket.copyFrom(this.#bucket);
    copy.#others.copyFrom(this.#others);
    return copy;
  }

  /** Source 3. */
  #countingRoom(now: number): number {
    switch (this.#countingNow) {
      case 'fixed':
        return this.#window.room(now, this.#limit(), (since) => this.log.countedAfter(since));
      case 'bucket':
        return this.#bucket.room(now, this.#limit());
      case 'unknown':
        return 0;
    }
  }

  /** A server counts all of its keys alike: what one has proved holds for the others, until one is refused by it. */
  get #countingNow(): Learned['counting'] {
    return this.#learned.counting === 'unknown' && !this.#differs ? this.#siblings() : this.#learned.counting;
  }

  /**
   * Others use this key: only the newest answer counts, less what they may have sent since. One request looks again when that answer is
   * of an earlier window, or so old that what they may have sent is all that is left.
   */
  #sharedRoom(now: number): MinuteRoom {
    const end = this.#window.end;
    const turned = this.#turnsFull && end !== null && now > end && this.#observedAt < end;
    const outdated = turned || now - this.#observedAt > COUNTED_MS;
    const ageMs = now - this.#observedAt;
    const margin = this.#slides ? this.#others.marginSliding(ageMs, this.#limit()) : this.#others.margin(ageMs, this.#limit());
    const left = this.#observed + this.#freed(now);
    const requests = outdated ? 0 : Math.floor(left - margin);
    if (requests > 0) return { requests: Math.min(requests, this.pace(now)), look: null };
    const worth = outdated || this.#observed >= this.#worth || left >= margin + this.#worth;
    return worth && !this.log.pendingSince(Math.max(this.#observedAt, now - MOST_LAG_MS)) ? { requests: 1, look: 'others' } : { requests: 0, look: null };
  }

  /**
   * Where others use the key nothing is certain, so only a few requests go out before the fate of the first is known: should they be refused, it
   * is these few. So many more may go now.
   */
  pace(now: number): number {
    return Math.max(0, Math.ceil(this.#limit() / PACED_SHARE) - this.log.unsettled(now).count);
  }

  /** So many requests are worth one that looks whether they are there. */
  get #worth(): number {
    return Math.max(WORTH_A_LOOK, this.#limit() * WORTH_A_LOOK_SHARE);
  }

  /** What was announced as a turn gave back no more than what had left the minute, and nothing speaks for another way of counting. */
  get #slides(): boolean {
    return !this.#turnsFull && this.looksLike === 'unknown';
  }

  /** Where windows slide: how many of ours have left the minute since the newest answer was written. */
  #freed(now: number): number {
    return this.#slides ? this.log.countedAfter(this.#toldAt - COUNTED_MS) - this.log.countedAfter(now - COUNTED_MS) : 0;
  }

  /** When the newest answer is outdated, when one that is on its way is no longer waited for, and when the next of ours leaves the minute. */
  #sharedTimes(now: number): number[] {
    const leaves = this.#slides ? (this.log.nextToLeave(now) ?? Infinity) : Infinity;
    return [this.#observedAt + COUNTED_MS + 1, (this.log.last?.at ?? -Infinity) + MOST_LAG_MS + 1, leaves, this.log.unsettled(now).until];
  }

  /**
   * Fewer are left than our own log explains: another program uses this key. What was sent while an answer was under way is in its figure
   * only where the server writes that late, so a slow answer leaves a doubt, which a quick one ends.
   */
  #lookForOthers(send: Send, left: number, now: number): void {
    const since = send.at - COUNTED_MS;
    const byLog = (by: number) => this.#limit() - this.log.countedBetween(since, by) - left;
    const promised = this.#promised(send.at, now);
    const late = Math.max(byLog(now), promised - left);
    // Nothing promised is no promise of nothing: what went out since may have gone out by another source.
    const early = Math.max(byLog(send.countedBy), promised === 0 ? 0 : promised + this.log.countIn(send.countedBy, now, false) - left);
    if (late > 1) this.#learned.foreignUntil = now + FOREIGN_MEMORY_MS;
    const quick = now - send.at <= this.log.lagAt(now);
    if (quick && this.#suspected) this.#writesLate = late <= 1;
    if (quick) this.#suspected = false;
    else if (early > 1 && !this.#writesLate) this.#suspected = true;
    const at = this.#writesLate ? now : send.at;
    this.#others.observe({ at, left }, this.#writesLate ? late : early, (after, upTo) => this.log.countIn(after, upTo, false));
  }

  /** So many were certain to be left for us, by answers to earlier requests; what a bucket refilled since `from` left out. */
  #promised(from: number, now: number): number {
    if (from < this.#observedAt) return 0;
    const bucket = this.#countingNow === 'bucket' ? this.#bucket.room(now, this.#limit()) - ((now - from) * this.#limit()) / MINUTE_MS : 0;
    return Math.max(this.shared(now) ? 0 : this.#observed, bucket);
  }

  #learnCounting(send: Send, sight: Sight, now: number): void {
    const log = {
      countIn: (from: number, to: number) => this.log.countIn(from, to, false),
      sureIn: (from: number, to: number) => this.log.countIn(from, to, true),
    };
    const before = this.#window.end;
    const opened = this.#window.observe(sight, (moment) => this.log.firstAfter(moment));
    if (before !== null && sight.sentAt > before && sight.reset !== null) this.#turnsFull = sight.left >= sight.limit / 2;
    const shown = this.#counting.observe(sight, log, opened);
    this.#guess.observe(sight);
    if (!shown || !send.sure || this.#learned.counting !== 'unknown') return;
    this.#learned.counting = shown;
    this.#learnedAt = now;
  }
}

/** A minute's `Reset` lies within the minute that follows, give or take rounding; anything else is not one. */
function sensibleReset(reset: Sight['reset'], sentAt: number): Sight['reset'] {
  return reset !== null && reset.latest >= sentAt - ROUNDING_MS && reset.earliest <= sentAt + MINUTE_MS + 2 * ROUNDING_MS ? reset : null;
}
