/** The order of a whole list of assets, read in a few large pieces and kept true to the engine: what a grid of any length lays itself out by. */
import type { CallOutput, EngineEvent } from '../../shared/contract.ts';
import type { AssetKind, AssetView, Kept } from '../../shared/domain.ts';
import { stackOf } from '../../shared/library/stack-of.ts';

export type OrderAnswer = CallOutput<'asset.order'>;

/** What is known of every asset of the list, whether it was in sight or not. */
export interface OrderEntry {
  id: number;
  kind: AssetKind;
  /** Width / height; null: not known. */
  ratio: number | null;
  createdAt: number;
  batchId: number | null;
  batchName: string | null;
  stack: string | null;
  rating: Kept['rating'];
  pick: Kept['pick'];
}

export interface Order {
  /** Null before the first answer. */
  total: number | null;
  entries: readonly OrderEntry[];
  /** How long the engine looked for them, ms; null before the first answer. */
  tookMs: number | null;
  /** The last piece asked for did not come. */
  failed: unknown;
}

export interface OrderSourceOptions {
  /** Asks the engine. */
  fetch(offset: number, limit: number): Promise<OrderAnswer>;
  setTimer(delayMs: number, callback: () => void): unknown;
  /** Resolves when the first screen of a new list has its pictures: its rest waits, for the engine that reads it also hands those out. */
  firstScreen(): Promise<void>;
  /** The list is of the trash. */
  trashed: boolean;
  /** The list is not of everything: a change of any asset may bring it in or take it out. */
  filtered: boolean;
}

/** A screenful or a few: there at once. */
export const HEAD = 600;
export const PIECE = 20_000;
/** A list in motion looks again this often, at most; one that takes long to read less often. */
const REFRESH_MS = 700;
const LONG_REFRESH_MS = 3_000;

const KINDS: Readonly<Record<string, AssetKind>> = { i: 'image', v: 'video', a: 'audio', o: 'other' };
const PICKS: Readonly<Record<string, Kept['pick']>> = { p: 'picked', r: 'rejected' };

/** The columns of an answer as entries. */
export function entriesOf(answer: OrderAnswer): OrderEntry[] {
  const names = new Map(answer.batches.map(({ id, name }) => [id, name]));
  return answer.ids.map((id, at) => {
    const batchId = answer.batchIds[at] || null;
    return {
      id,
      kind: KINDS[answer.kinds[at] ?? ''] ?? 'other',
      ratio: answer.ratios[at] ? (answer.ratios[at] ?? 0) / 1_000 : null,
      createdAt: answer.times[at] ?? 0,
      batchId,
      batchName: batchId === null ? null : (names.get(batchId) ?? null),
      stack: answer.stacks[at] || null,
      rating: ratingOf(answer.ratings[at]),
      pick: PICKS[answer.picks[at] ?? ''] ?? null,
    };
  });
}

function ratingOf(letter: string | undefined): Kept['rating'] {
  const stars = Number(letter ?? 0);
  return stars >= 1 ? (stars as Kept['rating']) : null;
}

/** The entry of an asset whose row is known. */
export function entryOf(asset: AssetView): OrderEntry {
  const { id, kind, width, height, createdAt, batchId, batchName, kept } = asset;
  const ratio = width && height ? Math.max(1, Math.round((1_000 * width) / height)) / 1_000 : null;
  return { id, kind, ratio, createdAt, batchId, batchName, stack: stackOf(asset), rating: kept.rating, pick: kept.pick };
}

/** A list with a newly read beginning; null when the two do not fit together: something changed further down. */
export function withHead(known: readonly OrderEntry[], head: readonly OrderEntry[], total: number): OrderEntry[] | null {
  if (head.length >= total) return [...head];
  const last = head.at(-1);
  const at = last ? known.findIndex((entry) => entry.id === last.id) : -1;
  if (at < 0) return null;
  const joined = [...head, ...known.slice(at + 1)];
  return joined.length === total ? joined : null;
}

export class OrderSource {
  readonly #options: OrderSourceOptions;
  readonly #listeners = new Set<() => void>();
  #order: Order = { total: null, entries: [], tookMs: null, failed: null };
  /** Rises with every reading: answers to an older one are dropped. */
  #round = 0;
  #refreshing = false;

  constructor(options: OrderSourceOptions) {
    this.#options = options;
  }

  /** The same object until something changed. */
  read = (): Order => this.#order;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) void this.#look();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#round += 1;
    };
  };

  /** The list may have changed: it is read again, soon and not too often. */
  refresh(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    this.#options.setTimer(this.#order.entries.length > PIECE ? LONG_REFRESH_MS : REFRESH_MS, () => {
      this.#refreshing = false;
      if (this.#listeners.size > 0) void this.#look();
    });
  }

  /** What is known is changed at once; what is not is for `refresh` to find. */
  apply(event: EngineEvent): void {
    if (event.name === 'asset.changed') this.#patch(event.payload);
    if (event.name === 'asset.removed') this.#keep(new Set(event.payload));
  }

  #patch(changed: readonly AssetView[]): void {
    const rows = new Map(changed.map((asset) => [asset.id, asset]));
    const gone = new Set<number>();
    let touched = false;
    const entries = this.#order.entries.map((entry) => {
      const asset = rows.get(entry.id);
      if (!asset) return entry;
      if ((asset.trashedAt !== null) !== this.#options.trashed) gone.add(entry.id);
      const next = entryOf(asset);
      if (sameEntry(entry, next)) return entry;
      touched = true;
      return next;
    });
    if (touched) this.#set({ ...this.#order, entries });
    this.#keep(gone);
  }

  #keep(gone: ReadonlySet<number>): void {
    const entries = gone.size === 0 ? this.#order.entries : this.#order.entries.filter((entry) => !gone.has(entry.id));
    const less = this.#order.entries.length - entries.length;
    if (less > 0) this.#set({ ...this.#order, entries, total: Math.max(entries.length, (this.#order.total ?? 0) - less) });
  }

  async #look(): Promise<void> {
    const round = ++this.#round;
    try {
      const head = await this.#options.fetch(0, HEAD);
      if (round !== this.#round) return;
      const { total, entries: known } = this.#order;
      const { tookMs } = head;
      const entries = entriesOf(head);
      const joined = this.#options.filtered && head.total > HEAD ? null : withHead(known, entries, head.total);
      if (joined) return this.#set({ total: head.total, entries: joined, tookMs, failed: null });
      if (total === null) {
        this.#set({ total: head.total, entries, tookMs, failed: null });
        await this.#options.firstScreen();
        if (round !== this.#round) return;
      }
      await this.#rest(entries, tookMs, round);
    } catch (thrown) {
      if (round === this.#round) this.#set({ ...this.#order, failed: thrown });
    }
  }

  /** Shown when all of it is there. Pieces are read at different moments, so an asset may stand in two of them: the first place counts. */
  async #rest(head: readonly OrderEntry[], tookMs: number, round: number): Promise<void> {
    const all = new Map(head.map((entry) => [entry.id, entry]));
    let total = Infinity;
    for (let offset = head.length; offset < total; offset += PIECE) {
      const answer = await this.#options.fetch(offset, PIECE);
      if (round !== this.#round) return;
      for (const entry of entriesOf(answer)) if (!all.has(entry.id)) all.set(entry.id, entry);
      total = answer.total;
      if (answer.ids.length === 0) break;
    }
    this.#set({ total: all.size, entries: [...all.values()], tookMs, failed: null });
  }

  #set(order: Order): void {
    this.#order = order;
    for (const listener of [...this.#listeners]) listener();
  }
}

function sameEntry(one: OrderEntry, other: OrderEntry): boolean {
  return (Object.keys(one) as (keyof OrderEntry)[]).every((field) => one[field] === other[field]);
}
