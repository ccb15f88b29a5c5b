import type { FlightView } from '../../../../shared/domain.ts';

/** A flight in a lane: the row it runs in is one of the key's places at the API. */
export interface Flight extends FlightView {
  row: number;
}

export const flightKey = (flight: Pick<FlightView, 'jobId' | 'startedAt'>): string => `${flight.jobId}@${flight.startedAt}`;

/** Rows of flights that never overlap, so that each is sorted by start and by end alike. */
export class Packing {
  readonly rows: Flight[][] = [];

  /** Puts a flight that began no earlier than all before it into the lowest row that is free then. */
  add(flight: Flight): void {
    let row = this.rows.findIndex((flights) => isFree(flights.at(-1), flight.startedAt));
    if (row < 0) row = this.rows.push([]) - 1;
    flight.row = row;
    this.rows[row]!.push(flight);
  }

  /** Packs all of them anew; sorted by start. */
  refill(flights: readonly Flight[]): void {
    this.rows.length = 0;
    for (const flight of flights) this.add(flight);
  }
}

function isFree(last: Flight | undefined, at: number): boolean {
  return last === undefined || (last.endedAt !== null && last.endedAt <= at);
}

/** A planned flight with the row it would run in. */
export interface Outline {
  jobId: number;
  batchId: number;
  model: string;
  from: number;
  to: number;
  row: number;
}

/** Where each row of a lane comes free: by the end that is expected of what runs in it. */
export function packOutlines(planned: readonly Omit<Outline, 'row'>[], freeAt: readonly number[]): Outline[] {
  const free = [...freeAt];
  return planned.map((flight) => {
    let row = free.findIndex((at) => at <= flight.from);
    // The forecast counts places, not rows: where rounding lets two meet, the one that comes free first takes it.
    if (row < 0) row = free.length === 0 ? 0 : free.indexOf(Math.min(...free));
    free[row] = flight.to;
    return { ...flight, row };
  });
}
