import type { WaitingBatch, WaitingJob } from '../../../electron/engine/queue/waiting.ts';
import { decide, type Decision, type KeyNow } from '../../../electron/engine/scheduler/decide.ts';
import { type Drawn, NOW, situationOf } from './situations.ts';

/** A decision with what it left over. */
export class Looked {
  readonly drawn: Drawn;
  readonly decision: Decision;

  constructor(drawn: Drawn, decision = decide(situationOf(drawn))) {
    this.drawn = drawn;
    this.decision = decision;
  }

  polled(keyId: number): number {
    return this.decision.poll.filter((poll) => poll.keyId === keyId).length;
  }

  sent(keyId: number): number {
    return this.decision.send.filter((one) => one.keyId === keyId).length;
  }

  /** Jobs of a batch that might have gone by themselves and did not. */
  left(one: WaitingBatch): WaitingJob[] {
    const gone = new Set(this.decision.send.map((sending) => sending.jobId));
    return one.paused ? [] : [...one.jobs].filter((job) => job.notBefore <= NOW && !gone.has(job.id));
  }

  /** Whether the key still has room for a job of the batch. */
  roomLeft(one: KeyNow, forBatch: WaitingBatch): boolean {
    const reserved = forBatch.hand || one.look ? 0 : this.drawn.reserved;
    const sparePlace =
      forBatch.hand || one.look !== null || this.freePlaces(one.endpoint) > this.keptPlaces(one.endpoint) || this.keptPlaces(one.endpoint) === 0;
    return this.requestsLeft(one) > reserved && one.slots - this.sent(one.id) > 0 && sparePlace;
  }

  requestsLeft(one: KeyNow): number {
    return (one.blocked ? 0 : one.requests) - this.polled(one.id) - this.sent(one.id);
  }

  /** Places that work composed by hand could take now. */
  freePlaces(endpoint: KeyNow['endpoint']): number {
    return this.drawn.keys
      .filter((one) => !one.retired && one.endpoint === endpoint && this.requestsLeft(one) > 0)
      .reduce((sum, one) => sum + one.slots - this.sent(one.id), 0);
  }

  /** What batches leave of them: the share of the reserve, four at the most. */
  keptPlaces(endpoint: KeyNow['endpoint']): number {
    const able = this.drawn.keys.filter((one) => !one.retired && one.endpoint === endpoint && (one.blocked ? 0 : one.requests) - this.polled(one.id) > 0);
    return Math.min(4, Math.floor(able.reduce((sum, one) => sum + (one.proved * this.drawn.reserved) / one.perMinute, 0)));
  }

  mayRun(one: KeyNow, forBatch: WaitingBatch, job: WaitingJob): boolean {
    const labelled = forBatch.labels.length === 0 ? !one.onlyByLabel : forBatch.labels.some((label) => label === one.label || one.labels.includes(label));
    return !one.retired && one.endpoint === forBatch.endpoint && labelled && !one.forbidden.has(job.model);
  }

  batchOf(id: number): WaitingBatch {
    return this.drawn.batches.find((one) => one.id === id)!;
  }

  keyOf(id: number): KeyNow {
    return this.drawn.keys.find((one) => one.id === id)!;
  }
}
