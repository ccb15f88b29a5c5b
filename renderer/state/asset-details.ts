import type { EngineEvent } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';
import { SeenLately } from './seen-lately.ts';

export interface AssetDetailsOptions {
  /** Asks the engine for whole rows; those that are gone are left out. */
  fetch(ids: number[]): Promise<AssetView[]>;
  /** When whoever shows them is told; at once where it is absent. */
  soon?(tell: () => void): void;
  /** Rows kept; those longest out of sight go first. */
  most?: number;
}

const MOST = 3_000;
/** Rows of one question. */
const AT_ONCE = 200;

/** Whole rows of the assets that are or were lately in sight. Bounded, so that a scroll through everything does not fill the memory. */
export class AssetDetails {
  readonly #options: AssetDetailsOptions;
  readonly #rows: SeenLately<AssetView>;
  #wanted: readonly number[] = [];
  #asking = false;
  #known: { version: number; rows: readonly AssetView[] } = { version: 0, rows: [] };

  constructor(options: AssetDetailsOptions) {
    this.#options = options;
    this.#rows = new SeenLately({ most: options.most ?? MOST, soon: options.soon ?? ((tell) => tell()) });
  }

  /** Rises when a row came or changed. */
  version = (): number => this.#rows.version();

  subscribe = (listener: () => void): (() => void) => this.#rows.subscribe(listener);

  get(id: number): AssetView | undefined {
    return this.#rows.get(id);
  }

  /** All rows at hand; the same array until one came or changed. */
  known(): readonly AssetView[] {
    const version = this.version();
    if (this.#known.version !== version) this.#known = { version, rows: this.#rows.all() };
    return this.#known.rows;
  }

  /** These are in sight. Asked again while a question is out, only the last wish counts: what was scrolled past is not read. */
  want(ids: readonly number[]): void {
    this.#rows.touch(ids);
    this.#wanted = ids;
    void this.#ask();
  }

  /** One row, asked for by itself when it is not known; null when it is gone. */
  async one(id: number): Promise<AssetView | null> {
    const known = this.#rows.get(id);
    if (known) return known;
    const [row] = await this.#options.fetch([id]);
    if (row) this.put([row]);
    return row ?? null;
  }

  put(rows: readonly AssetView[]): void {
    const newer = rows.filter((row) => (this.#rows.get(row.id)?.revision ?? -1) < row.revision);
    for (const row of newer) this.#rows.set(row.id, row);
    if (newer.length > 0) this.#rows.told();
  }

  /** Rows that are known follow the engine; others are not kept. */
  apply(event: EngineEvent): void {
    if (event.name === 'asset.changed') this.put(event.payload.filter((row) => this.#rows.has(row.id)));
    if (event.name === 'asset.removed') for (const id of event.payload) this.#rows.delete(id);
  }

  /** The link was lost for a while: what is known may be old. */
  forget(): void {
    this.#rows.clear();
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    const ids = this.#wanted.filter((id) => !this.#rows.has(id)).slice(0, AT_ONCE);
    if (ids.length === 0) return;
    this.#asking = true;
    const rows = await this.#options.fetch(ids).catch(() => null);
    this.#asking = false;
    if (rows === null) return;
    // What is gone is not asked for in circles.
    this.#wanted = this.#wanted.filter((id) => !ids.includes(id) || rows.some((row) => row.id === id));
    this.put(rows);
    this.#rows.shrink(this.#wanted.length);
    void this.#ask();
  }
}
