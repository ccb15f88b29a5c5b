import type { PlanLimits } from '../../../shared/plans.ts';
import { Concurrency, type Slot } from './concurrency.ts';
import { DayCounter } from './day-counter.ts';
import { createMinuteWindow, type MinuteWindow, type WindowKind } from './minute-window.ts';

/** What a request is to the limits: a run takes a concurrency slot, every other kind (poll, cancel, catalog) does not. */
export type LimitedKind = 'run' | 'other';
export type RefusalReason = 'concurrency' | 'day' | 'minute';

/**
 * The minute's state just after the decision. Infinite `limit` and `remaining` when the plan has no minute limit.
 * `resetAtMs` is wall-clock milliseconds.
 */
export interface MinuteState {
  limit: number;
  remaining: number;
  resetAtMs: number;
}

export type Admission = ({ admitted: true; slot: Slot | null } & MinuteState) | ({ admitted: false; reason: RefusalReason; retryAfterS: number } & MinuteState);

/**
 * The limits of one key, as `docs/rate-limits` lists them and performance.md section 2 measures them: checked in the order
 * concurrency, day, minute; only admitted requests count; a run's slot is held until its owner releases it.
 */
export class KeyLimits {
  readonly #concurrency: Concurrency;
  readonly #day: DayCounter;
  readonly #minute: MinuteWindow | null;

  constructor(limits: PlanLimits, window: WindowKind) {
    this.#concurrency = new Concurrency(limits.concurrentJobs);
    this.#day = new DayCounter(limits.requestsPerDay);
    this.#minute = limits.requestsPerMinute === null ? null : createMinuteWindow(window, limits.requestsPerMinute);
  }

  get running(): number {
    return this.#concurrency.running;
  }

  requestsToday(nowMs: number): number {
    return this.#day.count(nowMs);
  }

  admit(nowMs: number, kind: LimitedKind): Admission {
    const reason = this.#refusal(nowMs, kind);
    if (reason !== null) {
      const waitMs = this.earliestMs(nowMs, kind) - nowMs;
      return { admitted: false, reason, retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)), ...this.minute(nowMs) };
    }
    this.#day.take(nowMs);
    this.#minute?.take(nowMs);
    return { admitted: true, slot: kind === 'run' ? this.#concurrency.hold() : null, ...this.minute(nowMs) };
  }

  /** The earliest time at which all three rules admit such a request, if nothing else is sent and running jobs end as expected. */
  earliestMs(nowMs: number, kind: LimitedKind): number {
    let at = kind === 'run' ? this.#concurrency.earliestMs(nowMs) : nowMs;
    for (;;) {
      const next = this.#pastDayAndMinute(at);
      if (next === at) return at;
      at = next;
    }
  }

  minute(nowMs: number): MinuteState {
    if (this.#minute === null) return { limit: Infinity, remaining: Infinity, resetAtMs: nowMs };
    return {
      limit: this.#minute.limit,
      remaining: this.#minute.remaining(nowMs),
      resetAtMs: this.#minute.resetAtMs(nowMs),
    };
  }

  #refusal(nowMs: number, kind: LimitedKind): RefusalReason | null {
    if (kind === 'run' && this.#concurrency.earliestMs(nowMs) > nowMs) return 'concurrency';
    if (this.#day.earliestMs(nowMs) > nowMs) return 'day';
    if (this.#minute !== null && this.#minute.earliestMs(nowMs) > nowMs) return 'minute';
    return null;
  }

  #pastDayAndMinute(atMs: number): number {
    const day = this.#day.earliestMs(atMs);
    return this.#minute === null ? day : this.#minute.earliestMs(day);
  }
}
