import type { WaitingJob } from './waiting.ts';

/** Compacted when more than this, and more than half of it, is empty. */
const MOST_EMPTY = 1_024;

/**
 * Jobs in the order they go out. Taking the first, or one near either end, costs the same however many there are: in an array of 100,000
 * each would move all the others.
 */
export class JobLine implements Iterable<WaitingJob> {
  /** Places before `#head` are free; from there on there is a job in each. */
  #places: (WaitingJob | undefined)[];
  #head = 0;
  readonly #models: Map<string, number>;

  constructor(jobs: Iterable<WaitingJob> = []) {
    this.#places = [...jobs];
    this.#models = new Map(jobs instanceof JobLine ? jobs.models : []);
    if (!(jobs instanceof JobLine)) for (const { model } of this) this.#count(model, 1);
  }

  /** How many jobs there are of each model. */
  get models(): ReadonlyMap<string, number> {
    return this.#models;
  }

  get length(): number {
    return this.#places.length - this.#head;
  }

  /** Undefined beyond the end. */
  at(index: number): WaitingJob | undefined {
    return this.#places[this.#head + index];
  }

  [Symbol.iterator](): Iterator<WaitingJob> {
    return (this.#places.slice(this.#head) as WaitingJob[])[Symbol.iterator]();
  }

  /** Where a job stands; -1: it does not. Looked for from both ends. */
  indexOf(jobId: number): number {
    for (let near = 0, far = this.length - 1; near <= far; near++, far--) {
      if (this.at(near)!.id === jobId) return near;
      if (this.at(far)!.id === jobId) return far;
    }
    return -1;
  }

  insert(index: number, job: WaitingJob): void {
    this.#count(job.model, 1);
    const place = this.#head + index;
    if (this.#head === 0 || index > this.length / 2) return void this.#places.splice(place, 0, job);
    this.#head--;
    this.#places.copyWithin(this.#head, this.#head + 1, place);
    this.#places[place - 1] = job;
  }

  removeAt(index: number): void {
    this.#count(this.at(index)!.model, -1);
    if (index > this.length / 2) return void this.#places.splice(this.#head + index, 1);
    this.#places.copyWithin(this.#head + 1, this.#head, this.#head + index);
    this.#places[this.#head++] = undefined;
    if (this.#head <= MOST_EMPTY || this.#head < this.length) return;
    this.#places = this.#places.slice(this.#head);
    this.#head = 0;
  }

  #count(model: string, more: number): void {
    const count = (this.#models.get(model) ?? 0) + more;
    if (count > 0) this.#models.set(model, count);
    else this.#models.delete(model);
  }
}
