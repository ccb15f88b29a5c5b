import type { Clock } from '../../../shared/clock.ts';
import type { EndpointName, WaitReason } from '../../../shared/domain.ts';
import type { Budget } from '../budget/budget.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Logger } from '../log.ts';
import type { Media } from '../media/media.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import { opensAt } from '../queue/opening.ts';
import type { WaitingBatch } from '../queue/waiting.ts';
import { createDispatch } from '../runner/dispatch.ts';
import type { Endpoints } from '../runner/endpoints.ts';
import type { RequestDesk } from '../runner/request-desk.ts';
import type { Runner } from '../runner/runner.ts';
import type { WebhookPlan } from '../webhooks/webhooks.ts';
import { ClockWatch } from './clock-watch.ts';
import { decide, type Decision, type DuePoll, type KeyNow, type Sending } from './decide.ts';
import { capped, type Grants } from './grants.ts';
import { traitsOf } from './key-traits.ts';
import type { Meters } from './meters.ts';
import { createProbes } from './probes.ts';
import { runsAsKnown } from './runs.ts';

/** The loop that carries out decisions: it looks when something changed or when a decision said so, never on a fixed beat. */
export interface Loop {
  /** Something changed: look soon. Cheap, may be called any number of times. */
  poke(): void;
  /** A running job is to be asked for at that time. */
  planPoll(attemptId: number, keyId: number, at: number): void;
  /** It does not run any more: nobody is to ask. */
  forgetPoll(attemptId: number): void;
  /** Answers are about to be stored: what they make free is taken in the same transaction. */
  answersComing(): void;
  /** Takes nothing new while paused; running jobs are still asked for and brought home. */
  pause(on: boolean): void;
  readonly paused: boolean;
  /** Why the jobs of a batch wait, by the last decision; null when nothing of it waits. */
  why(batchId: number): WaitReason | null;
  /** Looks whether the wall clock was set, before anybody reads it for an answer. */
  noticeClock(): void;
  /** Work was composed by hand just now: a share of each window is kept for more of it. */
  handWork(): void;
  /** Requests of a key's minute that batches leave to work composed by hand; at another time, if nobody composes until then. */
  reserved(keyId: number, at?: number): number;
  stop(): void;
}

export interface LoopOptions {
  clock: Clock;
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  budget: Budget;
  webhooks: Pick<WebhookPlan, 'address' | 'expected'>;
  catalog: Catalog;
  keyRing: KeyRing;
  endpoints: Endpoints;
  desk: RequestDesk;
  media: Pick<Media, 'claim'>;
  runner: () => Runner;
  signal: AbortSignal;
  log: Logger;
  /** New submissions wait while their outputs could not be stored. */
  diskWell: () => boolean;
  /** Batches whose reason to wait changed. */
  onReasons(batchIds: number[]): void;
  onClockJump(byMs: number): void;
  grants?: Grants | undefined;
  /** Share of each minute's requests that batches leave to work composed by hand, 0 to 1. */
  handReserve(): number;
}

/** While someone composes by hand, and for so long after, batches leave them their share. */
const HAND_MS = 15 * 60_000;

const RETRY_MS = 1_000;

/**
 * So many requests leave in one turn of the event loop; whether more may go the next turn decides anew. A burst of hundreds at the start of a
 * window would else keep answers, and everybody who looks, waiting for as long as it takes to send it.
 */
const MOST_A_TURN = 12;

/** What work waits for that waits for room at a key. */
const FOR_ROOM: ReadonlySet<WaitReason['kind']> = new Set(['minute', 'concurrency', 'asleep', 'probe']);

export function createLoop(options: LoopOptions): Loop {
  const { clock, jobs, meters, keyRing, endpoints } = options;
  const watch = new ClockWatch(clock);
  const polls = new Map<number, DuePoll>();
  const dispatch = createDispatch(options);
  const probes = createProbes({ ...options, waitingAt, onDone: poke });
  let waits: ReadonlyMap<number, WaitReason> = new Map();
  let cancelTimer = () => {};
  let poked = false;
  /** Answers are being stored, and what goes out with them is claimed then: a look of its own meanwhile would take the same once more. */
  let storing = false;
  let paused = false;
  let stopped = false;
  let handUntil = -Infinity;

  function poke(): void {
    if (poked || stopped) return;
    poked = true;
    queueMicrotask(() => {
      poked = false;
      if (!stopped && !storing) lookSafely();
    });
  }

  function answersComing(): void {
    if (storing || stopped) return;
    storing = true;
    void dispatch
      .sendWithAnswers(chooseFreed)
      // What hinders it, the look that follows finds too.
      .catch(() => {})
      .finally(() => {
        storing = false;
        poke();
      });
  }

  /** What may go out now with keys that need no look first; polls, probes and reasons to wait are left to the look that follows. */
  function chooseFreed(now: number): readonly Sending[] {
    if (stopped || jobs.waiting.size === 0) return [];
    const keys = keysNow(now).filter(({ look }) => look === null);
    return decide({ ...situation(keys, now), most: MOST_A_TURN }).send;
  }

  /** A look that fails (a full disk refuses the claim) has sent nothing: it is tried again a little later. */
  function lookSafely(): void {
    try {
      look();
    } catch (error) {
      options.log.error('a scheduling step failed', { error: String(error) });
      cancelTimer = clock.setTimer(RETRY_MS, poke);
    }
  }

  function look(): void {
    cancelTimer();
    noticeJump();
    const now = clock.now();
    const keys = keysNow(now);
    const wakeProbe = probes.start(keys, now);
    const decision = decide({ ...situation(keys, now), most: MOST_A_TURN });
    const sent = carryOut(decision, now);
    const gone = sent + decision.poll.length;
    const changed = decision.more ? [] : keepReasons(decision.waits);
    if (!decision.more) notePressure(now);
    // Sending changed what the keys have left: only a second look knows until when the rest waits.
    if (gone === 0) schedule(Math.min(decision.wakeAt, wakeProbe, decision.more ? now + RETRY_MS : Infinity), now);
    else if (decision.more) cancelTimer = clock.setTimer(0, poke);
    else poke();
    if (changed.length > 0) options.onReasons(changed);
  }

  function noticeJump(): void {
    const jump = watch.look();
    if (jump === 0) return;
    meters.clockJumped(jump);
    jobs.clockJumped(jump);
    for (const endpoint of endpoints.all()) endpoint.health.clockJumped(jump);
    // Forward may be a sleep, in which jobs went on: then they are due.
    for (const poll of polls.values()) poll.dueAt += Math.min(0, jump);
    handUntil += jump;
    options.onClockJump(jump);
  }

  function situation(keys: KeyNow[], now: number) {
    const inFlight = new Map<number, number>();
    for (const batch of jobs.waiting.batches()) if (batch.jobs.length > 0) inFlight.set(batch.id, inFlightOf(batch.id));
    const held = paused || !options.diskWell();
    return {
      now,
      keys,
      batches: held ? [] : jobs.waiting.batches(),
      polls: [...polls.values()],
      inFlight,
      runs: runsAsKnown(options),
      spend: options.budget.spend(now),
      reserve: (keyId: number) => reservedAt(keyId, now),
    };
  }

  function reservedAt(keyId: number, now: number): number {
    const { limit } = meters.of(keyId).meter;
    return handUntil > now && Number.isFinite(limit) ? Math.floor(limit * options.handReserve()) : 0;
  }

  function inFlightOf(batchId: number): number {
    const counts = jobs.counts(batchId);
    return counts.submitting + counts.running;
  }

  function keysNow(now: number): KeyNow[] {
    const rows = keyRing.rows();
    return rows.flatMap((row) => {
      const endpoint = endpoints.get(row.endpoint);
      const retired = row.state === 'disabled' && keyRing.secret(row.id) !== null;
      if (!endpoint || (row.state !== 'ready' && !retired)) return [];
      const { meter, forbidden } = meters.of(row.id);
      const day = meter.day(now);
      return [
        {
          ...capped(probes.heldBack(meter.room(now), row, endpoint, now), options.grants?.of(row.fingerprint, now) ?? null),
          ...traitsOf(row, rows, forbidden),
          dayLeft: day.limit === null ? 1 : 1 - day.used / day.limit,
          perMinute: meter.limit,
          places: meter.concurrency,
          proved: meter.proved,
          retired,
        },
      ];
    });
  }

  function waitingAt(endpoint: EndpointName): number {
    let waiting = 0;
    const now = clock.now();
    for (const batch of jobs.waiting.batches()) if (batch.endpoint === endpoint) waiting += ready(batch, now);
    return paused ? 0 : waiting;
  }

  /** How many jobs wait no longer: they went out, or it was found that they cannot. */
  function carryOut(decision: Decision, now: number): number {
    const waiting = jobs.waiting.size;
    dispatch.send(decision.send, now);
    for (const poll of decision.poll) {
      polls.delete(poll.attemptId);
      void options.runner().poll(poll.attemptId);
    }
    return waiting - jobs.waiting.size;
  }

  /** What keys take while work waits for room at them is all that they can. */
  function notePressure(now: number): void {
    const wanted = [...waits.values()].some(({ kind }) => FOR_ROOM.has(kind));
    for (const { id } of keyRing.rows()) meters.of(id).meter.pressed(now, wanted);
  }

  function keepReasons(next: ReadonlyMap<number, WaitReason>): number[] {
    const ids = new Set([...waits.keys(), ...next.keys()]);
    const changed = [...ids].filter((id) => !sameReason(waits.get(id), next.get(id)));
    waits = next;
    return changed;
  }

  function schedule(wakeAt: number, now: number): void {
    cancelTimer = wakeAt === Infinity ? () => {} : clock.setTimer(Math.max(1, wakeAt - now), poke);
  }

  return {
    poke,
    answersComing,
    planPoll(attemptId, keyId, at) {
      polls.set(attemptId, { attemptId, keyId, dueAt: Math.min(at, polls.get(attemptId)?.dueAt ?? Infinity) });
      poke();
    },
    forgetPoll: (attemptId) => void polls.delete(attemptId),
    pause(on) {
      paused = on;
      poke();
    },
    get paused() {
      return paused;
    },
    noticeClock: noticeJump,
    why: (batchId) => waits.get(batchId) ?? null,
    reserved: (keyId, at = clock.now()) => reservedAt(keyId, at),
    handWork() {
      handUntil = clock.now() + HAND_MS;
    },
    stop() {
      stopped = true;
      cancelTimer();
    },
  };
}

/** Jobs of a batch that may go as far as the batch is concerned. What comes after a trial is not worth a look at a key. */
function ready({ paused, start, trialOnly, jobs }: WaitingBatch, now: number): number {
  if (paused || opensAt(start, now) > now) return 0;
  return trialOnly && !jobs.at(0)?.trial ? 0 : jobs.length;
}

function sameReason(a: WaitReason | undefined, b: WaitReason | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.kind === b.kind && a.until === b.until && a.keyLabel === b.keyLabel && sameBudget(a, b));
}

function sameBudget({ budget: a }: WaitReason, { budget: b }: WaitReason): boolean {
  return a?.of === b?.of && a?.why === b?.why;
}
