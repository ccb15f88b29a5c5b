import type { EngineEvent } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';

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
  readonly #listeners = new Set<() => void>();
  readonly #rows = new Map<number, AssetView>();
  #wanted: readonly number[] = [];
  #asking = false;
  #version = 0;
  #telling = false;
  #known: { version: number; rows: readonly AssetView[] } = { version: 0, rows: [] };

  constructor(options: AssetDetailsOptions) {
    this.#options = options;
  }

  /** Rises when a row came or changed. */
  version = (): number => this.#version;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(id: number): AssetView | undefined {
    return this.#rows.get(id);
  }

  /** All rows at hand; the same array until one came or changed. */
  known(): readonly AssetView[] {
    if (this.#known.version !== this.#version) this.#known = { version: this.#version, rows: [...this.#rows.values()] };
    return this.#known.rows;
  }

  /** These are in sight. Asked again while a question is out, only the last wish counts: what was scrolled past is not read. */
  want(ids: readonly number[]): void {
    for (const id of ids) this.#touch(id);
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
    if (newer.length > 0) this.#told();
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

  #touch(id: number): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#rows.set(id, row);
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
    this.#shrink();
    void this.#ask();
  }

  #shrink(): void {
    const most = Math.max(this.#options.most ?? MOST, this.#wanted.length);
    for (const id of this.#rows.keys()) {
      if (this.#rows.size <= most) return;
      this.#rows.delete(id);
    }
  }

  /** Rows that come within one frame are told of together. */
  #told(): void {
    this.#version += 1;
    if (this.#telling) return;
    this.#telling = true;
    const soon = this.#options.soon ?? ((tell: () => void) => tell());
    soon(() => {
      this.#telling = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}
