import type { FlightView, JobView, KeyMinute, PlannedFlight, RequestView } from '../../../../shared/domain.ts';
import { groupBy } from './group-by.ts';
import { LaneRecord } from './lane-record.ts';

/** Single marks are kept up to so many: beyond, the oldest are told by their minutes. */
const MOST_MARKS = 40_000;
const KEPT_AFTER_TRIM = 30_000;

/**
 * Everything the board draws, outside of React: it changes with every request, and only the canvas follows. `version` rises with each
 * change.
 */
export class BoardRecord {
  readonly lanes = new Map<number, LaneRecord>();
  version = 0;
  /** Single requests and flights are known from here on, ms; before it there are minutes at most. */
  knownFrom = Infinity;
  #marks = 0;

  lane(keyId: number): LaneRecord {
    let lane = this.lanes.get(keyId);
    if (!lane) this.lanes.set(keyId, (lane = new LaneRecord()));
    return lane;
  }

  putMarks(marks: readonly RequestView[]): void {
    for (const mark of marks) this.lane(mark.keyId).putMark(mark);
    this.#marks = [...this.lanes.values()].reduce((sum, lane) => sum + lane.marks.length, 0);
    if (this.#marks > MOST_MARKS) this.#trim();
    this.version++;
  }

  putFlights(flights: readonly FlightView[]): void {
    for (const [keyId, some] of groupBy(flights, (flight) => flight.keyId)) this.lane(keyId).putFlights(some);
    this.version++;
  }

  /** What job rows tell of flights: events carry jobs, not attempts. `now`: the end of one whose answer was lost just now. */
  putJobs(jobs: readonly JobView[], now: number): void {
    for (const job of jobs) {
      if (job.state === 'queued') for (const lane of this.lanes.values()) lane.dropOut(job.id);
      const flight = flightOf(job, now);
      if (flight) this.lane(flight.keyId).putFlight(flight);
    }
    this.version++;
  }

  setPlan(planned: readonly PlannedFlight[]): void {
    const byKey = groupBy(planned, (flight) => flight.keyId);
    for (const keyId of new Set([...this.lanes.keys(), ...byKey.keys()])) this.lane(keyId).setPlan(byKey.get(keyId) ?? []);
    this.version++;
  }

  setMinutes(minutes: readonly KeyMinute[]): void {
    for (const [keyId, some] of groupBy(minutes, (minute) => minute.keyId)) this.lane(keyId).setMinutes(some);
    this.version++;
  }

  #trim(): void {
    const times = [...this.lanes.values()].flatMap((lane) => lane.marks.map((mark) => mark.sentAt)).sort((one, other) => one - other);
    const from = times[times.length - KEPT_AFTER_TRIM] ?? 0;
    for (const lane of this.lanes.values()) lane.trim(from);
    this.knownFrom = Math.max(this.knownFrom, from);
  }
}

/** The flight that a job row tells of; null when it has none. */
export function flightOf(job: JobView, now: number): FlightView | null {
  if (job.keyId === null || job.submittedAt === null || job.state === 'queued') return null;
  const { id: jobId, batchId, number, keyId, model, submittedAt: startedAt } = job;
  const about = { jobId, batchId, number, keyId, model, startedAt };
  switch (job.state) {
    case 'submitting':
    case 'running':
    case 'collecting':
      return { ...about, state: 'out', endedAt: null };
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'uncertain':
      return { ...about, state: job.state, endedAt: job.finishedAt ?? now };
  }
}
