import type { Database, Statement } from 'better-sqlite3';
import type { EndpointName } from '../../../shared/domain.ts';
import { canonicalId } from './seed.ts';

interface Samples {
  /** Milliseconds, newest last. */
  values: number[];
  /** The same in ascending order; null after a change. */
  sorted: number[] | null;
}

const KEPT = 200;

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
    const samples = this.#samples(endpoint, model);
    samples.values = [...samples.values, Math.round(ms)].slice(-KEPT);
    samples.sorted = null;
    this.#write.run(endpoint, canonicalId(model), JSON.stringify(samples.values));
  }

  /** The duration in ms which the share `p` (0 to 1) of runs does not exceed, interpolated; null before the first run. */
  quantile(endpoint: EndpointName, model: string, p: number): number | null {
    const samples = this.#samples(endpoint, model);
    samples.sorted ??= samples.values.toSorted((a, b) => a - b);
    return quantileOf(samples.sorted, p);
  }

  /** Everything is read anew when it is next asked for. */
  forget(): void {
    this.#known.clear();
  }

  #samples(endpoint: EndpointName, model: string): Samples {
    const name = `${endpoint} ${canonicalId(model)}`;
    const known = this.#known.get(name) ?? { values: this.#load(endpoint, canonicalId(model)), sorted: null };
    this.#known.set(name, known);
    return known;
  }

  #load(endpoint: EndpointName, model: string): number[] {
    const row = this.#read.get(endpoint, model);
    return row ? (JSON.parse(row.samples) as number[]) : [];
  }
}

function quantileOf(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const place = Math.min(1, Math.max(0, p)) * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return Math.round(below + (above - below) * (place % 1));
}
