/** What keys of one allowance can still do, as a flow: requests a ms within places and a day that comes back. */
export interface FarPool {
  requestsPerMs: number;
  /** Jobs at the API at once; Infinity: as many as one likes. */
  places: number;
  day: { left: number; limit: number; resetAt: number };
  /** It does nothing before then (ms). */
  from: number;
}

/** What is left of a batch, as a flow. */
export interface FarBatch {
  id: number;
  /** The highest goes first; equals share. */
  rank: number;
  jobs: number;
  /** Of a job, on the average: requests, and how long it holds its place (ms). */
  requests: number;
  durationMs: number;
  /** Pools that may take it. */
  pools: ReadonlySet<FarPool>;
  /** From when on it may send: at most `now` while it may (ms). */
  opensAt(now: number): number;
  /** It opens and closes by the hour. */
  byHours: boolean;
}

/** What was carried by whom, and when the last of a batch is out. */
export interface FarAhead {
  /** When the last job of each batch is done that comes to an end (ms). */
  ends: Map<number, number>;
  /** Jobs by batch and pool, and when the last of them went out. */
  carried: Map<number, Map<FarPool, { jobs: number; until: number }>>;
}

const DAY_MS = 86_400_000;
/** Hours are looked at so often. */
const HOURS_STEP_MS = 5 * 60_000;
/** Less than this of a job, or of a request, is nothing. */
const CRUMB = 1e-6;

/**
 * Weeks ahead it no longer matters which job goes at which moment: what keys can do flows to the batches, rank by rank, until a batch is empty, a day
 * is spent, one comes back, or a batch opens. Exact but for bursts, of which each day has one minute's worth. Yields after each such moment.
 */
export function* farAhead(pools: readonly FarPool[], batches: readonly FarBatch[], horizon: number): Generator<void, FarAhead> {
  const flow = new Flow(pools, batches);
  while (flow.now < horizon && flow.advance()) yield;
  return flow.result;
}

interface Stream {
  batch: FarBatch;
  pool: FarPool;
  /** Jobs a ms. */
  rate: number;
}

class Flow {
  readonly result: FarAhead = { ends: new Map(), carried: new Map() };
  now: number;
  readonly #left: Map<FarBatch, number>;
  readonly #pools: Map<FarPool, FarPool['day']>;

  constructor(pools: readonly FarPool[], batches: readonly FarBatch[]) {
    this.now = Math.min(...pools.map((pool) => pool.from));
    this.#left = new Map(batches.map((batch) => [batch, batch.jobs]));
    this.#pools = new Map(pools.map((pool) => [pool, { ...pool.day }]));
  }

  /** Up to the next moment at which something changes; false when nothing will. */
  advance(): boolean {
    if (this.#left.size === 0) return false;
    const streams = this.#streams();
    const until = this.#next(streams);
    if (until === Infinity) return false;
    for (const stream of streams) this.#pass(stream, until);
    this.now = until;
    for (const [batch, jobs] of this.#left) if (jobs <= CRUMB) this.#finish(batch);
    for (const day of this.#pools.values()) {
      if (day.resetAt > until) continue;
      day.left = day.limit;
      day.resetAt += DAY_MS;
    }
    return true;
  }

  /** What flows now: each pool serves the highest rank that may take it, and equals share it. */
  #streams(): Stream[] {
    const open = [...this.#left.keys()].filter((batch) => batch.opensAt(this.now) <= this.now);
    return [...this.#pools].flatMap(([pool, day]) => {
      if (pool.from > this.now || day.left <= CRUMB) return [];
      const eligible = open.filter((batch) => batch.pools.has(pool));
      const rank = Math.max(...eligible.map((batch) => batch.rank));
      const served = eligible.filter((batch) => batch.rank === rank);
      return served.map((batch) => ({ batch, pool, rate: rateOf(pool, batch) / served.length }));
    });
  }

  #next(streams: readonly Stream[]): number {
    const changes: number[] = [];
    for (const [pool, day] of this.#pools) {
      if (pool.from > this.now) changes.push(pool.from);
      if (day.limit !== Infinity) changes.push(day.resetAt);
      const spent = sum(streams.filter((stream) => stream.pool === pool).map(({ batch, rate }) => rate * batch.requests));
      if (spent > 0) changes.push(this.now + day.left / spent);
    }
    for (const [batch, jobs] of this.#left) {
      const opens = batch.opensAt(this.now);
      if (opens > this.now) changes.push(opens);
      else if (batch.byHours) changes.push(this.now + HOURS_STEP_MS);
      const rate = sum(streams.filter((stream) => stream.batch === batch).map((stream) => stream.rate));
      if (rate > 0) changes.push(this.now + jobs / rate);
    }
    return Math.min(Infinity, ...changes);
  }

  #pass({ batch, pool, rate }: Stream, until: number): void {
    const jobs = rate * (until - this.now);
    const day = this.#pools.get(pool)!;
    this.#left.set(batch, Math.max(0, (this.#left.get(batch) ?? 0) - jobs));
    day.left = Math.max(0, day.left - jobs * batch.requests);
    const carried = this.result.carried.get(batch.id) ?? new Map<FarPool, { jobs: number; until: number }>();
    carried.set(pool, { jobs: (carried.get(pool)?.jobs ?? 0) + jobs, until });
    this.result.carried.set(batch.id, carried);
  }

  #finish(batch: FarBatch): void {
    this.#left.delete(batch);
    this.result.ends.set(batch.id, this.now + batch.durationMs);
  }
}

/** As many as the minute lets out, or as places come free. */
function rateOf({ requestsPerMs, places }: FarPool, { requests, durationMs }: FarBatch): number {
  return Math.min(requestsPerMs / requests, places / Math.max(1, durationMs));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
