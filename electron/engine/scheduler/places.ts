/**
 * After so long without a refusal at the learned concurrency, one more job is tried. A refusal of that one doubles it, for the limit lies there;
 * each place that was gained halves it, for another program held it and has gone.
 */
const REGROW_AFTER_MS = { first: 60_000, most: 10 * 60_000 };

/**
 * Places that nobody has proved are tried carefully: at first so many, which every plan has, then so many times what was proved. A refusal comes
 * within a round trip, so what is lost by asking is a moment, and what is refused is a share of the places there are.
 */
const FIRST_TRIED = 2;
const TRIED_SHARE = 1.5;

/** No more jobs end while a refusal is on its way. */
const REMEMBERED = 100;

/**
 * The places a key has for jobs at the API at once. A job whose answer was lost may hold one still: it is kept as a ghost until such a
 * job is over for sure.
 */
export class Places {
  /** With the time at which each was sent. */
  readonly #jobs = new Map<number, number>();
  /** With the time at which each is given up. */
  readonly #ghosts = new Map<number, number>();
  /** When the last jobs that had their place were over. */
  #done: number[] = [];
  #refusedAt = -Infinity;
  #regrowAfter = REGROW_AFTER_MS.first;
  /** When the concurrency was changed last, either way. */
  #changedAt = -Infinity;

  /** Sent at that time (ms); -Infinity: it is known to have its place. */
  start(jobId: number, at: number): void {
    this.#jobs.set(jobId, at);
  }

  end(jobId: number): void {
    this.#jobs.delete(jobId);
  }

  /** It had its place, and is over. */
  done(jobId: number, now: number): void {
    this.#done.push(now);
    if (this.#done.length > 2 * REMEMBERED) this.#done = this.#done.slice(-REMEMBERED);
    this.end(jobId);
  }

  lose(jobId: number, until: number): void {
    this.#jobs.delete(jobId);
    this.#ghosts.set(jobId, until);
  }

  /** Places taken, as far as we know. */
  busy(now: number): number {
    for (const [id, until] of this.#ghosts) if (until <= now) this.#ghosts.delete(id);
    return this.#jobs.size + this.#ghosts.size;
  }

  /** When the first ghost is given up; Infinity: places come free by answers only. */
  get freeAt(): number {
    return Math.min(Infinity, ...this.#ghosts.values());
  }

  /** Jobs that were sent by then and are out still. */
  outSince(moment: number): number {
    let count = 0;
    for (const at of this.#jobs.values()) if (at <= moment) count++;
    return count;
  }

  /** A job ended as one that ran: so many held places at once, for those that were sent before it were not refused before it ended. */
  outWith(jobId: number): number {
    const at = this.#jobs.get(jobId);
    return at === undefined ? 0 : this.outSince(at);
  }

  /** Jobs that may be sent although only `proved` places are; with the time at which those that were sent after `admitted` prove more. */
  untried(proved: number, admitted: number): { slots: number; next: number } {
    const times = [...this.#jobs.values()].filter((at) => at > admitted);
    return { slots: Math.max(0, Math.max(FIRST_TRIED, Math.ceil(proved * TRIED_SHARE)) - this.#jobs.size), next: Math.min(Infinity, ...times) };
  }

  /** Places that may have been taken while a request that was sent then was on its way. */
  busySince(sentAt: number, now: number): number {
    return this.busy(now) + this.#done.filter((at) => at > sentAt).length;
  }

  /**
   * One job too many, sent at `sentAt`, was refused: the concurrency to keep to from now on. More than was ever proved were out: then it is what was
   * proved. Refused far below it, others hold the places for the moment: then it is halved, and no more.
   */
  refused(sentAt: number, now: number, concurrency: number, proved: number): number {
    const busy = this.busySince(sentAt, now);
    // Those that went out before the last refusal came are part of the same try.
    if (busy >= concurrency && sentAt >= this.#refusedAt) this.#regrowAfter = Math.min(REGROW_AFTER_MS.most, this.#regrowAfter * 2);
    this.#refusedAt = now;
    this.#changedAt = now;
    if (busy > proved) return Math.max(1, Math.min(concurrency, proved));
    return Math.max(1, Math.floor(concurrency / 2), Math.min(concurrency, busy) - 1);
  }

  /**
   * The learned concurrency as it is now: one more after some quiet minutes if all places are taken, null when it has come back to the plan's. Places
   * that are free need no more beside them, and would prove nothing.
   */
  regrown(now: number, learned: number | null, plan: number): number | null {
    if (learned === null || now - this.#changedAt < this.#regrowAfter || this.busy(now) < learned) return learned;
    if (this.#changedAt > this.#refusedAt) this.#regrowAfter = Math.max(REGROW_AFTER_MS.first, this.#regrowAfter / 2);
    this.#changedAt = now;
    return learned + 1 >= plan ? null : learned + 1;
  }

  shift(byMs: number): void {
    this.#refusedAt += byMs;
    this.#changedAt += byMs;
    this.#done = this.#done.map((at) => at + byMs);
    for (const [job, at] of this.#jobs) this.#jobs.set(job, at + byMs);
    for (const [job, until] of this.#ghosts) this.#ghosts.set(job, until + byMs);
  }

  clone(): Places {
    const copy = new Places();
    copy.#refusedAt = this.#refusedAt;
    copy.#changedAt = this.#changedAt;
    copy.#regrowAfter = this.#regrowAfter;
    copy.#done = [...this.#done];
    for (const [job, at] of this.#jobs) copy.#jobs.set(job, at);
    for (const [job, until] of this.#ghosts) copy.#ghosts.set(job, until);
    return copy;
  }
}
