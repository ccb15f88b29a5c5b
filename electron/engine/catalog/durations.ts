import type { Database, Statement } from 'better-sqlite3';
import type { EndpointName } from '../../../shared/domain.ts';
import { leading } from '../../../shared/leading.ts';
import { canonicalId } from './seed.ts';

interface Samples {
  /** Milliseconds, newest last. */
  values: number[];
  /** The same in ascending order. */
  sorted: number[];
}

const KEPT = 200;
/** From so many runs on, their quantiles say enough of the next one. */
const MANY = 40;

/** How long models take, from our own runs: the last 200 of each, in memory and in table `model_duration`. */
export class Durations {
  readonly #known = new Map<string, Samples>();
  readonly #read: Statement<[EndpointName, string], { samples: string }>;
  readonly #write: Statement<[EndpointName, string, string]>;

  constructor(db: Database) {
    this.#read = db.prepare('SELECT samples FROM model_duration WHERE endpoint = ? AND model = ?');
    this.#write = db.prepare(
      'INSERT INTO model_duration (endpoint, model, samples) VALUES (?, ?, ?) ON CONFLICT (endpoint, model) DO UPDATE SET samples = excluded.samples',
    );
  }

  /** One UPSERT. What is no duration is ignored. */
  record(endpoint: EndpointName, model: string, ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) return;
    const { values, sorted } = this.#samples(endpoint, model);
    values.push(Math.round(ms));
    insert(sorted, Math.round(ms));
    if (values.length > KEPT) remove(sorted, values.shift()!);
    this.#write.run(endpoint, canonicalId(model), JSON.stringify(values));
  }

  /** The duration in ms which the share `p` (0 to 1) of runs does not exceed, interpolated; null before the first run. */
  quantile(endpoint: EndpointName, model: string, p: number): number | null {
    return quantileOf(this.#sorted(endpoint, model), p);
  }

  /** The duration in ms which the next run does not exceed with the chance `p` (0.5 to 1); null before the first run. */
  bound(endpoint: EndpointName, model: string, p: number): number | null {
    const sorted = this.#sorted(endpoint, model);
    const seen = quantileOf(sorted, p);
    return seen === null || sorted.length >= MANY ? seen : Math.max(seen, Math.round(predicted(sorted, p)));
  }

  /** Everything is read anew when it is next asked for. */
  forget(): void {
    this.#known.clear();
  }

  #sorted(endpoint: EndpointName, model: string): readonly number[] {
    return this.#samples(endpoint, model).sorted;
  }

  #samples(endpoint: EndpointName, model: string): Samples {
    const name = `${endpoint} ${canonicalId(model)}`;
    const known = this.#known.get(name);
    if (known) return known;
    const values = this.#load(endpoint, canonicalId(model));
    const samples: Samples = { values, sorted: values.toSorted((a, b) => a - b) };
    this.#known.set(name, samples);
    return samples;
  }

  #load(endpoint: EndpointName, model: string): number[] {
    const row = this.#read.get(endpoint, model);
    return row ? (JSON.parse(row.samples) as number[]) : [];
  }
}

function insert(sorted: number[], value: number): void {
  sorted.splice(placeOf(sorted, value), 0, value);
}

function remove(sorted: number[], value: number): void {
  sorted.splice(placeOf(sorted, value), 1);
}

/** Where the first that is not less than `value` stands. */
function placeOf(sorted: readonly number[], value: number): number {
  return leading(sorted.length, (at) => sorted[at]! < value);
}

function quantileOf(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const place = Math.min(1, Math.max(0, p)) * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return Math.round(below + (above - below) * (place % 1));
}

/**
 * The upper end of a prediction interval for one more run, its logarithm taken for logistic (durations have heavier tails than the normal distribution):
 * mean + quantile · deviation · √(1 + 1/n), widened for what a deviation from few runs is worth. One run, or runs all alike, have none.
 */
function predicted(values: readonly number[], p: number): number {
  const logs = values.map((ms) => Math.log(Math.max(1, ms)));
  const count = logs.length;
  const mean = logs.reduce((sum, log) => sum + log, 0) / count;
  if (count < 2) return Math.exp(mean);
  const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (count - 1));
  const width = ((Math.log(p / (1 - p)) * Math.sqrt(3)) / Math.PI) * (1 + 1 / (count - 1)) * Math.sqrt(1 + 1 / count);
  return Math.exp(mean + width * deviation);
}
