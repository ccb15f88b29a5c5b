import type { JobReport } from '../api/exchange.ts';

/** Word of a job can be here before the answer that tells its id. It is kept for a moment. */
const KEPT_MS = 2 * 60_000;
const MOST = 256;

/** Reports of jobs that nobody knows yet, by the API's id. Bounded: anybody may send such words. */
export class EarlyReports {
  readonly #reports = new Map<string, { report: JobReport; at: number }>();

  keep(remoteId: string, report: JobReport, now: number): void {
    for (const [id, { at }] of this.#reports) if (now - at > KEPT_MS || this.#reports.size >= MOST) this.#reports.delete(id);
    this.#reports.set(remoteId, { report, at: now });
  }

  /** The report, once; null when there is none. */
  take(remoteId: string, now: number): JobReport | null {
    const found = this.#reports.get(remoteId);
    this.#reports.delete(remoteId);
    return found && now - found.at <= KEPT_MS ? found.report : null;
  }
}
