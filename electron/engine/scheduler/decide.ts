import type { WaitReason } from '../../../shared/domain.ts';
import { type BudgetWait, type Spend, Till } from '../budget/till.ts';
import { opensAt } from '../queue/opening.ts';
import { byTurn, type WaitingBatch, type WaitingJob } from '../queue/waiting.ts';
import { isForBatch, isLabelled, rankOf } from './eligible.ts';
import { HandPlaces } from './hand-places.ts';
import type { KeyTraits } from './key-traits.ts';
import { longFirst, type Runs } from './long-first.ts';
import type { Room } from './meter.ts';

/** A key as a decision sees it: plain data of this moment. */
export interface KeyNow extends KeyTraits, Room {
  /** Share of its day that is left, 0 to 1. */
  dayLeft: number;
  /** Requests it has a minute in all, and places for jobs; Infinity: no limit is known. */
  perMinute: number;
  places: number;
  /** Of its places, those that are known to be there: so many jobs had one at once. */
  proved: number;
  /** Takes no new work; the jobs it has at the API are still asked for. */
  retired: boolean;
}

/** A poll that is due: it spends its key's allowance before new work does, because it frees a place. */
export interface DuePoll {
  attemptId: number;
  keyId: number;
  dueAt: number;
}

export interface Situation {
  now: number;
  keys: readonly KeyNow[];
  batches: Iterable<WaitingBatch>;
  polls: readonly DuePoll[];
  /** Jobs of each batch at the API: fairness serves the batch with the fewest. */
  inFlight: ReadonlyMap<number, number>;
  /** So many of a minute's requests batches leave to work composed by hand, and as large a share of places. 0 while nobody composes. */
  reserve: (keyId: number) => number;
  /** How long runs take; absent: jobs go in their turn, long or short. */
  runs?: Runs;
  /** So many requests at most; absent: as many as may go. */
  most?: number;
  /** Ceilings for credits; absent where none is set. */
  spend?: Spend | undefined;
}

export interface Sending {
  jobId: number;
  batchId: number;
  model: string;
  outputs: number;
  keyId: number;
}

export interface Decision {
  send: Sending[];
  poll: DuePoll[];
  /** It stopped at `most`: more may go, and why the rest waits is not known yet. */
  more: boolean;
  /** Why a batch's next job waits. Batches that sent all they had are absent. */
  waits: Map<number, WaitReason>;
  /** When to look again if nothing changes; Infinity: only when something changes. */
  wakeAt: number;
}

/** What is left of an allowance during one decision. */
interface Left {
  requests: number;
  slots: number;
}

export interface OpenKey {
  key: KeyNow;
  /** The same object for keys of one account. */
  left: Left;
}

/**
 * Which job goes out with which key now, and when to look again. Pure: the same situation, the same decision.
 *
 * Order: polls that are due; then batches by rank (work composed by hand first, then priority), and among equals always the batch with
 * the fewest jobs at the API, so that none starves another. A job takes the free key with most of its day left. It is bound to a key
 * only here, when that key has proved room.
 */
export function decide(situation: Situation): Decision {
  const { now } = situation;
  const open = opened(situation.keys);
  const decision: Decision = { send: [], poll: [], more: false, waits: new Map(), wakeAt: Infinity };
  takePolls(situation, open, decision);
  const served = new Map(situation.inFlight);
  const till = new Till(situation.spend);
  const started = startedOf(situation, decision);
  const { runs } = situation;
  const keys = [...open.values()];
  const places = new HandPlaces(keys, situation.reserve);
  for (const rank of ranks(started))
    serveRank(
      rank.map((batch) => new Lane(batch, runs ? longFirst(batch, started, situation.keys, runs) : [])),
      { now, most: situation.most ?? Infinity, open: keys, served, reserve: situation.reserve, places, till, decision },
    );
  return decision;
}

function opened(keys: readonly KeyNow[]): Map<number, OpenKey> {
  const accounts = new Map<string, Left>();
  const open = new Map<number, OpenKey>();
  for (const key of keys) {
    const name = key.account === null ? null : `${key.endpoint} ${key.account}`;
    const left = (name === null ? null : accounts.get(name)) ?? { requests: key.blocked ? 0 : key.requests, slots: key.slots };
    if (name !== null) accounts.set(name, left);
    open.set(key.id, { key, left });
  }
  return open;
}

function takePolls({ now, polls, most }: Situation, open: Map<number, OpenKey>, decision: Decision): void {
  for (const poll of [...polls].sort((a, b) => a.dueAt - b.dueAt || a.attemptId - b.attemptId)) {
    const entry = open.get(poll.keyId);
    if (!entry) continue;
    if (poll.dueAt > now) decision.wakeAt = Math.min(decision.wakeAt, poll.dueAt);
    else if (decision.poll.length >= (most ?? Infinity)) decision.more = true;
    else if (entry.left.requests > 0) {
      entry.left.requests--;
      decision.poll.push(poll);
    } else decision.wakeAt = Math.min(decision.wakeAt, entry.key.blocked?.until ?? now + RECHECK_MS); // it needs no place
  }
}

/** Batches that may send now; of those whose time has not come, that is noted. */
function startedOf({ now, batches }: Situation, decision: Decision): WaitingBatch[] {
  return [...batches].filter((batch) => {
    if (batch.paused || batch.jobs.length === 0) return false;
    const at = opensAt(batch.start, now);
    if (at > now) noteWait(decision, batch.id, { kind: 'start', until: at, keyLabel: null });
    return at <= now;
  });
}

/** In groups of equal rank, the highest first. */
function ranks(batches: Iterable<WaitingBatch>): WaitingBatch[][] {
  const groups = new Map<number, WaitingBatch[]>();
  for (const batch of batches) {
    const rank = rankOf(batch);
    const group = groups.get(rank);
    if (group) group.push(batch);
    else groups.set(rank, [batch]);
  }
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group.sort((a, b) => a.id - b.id));
}

/** A batch during one decision: how far down its list we are, and which models found no key. */
class Lane {
  readonly batch: WaitingBatch;
  readonly stuck = new Set<string>();
  /** By model: jobs that ask for so many outputs, or more, are too dear for what may still be spent. */
  readonly #dear = new Map<string, number>();
  readonly #jobs: Jobs;
  #next = 0;

  constructor(batch: WaitingBatch, ahead: readonly string[]) {
    this.batch = batch;
    this.#jobs = ahead.length === 0 ? batch.jobs : withAhead(batch.jobs, ahead);
  }

  /** The next job that may go by itself; jobs put off until later are passed over and reported, and so are those that come after a trial. */
  peek(now: number, wait: (reason: WaitReason) => void): WaitingJob | null {
    const { trialOnly } = this.batch;
    for (; this.#next < this.#jobs.length; this.#next++) {
      const job = this.#jobs.at(this.#next)!;
      if (trialOnly && !job.trial) {
        wait({ kind: 'trial', until: null, keyLabel: null });
        return null;
      }
      if (this.stuck.has(job.model) || job.outputs >= (this.#dear.get(job.model) ?? Infinity)) continue;
      if (job.notBefore <= now) return job;
      wait({ kind: 'retry-later', until: job.notBefore, keyLabel: null });
    }
    return null;
  }

  skip(): void {
    this.#next++;
  }

  /** Where its cost is unknown, that of the model's other jobs is too. */
  tooDear(job: WaitingJob, why: BudgetWait['why']): void {
    this.#dear.set(job.model, why === 'unknown-cost' ? 0 : job.outputs);
  }
}

/** Jobs in the order they go out. */
type Jobs = Pick<readonly WaitingJob[], 'length' | 'at'>;

/** Those of the models in `ahead` before the others; what is tried first, and what has a higher priority of its own, stays in front of both. */
function withAhead(jobs: Iterable<WaitingJob>, ahead: readonly string[]): Jobs {
  const places = new Map(ahead.map((model, at) => [model, at]));
  const placeOf = ({ model }: WaitingJob) => places.get(model) ?? ahead.length;
  return [...jobs].sort((a, b) => byTurn(a, b) || placeOf(a) - placeOf(b));
}

interface Round {
  now: number;
  most: number;
  open: OpenKey[];
  served: Map<number, number>;
  reserve: (keyId: number) => number;
  places: HandPlaces;
  till: Till;
  decision: Decision;
}

/** Deals keys to lanes of one rank, one job at a time, until neither has anything for the other. */
function serveRank(lanes: Lane[], round: Round): void {
  let active = lanes;
  while (active.length > 0) {
    if (round.decision.send.length + round.decision.poll.length >= round.most) {
      round.decision.more = true;
      return;
    }
    const lane = fewestServed(active, round.served);
    if (!serveOne(lane, round)) active = active.filter((other) => other !== lane);
  }
}

function fewestServed(lanes: Lane[], served: ReadonlyMap<number, number>): Lane {
  return lanes.reduce((best, lane) => ((served.get(lane.batch.id) ?? 0) < (served.get(best.batch.id) ?? 0) ? lane : best));
}

/** Sends the lane's next job, or notes why it can't go; false when the lane is finished for now. */
function serveOne(lane: Lane, round: Round): boolean {
  const { batch } = lane;
  const { now, decision, till } = round;
  const job = lane.peek(now, (reason) => noteWait(decision, batch.id, reason));
  if (!job) return false;
  const short = till.refuses(batch, job);
  if (short) {
    lane.tooDear(job, short.why);
    noteWait(decision, batch.id, { kind: 'budget', until: short.of === 'day' ? till.dayEndsAt : null, keyLabel: null, budget: short });
    return true;
  }
  const eligible = round.open.filter(({ key }) => isEligible(key, batch, job));
  const poor = eligible.flatMap(({ key }) => till.keyRefuses(key.id, batch.endpoint, job) ?? []);
  const able = poor.length === 0 ? eligible : eligible.filter(({ key }) => !till.keyRefuses(key.id, batch.endpoint, job));
  const free = able.filter((entry) => hasRoom(entry, batch, round));
  const best = mostDayLeft(free);
  if (!best) {
    // A cheaper job may still go with a key that cannot pay for this one.
    if (poor[0]) lane.tooDear(job, poor[0].why);
    else lane.stuck.add(job.model);
    if (poor[0] && able.length === 0) noteWait(decision, batch.id, { kind: 'budget', until: null, keyLabel: eligible[0]?.key.label ?? null, budget: poor[0] });
    else noteWait(decision, batch.id, whyNot(able, batch, round));
    return mayGoOn(batch, round);
  }
  best.left.requests--;
  best.left.slots--;
  lane.skip();
  till.pay(batch, best.key.id, job);
  round.served.set(batch.id, (round.served.get(batch.id) ?? 0) + 1);
  decision.send.push({ jobId: job.id, batchId: batch.id, model: job.model, outputs: job.outputs, keyId: best.key.id });
  return true;
}

/**
 * Whether a key has room for anything of this batch. Where none has, what comes after is not looked through, for the list may be long; we look
 * again when the first of the keys may have room.
 */
function mayGoOn(batch: WaitingBatch, round: Round): boolean {
  const { open, now, decision } = round;
  const itsKeys = open.filter(({ key }) => isForBatch(key, batch));
  if (itsKeys.some((entry) => hasRoom(entry, batch, round))) return true;
  decision.wakeAt = Math.min(decision.wakeAt, ...itsKeys.map((entry) => until(entry, now)));
  return false;
}

function hasRoom({ key, left }: OpenKey, batch: WaitingBatch, round: Round): boolean {
  if (left.slots <= 0 || left.requests <= 0) return false;
  // The one request that shows how much more there is belongs to whoever comes.
  const looks = key.look !== null && key.look !== 'doubt';
  return batch.hand || looks || (left.requests > round.reserve(key.id) && round.places.spare(batch.endpoint));
}

function isEligible(key: KeyNow, batch: WaitingBatch, job: WaitingJob): boolean {
  return isForBatch(key, batch) && !key.forbidden.has(job.model);
}

/** All free keys can start now: the one with the largest share of its day left, then the most room in this minute, then the oldest. */
function mostDayLeft(free: readonly OpenKey[]): OpenKey | null {
  let best: OpenKey | null = null;
  for (const entry of free) {
    if (!best || entry.key.dayLeft > best.key.dayLeft || (entry.key.dayLeft === best.key.dayLeft && entry.left.requests > best.left.requests)) best = entry;
  }
  return best;
}

/** The reason of the key that will be free first. */
function whyNot(eligible: readonly OpenKey[], batch: WaitingBatch, round: Round): WaitReason {
  const { now, open } = round;
  if (eligible.length === 0) return { kind: noKeyReason(open, batch), until: null, keyLabel: null };
  const soonest = eligible.reduce((best, entry) => (until(entry, now) < until(best, now) ? entry : best));
  const at = until(soonest, now);
  return { kind: blockedBy(soonest, batch, round), until: at === Infinity ? null : at, keyLabel: soonest.key.label };
}

function noKeyReason(all: readonly OpenKey[], batch: WaitingBatch): WaitReason['kind'] {
  const atEndpoint = all.filter(({ key }) => !key.retired && key.endpoint === batch.endpoint);
  if (atEndpoint.length === 0) return 'no-key';
  if (batch.labels.length === 0 && atEndpoint.every(({ key }) => key.onlyByLabel)) return 'test-key';
  return atEndpoint.some(({ key }) => isLabelled(key, batch)) ? 'permission' : 'labels';
}

function blockedBy({ key, left: { requests, slots } }: OpenKey, batch: WaitingBatch, { reserve }: Round): WaitReason['kind'] {
  const freePlaceIsKept = requests > reserve(key.id) && !batch.hand;
  return key.blocked?.by ?? (slots <= 0 || freePlaceIsKept ? 'concurrency' : 'minute');
}

/** When a key that has nothing left may have something again; a place for a job comes free by an answer, not by the clock. */
function until({ key, left: { requests, slots } }: OpenKey, now: number): number {
  if (key.blocked) return key.blocked.until;
  if (slots <= 0) return key.slotsAt;
  return now + (requests > 0 ? RESERVE_RECHECK_MS : RECHECK_MS);
}

/** What is left is kept for work composed by hand: more comes as the minute goes by. */
const RESERVE_RECHECK_MS = 1_000;

/** Room was used up in this very decision: the key's meter knows better a moment later. */
const RECHECK_MS = 50;

function noteWait(decision: Decision, batchId: number, reason: WaitReason): void {
  if (!decision.waits.has(batchId)) decision.waits.set(batchId, reason);
  if (reason.until !== null) decision.wakeAt = Math.min(decision.wakeAt, reason.until);
}
