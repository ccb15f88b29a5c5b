import type { LimitHeaders } from '../../../electron/engine/api/exchange.ts';
import { type Learned, NOTHING_LEARNED } from '../../../electron/engine/scheduler/learned.ts';
import { KeyMeter } from '../../../electron/engine/scheduler/meter.ts';
import { recognisePlan } from '../../../electron/engine/scheduler/plan.ts';
import { Concurrency, type Slot } from '../../../electron/sandbox/limits/concurrency.ts';
import { DayCounter } from '../../../electron/sandbox/limits/day-counter.ts';
import { createMinuteWindow, type MinuteWindow, type WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';
import { mulberry32 } from '../../support/engine-world.ts';

const MINUTE_MS = 60_000;
/** The meter never takes a request to be counted later than this behind its sending. */
const MOST_LAG_MS = 2_000;

/** A way of counting: the sandbox's three, and windows that open with their first request. */
export type Counting = WindowKind | 'opened';

export interface Server {
  counting: Counting;
  limit: number;
  /** Shifts where its minutes begin on its own clock, in ms. */
  phaseMs: number;
  /** Its clock is so far ahead of ours. */
  offsetMs: number;
  date: boolean;
  reset: 'up' | 'down' | 'nearest' | 'absent' | 'nonsense';
  /** When it writes `Remaining` and `Reset`: as it admits the request, or as it answers. */
  writes: 'admission' | 'response';
  retryAfter: boolean;
  /** Requests a minute that another program sends with the same key. */
  foreignPerMinute: number;
  /** Replaces the plan's figure. */
  concurrency: number | null;
}

export interface Drive {
  server: Server;
  seed: number;
  startMs: number;
  minutes: number;
  /** How long a run takes at the server: up to so many ms. */
  serviceMs: number;
  /** A request is counted up to so many ms after it is sent; its answer takes up to as long. */
  travelMs: number;
  /** Share of sends that are quick and take no place. */
  quickShare: number;
  /** Share of requests that are lost on their way, there or back. */
  lostShare: number;
  /** After so many ms everything but what is stored is forgotten, each time. */
  restartsAt: readonly number[];
  jumps: readonly { at: number; byMs: number }[];
  /** The machine sleeps: time goes by for the server too, and answers that were on their way are read afterwards. */
  naps: readonly { at: number; byMs: number }[];
}

export interface Driven {
  sent: number;
  refused: { at: number; reason: 'minute' | 'day' | 'concurrency' }[];
  /** Ours, and whether the server took them. */
  foreignSent: number;
  meter: KeyMeter;
  /** Complaints about what the meter said. */
  wrong: string[];
}

class OpenedWindow implements MinuteWindow {
  readonly limit: number;
  #start = -Infinity;
  #count = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  earliestMs(now: number): number {
    return this.remaining(now) > 0 ? now : this.#start + MINUTE_MS;
  }

  take(now: number): void {
    if (now >= this.#start + MINUTE_MS) {
      this.#start = now;
      this.#count = 0;
    }
    this.#count++;
  }

  remaining(now: number): number {
    return now >= this.#start + MINUTE_MS ? this.limit : this.limit - this.#count;
  }

  resetAtMs(now: number): number {
    return now >= this.#start + MINUTE_MS ? now + MINUTE_MS : this.#start + MINUTE_MS;
  }
}

interface Event {
  at: number;
  order: number;
  run: () => void;
}

/**
 * Sends all that a meter allows to a server that counts in a given way, in virtual time. Elapsed time and the server's clock are the
 * truth; our wall clock is elapsed time plus what it jumped.
 */
export class MeterDrive {
  readonly #drive: Drive;
  readonly #random: () => number;
  readonly #window: MinuteWindow;
  readonly #concurrency: Concurrency;
  readonly #day: DayCounter;
  readonly #events: Event[] = [];
  readonly #log: { id: number; at: number; answered: boolean }[] = [];
  readonly #pending = new Set<number>();
  #elapsed: number;
  #wall = 0;
  #order = 0;
  #nextId = 1;
  #epoch = 0;
  #wakeAt = -Infinity;
  meter: KeyMeter;
  readonly result: Driven;

  constructor(drive: Drive) {
    this.#drive = drive;
    this.#random = mulberry32(drive.seed);
    const { server } = drive;
    const plan = recognisePlan(server.limit);
    this.#window = server.counting === 'opened' ? new OpenedWindow(server.limit) : createMinuteWindow(server.counting, server.limit);
    this.#concurrency = new Concurrency(server.concurrency ?? plan.concurrentJobs);
    this.#day = new DayCounter(plan.requestsPerDay);
    this.#elapsed = drive.startMs;
    this.meter = new KeyMeter(NOTHING_LEARNED, { sends: [], usedToday: 0, now: this.now }, this.#random);
    this.result = { sent: 0, refused: [], foreignSent: 0, meter: this.meter, wrong: [] };
  }

  get now(): number {
    return Math.floor(this.#elapsed + this.#wall);
  }

  run(): Driven {
    const drive = this.#drive;
    const slept = drive.naps.reduce((sum, nap) => sum + nap.byMs, 0);
    const end = drive.startMs + slept + drive.minutes * MINUTE_MS;
    for (const at of drive.restartsAt) this.#at(drive.startMs + at, () => this.#restart());
    for (const { at, byMs } of drive.jumps) this.#at(drive.startMs + at, () => this.#jump(byMs));
    for (const { at, byMs } of drive.naps) this.#at(drive.startMs + at, () => this.#nap(byMs));
    if (drive.server.foreignPerMinute > 0) this.#foreign();
    this.#sendAll();
    for (;;) {
      const event = this.#next();
      if (!event || event.at > end) break;
      this.#elapsed = Math.max(this.#elapsed, event.at);
      event.run();
      this.#sendAll();
    }
    this.result.meter = this.meter;
    return this.result;
  }

  #at(at: number, run: () => void): void {
    this.#events.push({ at, order: this.#order++, run });
  }

  #next(): Event | undefined {
    let best = 0;
    for (let i = 1; i < this.#events.length; i++) {
      const [a, b] = [this.#events[i]!, this.#events[best]!];
      if (a.at < b.at || (a.at === b.at && a.order < b.order)) best = i;
    }
    return this.#events.splice(best, 1)[0];
  }

  #restart(): void {
    const learned = JSON.parse(JSON.stringify(this.meter.learned)) as Learned;
    const { now } = this;
    // As `meters.ts` does it: nothing but the time of sending is known after a restart.
    const sends = this.#log.filter(({ at }) => at >= now - 2 * MINUTE_MS).map(({ at, answered }) => ({ at, countedBy: at + MOST_LAG_MS, answered }));
    const today = Math.floor(now / 86_400_000) * 86_400_000;
    this.meter = new KeyMeter(learned, { sends, usedToday: this.#log.filter(({ at }) => at >= today).length, now }, this.#random);
    this.#epoch++;
    this.#pending.clear();
  }

  #jump(byMs: number): void {
    this.#wall += byMs;
    for (const send of this.#log) send.at += byMs;
    this.meter.clockJumped(byMs);
    this.#wakeAt = -Infinity;
  }

  #nap(byMs: number): void {
    this.#elapsed += byMs;
    this.#wall -= byMs;
    this.#jump(byMs);
  }

  #sendAll(): void {
    for (;;) {
      const { now } = this;
      const room = this.meter.room(now);
      const quick = this.#random() < this.#drive.quickShare;
      if (room.blocked || room.requests <= 0 || (!quick && room.slots <= 0)) {
        this.#judgeIdle(room, now, quick);
        return;
      }
      this.#send(quick);
    }
  }

  #judgeIdle(room: ReturnType<KeyMeter['room']>, now: number, quick: boolean): void {
    const { wrong } = this.result;
    const slotless = !quick && room.slots <= 0;
    if (room.requests <= 0 && !room.blocked) wrong.push(`at ${now}: no requests, and nothing blocks`);
    if (room.blocked && room.blocked.until <= now) wrong.push(`at ${now}: blocked until ${room.blocked.until}, which is over`);
    if (room.blocked && room.blocked.until === Infinity && this.#pending.size === 0) wrong.push(`at ${now}: stalled by ${room.blocked.by}`);
    const inLog = this.#log.length - 1 - this.#log.findLastIndex(({ at }) => at <= now - MINUTE_MS - MOST_LAG_MS - 50);
    const logAlone = room.blocked?.by === 'minute' && this.meter.warm && !this.meter.sharedWithOthers(now) && inLog < this.meter.limit;
    if (logAlone) wrong.push(`at ${now}: blocked though only ${inLog} of ${this.meter.limit} were sent`);
    if (slotless && this.#pending.size === 0 && room.slotsAt === Infinity && this.#epoch === 0) wrong.push(`at ${now}: no place, and no job is out`);
    const until = room.blocked?.until ?? (slotless ? room.slotsAt : Infinity);
    if (until !== Infinity && until !== this.#wakeAt) {
      this.#wakeAt = until;
      this.#at(Math.max(this.#elapsed + 1, until - this.#wall), () => {});
    } else if (until !== Infinity && until - this.#wall <= this.#elapsed) wrong.push(`at ${now}: wakes in a circle`);
  }

  #send(quick: boolean): void {
    const { travelMs, serviceMs } = this.#drive;
    const id = this.#nextId++;
    const { now, meter } = this;
    meter.sent(id, now);
    if (!quick) meter.jobStarted(id, now);
    this.#log.push({ id, at: now, answered: false });
    this.#pending.add(id);
    this.result.sent++;
    const epoch = this.#epoch;
    const lost = this.#random() >= this.#drive.lostShare ? null : this.#random() < 0.5 ? 'there' : 'back';
    this.#at(this.#elapsed + this.#random() * travelMs, () => {
      if (lost === 'there') return this.#answer(id, quick, 0, epoch, null, null);
      const { reason, slot } = this.#admit(quick);
      const atAdmission = this.#written(reason, quick);
      const service = quick || reason ? 0 : Math.round(this.#random() * serviceMs);
      slot?.expectEnd(this.#elapsed + service);
      if (reason) this.result.refused.push({ at: this.now, reason });
      this.#at(this.#elapsed + service, () => {
        slot?.release();
        const limits = this.#drive.server.writes === 'admission' || reason ? atAdmission : this.#written(reason, quick);
        const date = this.#serverDate();
        this.#at(this.#elapsed + this.#random() * travelMs, () =>
          this.#answer(id, quick, service, epoch, reason, lost ? null : { ...limits, serverNowMs: date }),
        );
      });
    });
  }

  /** `limits` null: the connection broke, and nothing is known. */
  #answer(id: number, quick: boolean, serviceMs: number, epoch: number, reason: string | null, limits: LimitHeaders | null): void {
    if (epoch !== this.#epoch) return;
    const { now, meter } = this;
    this.#pending.delete(id);
    const send = this.#log[id - 1];
    if (send) send.answered ||= limits !== null;
    if (limits) meter.answered(id, now, { status: reason ? 429 : 200, limits, serviceMs: reason ? 0 : serviceMs });
    else meter.answered(id, now, { status: null, limits: null, serviceMs: null });
    if (limits && !reason && !quick) meter.jobDone(id, now);
    else if (limits || quick) meter.jobEnded(id);
    else this.#lose(id, now);
  }

  #lose(id: number, now: number): void {
    const until = now + this.#drive.serviceMs + this.#drive.travelMs;
    this.meter.jobLost(id, until);
    this.#at(until - this.#wall + 1, () => {});
  }

  #admit(quick: boolean): { reason: 'minute' | 'day' | 'concurrency' | null; slot: Slot | null } {
    const at = Math.floor(this.#elapsed);
    if (!quick && this.#concurrency.earliestMs(at) > at) return { reason: 'concurrency', slot: null };
    if (this.#day.earliestMs(this.#serverNow()) > this.#serverNow()) return { reason: 'day', slot: null };
    if (this.#window.earliestMs(this.#phased()) > this.#phased()) return { reason: 'minute', slot: null };
    this.#day.take(this.#serverNow());
    this.#window.take(this.#phased());
    return { reason: null, slot: quick ? null : this.#concurrency.hold() };
  }

  #phased(): number {
    return this.#serverNow() + this.#drive.server.phaseMs;
  }

  #serverNow(): number {
    return Math.floor(this.#elapsed) + this.#drive.server.offsetMs;
  }

  #serverDate(): number | null {
    return this.#drive.server.date ? Math.floor(this.#serverNow() / 1000) * 1000 : null;
  }

  #written(reason: string | null, quick: boolean): LimitHeaders {
    const { server } = this.#drive;
    const remaining = this.#window.remaining(this.#phased());
    const reset = this.#window.resetAtMs(this.#phased()) - server.phaseMs;
    const retryAfterMs = reason && server.retryAfter ? this.#retryMs(reason, quick) : null;
    const raw = { limit: null, remaining: null, reset: null, retryAfter: null };
    return { limit: server.limit, remaining, resetAtMs: rounded(reset, server.reset), retryAfterMs, serverNowMs: null, raw };
  }

  #retryMs(reason: string, quick: boolean): number {
    const at = Math.floor(this.#elapsed);
    const until =
      reason === 'minute'
        ? this.#window.earliestMs(this.#phased()) - this.#phased()
        : reason === 'day'
          ? this.#day.earliestMs(this.#serverNow()) - this.#serverNow()
          : (quick ? at : this.#concurrency.earliestMs(at)) - at;
    return Math.max(1, Math.ceil(until / 1000)) * 1000;
  }

  /** Another program with a steady stream, refused or not. */
  #foreign(): void {
    const gap = MINUTE_MS / this.#drive.server.foreignPerMinute;
    const next = () => {
      if (this.#window.earliestMs(this.#phased()) === this.#phased()) {
        this.#window.take(this.#phased());
        this.result.foreignSent++;
      }
      this.#at(this.#elapsed + gap * (0.5 + this.#random()), next);
    };
    this.#at(this.#elapsed + this.#random() * gap, next);
  }
}

function rounded(ms: number, how: Server['reset']): number | null {
  switch (how) {
    case 'up':
      return Math.ceil(ms / 1000) * 1000;
    case 'down':
      return Math.floor(ms / 1000) * 1000;
    case 'nearest':
      return Math.round(ms / 1000) * 1000;
    case 'absent':
      return null;
    case 'nonsense':
      return ms + 7_777_777;
  }
}
