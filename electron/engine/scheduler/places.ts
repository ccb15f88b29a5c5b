/**
 * After so long without a refusal at the learned concurrency, one more job is tried. A refusal of that one doubles it, for the limit lies there;
 * each place that was gained halves it, for another program held it and has gone.
 */
const REGROW_AFTER_MS = { first: 60_000, most: 10 * 60_000 };

/**
 * The places a key has for jobs at the API at once. A job whose answer was lost may hold one still: it is kept as a ghost until such a
 * job is over for sure.
 */
export class Places {
  readonly #jobs = new Set<number>();
  /** With the time at which each is given up. */
  readonly #ghosts = new Map<number, number>();
  #refusedAt = -Infinity;
  #regrowAfter = REGROW_AFTER_MS.first;
  /** When the concurrency was changed last, either way. */
  #changedAt = -Infinity;

  start(jobId: number): void {
    this.#jobs.add(jobId);
  }

  end(jobId: number): void {
    this.#jobs.delete(jobId);
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

  /**
   * One job too many was refused: the concurrency to keep to from now on. Refused far below it, others hold the places for the moment: then it is
   * halved, and no more.
   */
  refused(now: number, concurrency: number): number {
    const busy = this.busy(now);
    if (busy >= concurrency) this.#regrowAfter = Math.min(REGROW_AFTER_MS.most, this.#regrowAfter * 2);
    this.#refusedAt = now;
    this.#changedAt = now;
    return Math.max(1, Math.floor(concurrency / 2), Math.min(concurrency, busy) - 1);
  }

  /** The learned concurrency as it is now: one more after some quiet minutes, null when it has come back to the plan's. */
  regrown(now: number, learned: number | null, plan: number): number | null {
    if (learned === null || now - this.#changedAt < this.#regrowAfter) return learned;
    if (this.#changedAt > this.#refusedAt) this.#regrowAfter = Math.max(REGROW_AFTER_MS.first, this.#regrowAfter / 2);
    this.#changedAt = now;
    return learned + 1 >= plan ? null : learned + 1;
  }

  shift(byMs: number): void {
    this.#refusedAt += byMs;
    this.#changedAt += byMs;
    for (const [job, until] of this.#ghosts) this.#ghosts.set(job, until + byMs);
  }

  clone(): Places {
    const copy = new Places();
    copy.#refusedAt = this.#refusedAt;
    copy.#changedAt = this.#changedAt;
    copy.#regrowAfter = this.#regrowAfter;
    for (const job of this.#jobs) copy.#jobs.add(job);
    for (const [job, until] of this.#ghosts) copy.#ghosts.set(job, until);
    return copy;
  }
}
