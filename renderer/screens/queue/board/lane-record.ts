import type { FlightView, KeyMinute, PlannedFlight, RequestView } from '../../../../shared/domain.ts';
import { type Flight, flightKey, type Outline, packOutlines, Packing } from './packing.ts';
import { firstFrom, insertSorted } from './search.ts';

const sentAt = (mark: RequestView): number => mark.sentAt;
const startedAt = (flight: Flight): number => flight.startedAt;

/** What is known of one key's lane: its requests and flights in order of time, what is planned, and minutes where single ones are too many. */
export class LaneRecord {
  readonly marks: RequestView[] = [];
  readonly flights: Flight[] = [];
  readonly packing = new Packing();
  minutes: KeyMinute[] = [];
  /** Rises with each change. */
  version = 0;
  readonly #known = new Map<string, Flight>();
  #planned: readonly PlannedFlight[] = [];
  /** Made anew when flights or the plan changed since. */
  #forecast: { outlines: Outline[]; expected: Map<number, number> } | null = null;

  /** What is to come, each in the row that would be free for it. */
  get outlines(): readonly Outline[] {
    return (this.#forecast ??= this.#lookAhead()).outlines;
  }

  /** When what is out is expected home, by job. */
  get expected(): ReadonlyMap<number, number> {
    return (this.#forecast ??= this.#lookAhead()).expected;
  }

  putMark(mark: RequestView): void {
    this.version++;
    const at = this.#indexOfMark(mark);
    if (at >= 0) this.marks[at] = mark;
    else insertSorted(this.marks, mark, sentAt);
  }

  /** A flight that is known is changed; a new one takes its place. */
  putFlight(view: FlightView): void {
    this.#changed();
    const known = this.#known.get(flightKey(view));
    if (known) {
      Object.assign(known, view);
      return;
    }
    const flight: Flight = { ...view, row: 0 };
    this.#known.set(flightKey(view), flight);
    const at = insertSorted(this.flights, flight, startedAt);
    if (at === this.flights.length - 1) this.packing.add(flight);
    else this.packing.refill(this.flights);
  }

  /** Many at once, in any order. */
  putFlights(views: readonly FlightView[]): void {
    this.#changed();
    const fresh = views.filter((view) => !this.#known.has(flightKey(view)));
    for (const view of views) if (this.#known.has(flightKey(view))) this.putFlight(view);
    for (const view of fresh) {
      const flight = { ...view, row: 0 };
      if (this.#known.has(flightKey(view))) continue;
      this.#known.set(flightKey(view), flight);
      this.flights.push(flight);
    }
    if (fresh.length === 0) return;
    this.flights.sort((one, other) => one.startedAt - other.startedAt);
    this.packing.refill(this.flights);
  }

  /** A job that went back to the queue flew nowhere. */
  dropOut(jobId: number): void {
    const out = this.flights.filter((flight) => flight.jobId === jobId && flight.state === 'out');
    if (out.length === 0) return;
    this.#changed();
    for (const flight of out) {
      this.#known.delete(flightKey(flight));
      this.flights.splice(this.flights.indexOf(flight), 1);
    }
    this.packing.refill(this.flights);
  }

  setPlan(planned: readonly PlannedFlight[]): void {
    this.#planned = planned;
    this.#changed();
  }

  setMinutes(minutes: KeyMinute[]): void {
    this.minutes = minutes;
    this.version++;
  }

  /** Forgets what began before `at` (and ended before it). */
  trim(at: number): void {
    this.version++;
    this.marks.splice(0, firstFrom(this.marks, at, sentAt));
    const kept = this.flights.filter((flight) => flight.startedAt >= at || flight.endedAt === null || flight.endedAt >= at);
    if (kept.length === this.flights.length) return;
    for (const flight of this.flights) if (!kept.includes(flight)) this.#known.delete(flightKey(flight));
    this.flights.splice(0, this.flights.length, ...kept);
    this.packing.refill(this.flights);
  }

  #changed(): void {
    this.version++;
    this.#forecast = null;
  }

  /** What is out goes on to its expected end; the rest of the plan is packed behind it. */
  #lookAhead(): { outlines: Outline[]; expected: Map<number, number> } {
    const flown = new Map(this.flights.map((flight) => [flight.jobId, flight]));
    const expected = new Map(this.#planned.filter((one) => flown.get(one.jobId)?.state === 'out').map((one) => [one.jobId, one.to]));
    const freeAt = this.packing.rows.map((row) => {
      const last = row.at(-1);
      return last?.state === 'out' ? (expected.get(last.jobId) ?? last.startedAt) : -Infinity;
    });
    // What went out since the plan was made is planned no more.
    const toCome = this.#planned.filter((one) => (flown.get(one.jobId)?.startedAt ?? -Infinity) < one.from).toSorted((one, other) => one.from - other.from);
    return {
      outlines: packOutlines(
        toCome.filter((one) => !expected.has(one.jobId)),
        freeAt.length > 0 ? freeAt : [-Infinity],
      ),
      expected,
    };
  }

  #indexOfMark(mark: RequestView): number {
    for (let at = firstFrom(this.marks, mark.sentAt, sentAt); at < this.marks.length && this.marks[at]!.sentAt === mark.sentAt; at++)
      if (this.marks[at]!.id === mark.id) return at;
    return -1;
  }
}
