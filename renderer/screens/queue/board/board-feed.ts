import type { EngineClient, EngineEvent } from '../../../../shared/contract.ts';
import type { BoardRecord } from './board-record.ts';

/** One page of history, and how much of it is read at most. */
const PAGE = 2_000;
const MOST_MARKS = 20_000;
const MOST_FLIGHTS = 10_000;

export interface BoardFeed {
  /** The view reaches back to this time: reads what is not known yet, single requests as far as they are not too many, minutes beyond. */
  want(from: number): void;
  stop(): void;
}

/** Fills a record: history by pages as the view reaches it, then events. `now` is the engine's clock. */
export function feedBoard(client: Pick<EngineClient, 'call' | 'subscribe' | 'onReconnect'>, record: BoardRecord, now: () => number): BoardFeed {
  let wanted = Infinity;
  let minutesFrom = Infinity;
  let reading = false;
  let marksRead = 0;
  let stopped = false;
  let planAsked = false;

  function want(from: number): void {
    if (from >= wanted) return;
    // Twice as far as was asked: the next step of a zoom or a drag is then there already.
    wanted = Math.floor(from - (now() - from));
    void read();
  }

  async function read(): Promise<void> {
    if (reading || stopped) return;
    reading = true;
    try {
      while (!stopped && record.knownFrom > wanted && marksRead < MOST_MARKS) await readBack(wanted);
      if (!stopped && record.knownFrom > wanted && minutesFrom > wanted) await readMinutes(wanted);
    } catch {
      // The link is down: its return reads again. What is there stays.
    } finally {
      reading = false;
    }
  }

  /** Requests and flights since `from`, newest first, until there are none or enough. */
  async function readBack(from: number): Promise<void> {
    let before: number | undefined;
    let oldest = now();
    for (let whole = false; !whole && marksRead < MOST_MARKS && !stopped;) {
      const marks = await client.call('request.list', { since: Math.max(0, from), limit: PAGE, ...(before === undefined ? {} : { before }) });
      record.putMarks(marks);
      marksRead += marks.length;
      before = marks.at(-1)?.id;
      oldest = marks.at(-1)?.sentAt ?? oldest;
      whole = marks.length < PAGE;
      if (whole) oldest = from;
    }
    await readFlights(oldest);
    record.knownFrom = Math.min(record.knownFrom, oldest);
    record.version++;
  }

  async function readFlights(since: number): Promise<void> {
    let before: number | undefined;
    for (let read = 0; read < MOST_FLIGHTS && !stopped;) {
      const flights = await client.call('flight.list', { since: Math.max(0, Math.floor(since)), limit: PAGE, ...(before === undefined ? {} : { before }) });
      record.putFlights(flights);
      read += flights.length;
      const oldest = flights.at(-1)?.startedAt;
      if (flights.length < PAGE || oldest === undefined || oldest === before) return;
      before = oldest;
    }
  }

  async function readMinutes(from: number): Promise<void> {
    minutesFrom = from;
    record.setMinutes(await client.call('key.minutes', { since: Math.max(0, from) }));
  }

  async function readPlan(): Promise<void> {
    if (planAsked) return;
    planAsked = true;
    try {
      record.setPlan((await client.call('flight.plan', null)).flights);
    } catch {
      // As above.
    } finally {
      planAsked = false;
    }
  }

  function onEvent(event: EngineEvent): void {
    if (event.name === 'request.changed') record.putMarks(event.payload);
    else if (event.name === 'job.changed') record.putJobs(event.payload, now());
    else if (event.name === 'plan.changed') void readPlan();
  }

  /** What happened while the link was lost is read again. */
  function again(): void {
    const from = wanted;
    marksRead = 0;
    record.knownFrom = Infinity;
    minutesFrom = Infinity;
    wanted = Infinity;
    if (from < Infinity) want(from);
    void readPlan();
  }

  const leave = [client.subscribe(onEvent), client.onReconnect(again)];
  void readPlan();
  return {
    want,
    stop() {
      stopped = true;
      for (const off of leave) off();
    },
  };
}
