import type { Endpoint } from './faults/fault.ts';
import type { Admission, RefusalReason } from './limits/key-limits.ts';

export type ApiEndpoint = Exclude<Endpoint, 'output' | 'webhook'>;

/** Requests of one key: those the limits admitted, by endpoint, and those answered 429, by reason. */
export interface KeyRequests {
  key: string;
  admitted: Record<ApiEndpoint, number>;
  refused: Record<RefusalReason, number>;
}

export class Tallies {
  readonly #byKey: Map<string, KeyRequests>;

  constructor(labels: readonly string[]) {
    this.#byKey = new Map(labels.map((key) => [key, emptyTally(key)]));
  }

  count(key: string, endpoint: ApiEndpoint, admission: Admission): void {
    const tally = this.#byKey.get(key);
    if (!tally) return;
    if (admission.admitted) tally.admitted[endpoint] += 1;
    else tally.refused[admission.reason] += 1;
  }

  report(): KeyRequests[] {
    return structuredClone([...this.#byKey.values()]);
  }
}

function emptyTally(key: string): KeyRequests {
  return {
    key,
    admitted: { run: 0, poll: 0, result: 0, cancel: 0, list: 0, model: 0 },
    refused: { concurrency: 0, day: 0, minute: 0 },
  };
}
