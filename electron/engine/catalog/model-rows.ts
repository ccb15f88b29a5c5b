import type { Database, Statement } from 'better-sqlite3';
import type { EndpointName } from '../../../shared/domain.ts';

/** A row of table `model`: what the API of an endpoint told. JSON columns as text. */
export interface ModelRow {
  id: string;
  aliases: string;
  name: string;
  description: string | null;
  provider: string | null;
  category: string | null;
  credits_per_run: number | null;
  input_schema: string | null;
}

type Stored = ModelRow & { endpoint: EndpointName; updated_at: number };

/** A list entry has no schema and may lack the rest: what was known before stays. */
const UPSERT = `
  INSERT INTO model (endpoint, id, aliases, name, description, provider, category, credits_per_run, input_schema, runnable, source, updated_at)
  VALUES (@endpoint, @id, @aliases, @name, @description, @provider, @category, @credits_per_run, @input_schema, 1, 'api', @updated_at)
  ON CONFLICT (endpoint, id) DO UPDATE SET
    aliases = excluded.aliases,
    name = excluded.name,
    description = coalesce(excluded.description, description),
    provider = coalesce(excluded.provider, provider),
    category = coalesce(excluded.category, category),
    credits_per_run = coalesce(excluded.credits_per_run, credits_per_run),
    input_schema = coalesce(excluded.input_schema, input_schema),
    updated_at = excluded.updated_at`;

/** Table `model`. Synchronous, as the driver is. */
export class ModelRows {
  readonly #db: Database;
  readonly #all: Statement<[EndpointName], ModelRow>;
  readonly #upsert: Statement<[Stored]>;

  constructor(db: Database) {
    this.#db = db;
    this.#all = db.prepare(
      'SELECT id, aliases, name, description, provider, category, credits_per_run, input_schema FROM model WHERE endpoint = ? ORDER BY id',
    );
    this.#upsert = db.prepare(UPSERT);
  }

  all(endpoint: EndpointName): ModelRow[] {
    return this.#all.all(endpoint);
  }

  /** All or none. */
  upsert(rows: readonly Stored[]): void {
    this.#db.transaction(() => {
      for (const row of rows) this.#upsert.run(row);
    })();
  }
}
