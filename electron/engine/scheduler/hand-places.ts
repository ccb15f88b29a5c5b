import type { EndpointName } from '../../../shared/domain.ts';
import type { OpenKey } from './decide.ts';

/** At most so many: work comes by hand a few jobs at a time, and as runs end they are free again. */
const MOST = 4;

/**
 * Free places that batches leave to work composed by hand while somebody composes: where long runs hold all of them it would wait until one ends. The same
 * share as of requests, of places that are known to be there.
 */
export class HandPlaces {
  readonly #open: readonly OpenKey[];
  readonly #kept = new Map<EndpointName, number>();

  /** `reserve`: requests of a key's minute that batches leave; 0 while nobody composes. */
  constructor(open: readonly OpenKey[], reserve: (keyId: number) => number) {
    this.#open = oneOfEachAccount(open.filter(({ key, left }) => !key.retired && left.requests > 0));
    for (const { key } of this.#open) {
      const places = (key.proved * reserve(key.id)) / key.perMinute;
      this.#kept.set(key.endpoint, Math.min(MOST, (this.#kept.get(key.endpoint) ?? 0) + places));
    }
  }

  /** Whether a batch may take one more place. */
  spare(endpoint: EndpointName): boolean {
    const kept = Math.floor(this.#kept.get(endpoint) ?? 0);
    return kept === 0 || this.#free(endpoint) > kept;
  }

  #free(endpoint: EndpointName): number {
    let free = 0;
    for (const { key, left } of this.#open) if (key.endpoint === endpoint && left.requests > 0) free += left.slots;
    return free;
  }
}

function oneOfEachAccount(open: readonly OpenKey[]): OpenKey[] {
  return [...new Map(open.map((one) => [one.left, one])).values()];
}
