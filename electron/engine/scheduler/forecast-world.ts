import type { EndpointName, WaitReason } from '../../../shared/domain.ts';
import { leading } from '../../../shared/leading.ts';
import { type Spend, Till } from '../budget/till.ts';
import type { HeldJob } from '../queue/jobs.ts';
import { JobLine } from '../queue/job-line.ts';
import { opensAt } from '../queue/opening.ts';
import { position, type WaitingBatch } from '../queue/waiting.ts';
import { decide, type KeyNow } from './decide.ts';
import { farAhead, type FarBatch, type FarPool } from './far-ahead.ts';
import { farBatch, onTheirWay, poolsOf } from './far-input.ts';
import type { Forecast, ForecastInput, ForecastJob, ForecastKey, Share } from './forecast.ts';
import type { KeyMeter, Room } from './meter.ts';
import { MINUTE_MS } from './send-log.ts';

/** When a key that may do nothing now may do something, if not by an ending. */
function freeAt({ blocked, slots, slotsAt }: Room): number {
  return blocked?.until ?? (slots > 0 ? Infinity : slotsAt);
}

interface Ending extends ForecastJob {
  at: number;
}

/** Moments closer together than this share of the time that has gone by are one, up to the most: a place stands empty that long. */
const STEP_SHARE = 1 / 500;
const LEAST_STEP_MS = 20;
const MOST_STEP_MS = 250;
/**
 * After so many jobs and the time that is told one by one, or after the most, the rest is looked at as a flow where it is as much again: bursts, which
 * a flow has none of, move the end by half a minute at most.
 */
const ONE_BY_ONE = { least: 2_500, most: 8_000 };
/** So far ahead, and so many of them, are jobs told one by one. */
export const PLANNED_MS = 10 * 60_000;
const MOST_PLANNED = 2_000;
/** A month ahead is far enough; what is not done by then has no forecast. */
const HORIZON_MS = 31 * 86_400_000;

/** Each batch's own: a list that is asked for another's ids would be looked through to its end. */
function byBatch<One extends { batchId: number }>(all: readonly One[]): Map<number, One[]> {
  const found = new Map<number, One[]>();
  for (const one of all) {
    const known = found.get(one.batchId);
    if (known) known.push(one);
    else found.set(one.batchId, [one]);
  }
  return found;
}

/** Those of `ids` leave `jobs`, and `ids`. They lie near the front: no further is looked, however long the list. */
function takeOut(jobs: JobLine, ids: Set<number>): void {
  for (let at = 0; at < jobs.length && ids.size > 0;) {
    if (ids.delete(jobs.at(at)!.id)) jobs.removeAt(at);
    else at++;
  }
}

type AheadBatch = Omit<WaitingBatch, 'jobs'> & { jobs: JobLine };

function hasCeiling(spend: Spend | undefined): boolean {
  return spend !== undefined && spend.keys.size + spend.batches.size + spend.days.size > 0;
}

/** The queue and its keys in a look ahead, as far as it has gone. */
export class ForecastWorld {
  readonly result: Forecast = { batches: new Map(), shares: new Map(), waits: new Map(), trials: new Map(), keys: new Map(), flights: [] };
  readonly #input: ForecastInput;
  readonly #keys: Map<number, ForecastKey>;
  readonly #batches: AheadBatch[];
  readonly #inFlight = new Map<number, number>();
  readonly #lastEnd = new Map<number, number>();
  /** Sorted by time, the next last. */
  readonly #endings: Ending[] = [];
  readonly #till: Till;
  /** Jobs that wait for others, by those; and how many each still waits for. */
  readonly #children = new Map<number, HeldJob[]>();
  readonly #missing = new Map<HeldJob, number>();
  #waits: ReadonlyMap<number, WaitReason> = new Map();
  #now: number;
  #requestId = -1;
  #sent = 0;
  /** Since when it could go on as a flow. */
  #ripeAt: number | null = null;
  /** Requests to be taken from allowances, less than one. */
  #owed = 0;

  constructor(input: ForecastInput) {
    this.#input = input;
    this.#now = input.now;
    this.#till = new Till(input.spend);
    this.#keys = new Map(input.keys.map((key) => [key.id, key]));
    this.#batches = input.batches.filter((batch) => !batch.paused).map((batch) => ({ ...batch, jobs: new JobLine(batch.jobs) }));
    for (const held of input.held ?? []) this.#holdBack(held);
    for (const key of input.keys) key.meter.assumeWarm();
    for (const job of input.running) this.#start(job, Math.max(input.now, job.startedAt + input.durationMs(job.endpoint, job.model, job.jobId)));
  }

  #holdBack(held: HeldJob): void {
    if (held.after.length === 0) return this.#free(held);
    this.#missing.set(held, held.after.length);
    for (const parent of held.after) {
      const children = this.#children.get(parent);
      if (children) children.push(held);
      else this.#children.set(parent, [held]);
    }
  }

  #free({ batchId, job }: HeldJob): void {
    const jobs = this.#batches.find((batch) => batch.id === batchId)?.jobs;
    jobs?.insert(position(jobs, job), job);
  }

  /** What was made from it can go. */
  #feed(jobId: number): void {
    for (const held of this.#children.get(jobId) ?? []) {
      const missing = (this.#missing.get(held) ?? 1) - 1;
      this.#missing.set(held, missing);
      if (missing > 0) continue;
      this.#missing.delete(held);
      this.#free(held);
    }
  }

  /** One moment; false when nothing is left to happen. */
  advance(): boolean {
    this.#end();
    this.#send();
    const next = this.#next();
    if (next === Infinity || next > this.#input.now + HORIZON_MS) {
      this.#close();
      return false;
    }
    const step = Math.min(MOST_STEP_MS, Math.max(LEAST_STEP_MS, (this.#now - this.#input.now) * STEP_SHARE));
    this.#now = Math.max(next, this.#now + step);
    return true;
  }

  /** So much has gone by one by one, and so much is left, that the rest is a flow. Ceilings are kept to one by one. */
  flows(): boolean {
    if (this.#sent < ONE_BY_ONE.least || hasCeiling(this.#input.spend)) return false;
    if (this.#sent < ONE_BY_ONE.most && this.#now - this.#input.now < PLANNED_MS) return false;
    // Within a burst nobody can tell how much of the minute is still to go at once.
    this.#ripeAt ??= this.#now;
    if (this.#now - this.#ripeAt < MINUTE_MS && !this.#input.keys.every(({ meter }) => meter.room(this.#now).blocked)) return false;
    return this.#batches.reduce((sum, { jobs }) => sum + jobs.length, this.#missing.size) >= this.#sent;
  }

  /** The rest to its end, as a flow. What is at the API comes home meanwhile. */
  *flow(): Generator<void, Forecast> {
    const from = this.#now;
    this.#bringHome();
    yield;
    const held = onTheirWay([...this.#missing.keys()], this.#batches);
    yield;
    const pools = poolsOf(this.#input.keys, from);
    const heldOf = byBatch(held);
    const batches = this.#batches.map((batch) => farBatch(batch, heldOf.get(batch.id) ?? [], pools, this.#input)).filter(({ jobs }) => jobs > 0);
    const { ends, carried } = yield* farAhead([...pools.keys()], batches, this.#input.now + HORIZON_MS);
    this.#comeToAnEnd(ends, held);
    for (const batch of batches) this.#carryFar(batch, carried.get(batch.id) ?? new Map(), pools);
    this.#close();
    return this.result;
  }

  #bringHome(): void {
    for (let next = this.#endings.at(-1); next; next = this.#endings.at(-1)) {
      this.#now = Math.max(this.#now, next.at);
      this.#end();
    }
  }

  #comeToAnEnd(ends: ReadonlyMap<number, number>, held: readonly HeldJob[]): void {
    for (const one of held) if (ends.has(one.batchId)) this.#missing.delete(one);
    for (const batch of this.#batches) if (ends.has(batch.id) && !batch.trialOnly) batch.jobs = new JobLine();
    for (const [batchId, at] of ends) this.#lastEnd.set(batchId, Math.max(at, this.#lastEnd.get(batchId) ?? 0));
  }

  /** Keys of one account carry equal parts of what their pool does. */
  #carryFar(batch: FarBatch, carried: ReadonlyMap<FarPool, { jobs: number; until: number }>, pools: ReadonlyMap<FarPool, readonly ForecastKey[]>): void {
    for (const [pool, { jobs, until }] of carried) {
      const keys = pools.get(pool) ?? [];
      const share = { jobs: jobs / keys.length, requests: (jobs * batch.requests) / keys.length, until: until + batch.durationMs };
      for (const { id } of keys) this.#carryOn(batch.id, id, share);
    }
  }

  #carryOn(batchId: number, keyId: number, share: Share): void {
    const more = { jobs: Math.round(share.jobs), requests: Math.round(share.requests), until: share.until };
    this.#carry({ batchId, keyId }, more);
    this.#endOn(keyId, more);
  }

  /** Jobs that a key ends. */
  #endOn(keyId: number, { jobs, until }: Pick<Share, 'jobs' | 'until'>): void {
    const key = this.result.keys.get(keyId);
    this.result.keys.set(keyId, { jobs: (key?.jobs ?? 0) + jobs, until: Math.max(key?.until ?? 0, until) });
  }

  #end(): void {
    for (let job = this.#endings.at(-1); job && job.at <= this.#now; job = this.#endings.at(-1)) {
      this.#endings.pop();
      const meter = this.#keys.get(job.keyId)?.meter;
      const polls = this.#input.runs.polls(job.endpoint, job.model);
      for (let poll = 0; meter && poll < polls; poll++) this.#request(meter, job.endpoint);
      this.#carry(job, { jobs: 1, requests: polls, until: job.at });
      meter?.jobDone(job.jobId, this.#now);
      this.#feed(job.jobId);
      this.#inFlight.set(job.batchId, (this.#inFlight.get(job.batchId) ?? 1) - 1);
      this.#lastEnd.set(job.batchId, job.at);
      this.#endOn(job.keyId, { jobs: 1, until: job.at });
    }
  }

  #send(): void {
    const waiting = this.#batches.filter((batch) => batch.jobs.length > 0);
    if (waiting.length === 0) return;
    this.#till.turnTo(this.#now);
    const decision = decide({
      now: this.#now,
      keys: this.#keysNow(),
      batches: waiting,
      polls: [],
      inFlight: this.#inFlight,
      runs: this.#input.runs,
      reserve: (keyId) => this.#input.reserve?.(keyId, this.#now) ?? 0,
      spend: this.#input.spend && this.#till.spend,
    });
    this.#waits = decision.waits;
    const { send } = decision;
    this.#sent += send.length;
    if (send.length === 0) return;
    const sent = byBatch(send);
    for (const { id, jobs } of waiting) takeOut(jobs, new Set(sent.get(id)?.map(({ jobId }) => jobId)));
    for (const { jobId, batchId, keyId, model, outputs } of send) {
      const key = this.#keys.get(keyId);
      if (!key) continue;
      this.#request(key.meter, key.endpoint);
      key.meter.jobStarted(jobId, this.#now);
      this.#till.pay({ id: batchId, endpoint: key.endpoint }, keyId, { model, outputs });
      const job = { jobId, batchId, keyId, endpoint: key.endpoint, model, startedAt: this.#now };
      this.#carry(job, { jobs: 0, requests: 1, until: 0 });
      this.#start(job, this.#now + this.#input.durationMs(key.endpoint, model, jobId));
    }
  }

  /** One that does something, and what is due of those that do nothing. */
  #request(meter: KeyMeter, endpoint: EndpointName): void {
    this.#owed += this.#input.tries?.(endpoint) ?? 1;
    for (; this.#owed >= 1; this.#owed--) meter.sent(this.#requestId--, this.#now);
  }

  #carry({ batchId, keyId }: Pick<ForecastJob, 'batchId' | 'keyId'>, more: Share): void {
    const shares = this.result.shares.get(batchId) ?? new Map<number, Share>();
    const share = shares.get(keyId);
    shares.set(keyId, {
      jobs: (share?.jobs ?? 0) + more.jobs,
      requests: (share?.requests ?? 0) + more.requests,
      until: Math.max(share?.until ?? 0, more.until),
    });
    this.result.shares.set(batchId, shares);
  }

  #start(job: ForecastJob, at: number): void {
    this.#tell(job, at);
    this.#inFlight.set(job.batchId, (this.#inFlight.get(job.batchId) ?? 0) + 1);
    const place = leading(this.#endings.length, (index) => this.#endings[index]!.at > at);
    this.#endings.splice(place, 0, { ...job, at });
  }

  #tell({ jobId, batchId, keyId, model, startedAt }: ForecastJob, at: number): void {
    if (startedAt > this.#input.now + PLANNED_MS || this.result.flights.length >= MOST_PLANNED) return;
    this.result.flights.push({ jobId, batchId, keyId, model, from: Math.round(startedAt), to: Math.round(at) });
  }

  /** The next ending, or the next moment at which a key may do something, while there is something to do. */
  #next(): number {
    const ending = this.#endings.at(-1)?.at ?? Infinity;
    if (this.#batches.every((batch) => batch.jobs.length === 0)) return ending;
    const rooms = this.#input.keys.map(({ meter }) => freeAt(meter.room(this.#now))).filter((at) => at > this.#now);
    const later = this.#batches
      .flatMap(({ jobs, start }) => (jobs.length > 0 ? [jobs.at(0)!.notBefore, opensAt(start, this.#now)] : []))
      .filter((at) => at > this.#now);
    const newDay = [...this.#waits.values()].some((wait) => wait.budget?.of === 'day') ? this.#till.dayEndsAt : Infinity;
    return Math.min(ending, newDay, ...rooms, ...later);
  }

  #keysNow(): KeyNow[] {
    return this.#input.keys.map((key) => {
      const day = key.meter.day(this.#now);
      const { limit: perMinute, concurrency: places, proved } = key.meter;
      const dayLeft = day.limit === null ? 1 : 1 - day.used / day.limit;
      return { ...key, ...key.meter.room(this.#now), retired: false, dayLeft, perMinute, places, proved };
    });
  }

  /** A batch with jobs left over has no end in sight. */
  #close(): void {
    const left = new Set(this.#batches.filter((batch) => batch.jobs.length > 0).map((batch) => batch.id));
    for (const { batchId } of this.#missing.keys()) left.add(batchId);
    for (const [batchId, at] of this.#lastEnd) if (!left.has(batchId)) this.result.batches.set(batchId, Math.round(at));
    for (const [batchId, wait] of this.#waits) if (left.has(batchId)) this.result.waits.set(batchId, wait);
    for (const { id, trialOnly } of this.#batches) {
      const at = this.#lastEnd.get(id);
      if (trialOnly && at !== undefined && left.has(id)) this.result.trials.set(id, Math.round(at));
    }
  }
}
