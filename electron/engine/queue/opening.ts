import { Cron } from 'croner';
import type { BatchStart, StartHours } from '../../../shared/domain.ts';

/** From when on a batch may send (ms): `now` or earlier while it may, else when its time comes. */
export function opensAt(start: BatchStart | undefined, now: number): number {
  switch (start?.kind) {
    case 'at':
      return start.at;
    case 'hours':
      return hoursOf(start).opensAt(now);
    default:
      return now;
  }
}

/** Hours of the day with the last answer kept: a decision asks at every look, and the calendar of a time zone is slow to read. */
class Hours {
  readonly #from: Cron;
  readonly #to: Cron;
  #known = { since: Infinity, until: -Infinity, at: 0 };

  constructor({ from, to, zone }: StartHours) {
    this.#from = daily(from, zone);
    this.#to = daily(to, zone);
  }

  opensAt(now: number): number {
    if (now < this.#known.since || now >= this.#known.until) this.#read(now);
    return this.#known.at;
  }

  /** Whichever comes next, the beginning or the end, tells where in the day we are. */
  #read(now: number): void {
    const [opens, closes] = [next(this.#from, now), next(this.#to, now)];
    this.#known = closes < opens ? { since: now, until: closes, at: now } : { since: now, until: opens, at: opens };
  }
}

function daily(minutes: number, timezone: string): Cron {
  return new Cron(`${minutes % 60} ${Math.floor(minutes / 60)} * * *`, { timezone, paused: true });
}

/** Strictly after `now`. Hours that a change of clocks leaves out are taken to begin when it is over. */
function next(cron: Cron, now: number): number {
  return cron.nextRun(new Date(now))?.getTime() ?? Infinity;
}

const known = new Map<string, Hours>();
const MOST_KNOWN = 1_000;

function hoursOf(start: StartHours): Hours {
  const name = `${start.from} ${start.to} ${start.zone}`;
  const found = known.get(name) ?? new Hours(start);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, found);
  return found;
}
