/** Reads a long list of the engine in pages, as its rows come into sight. The rows themselves live in the store; this holds their order. */
export interface PageAnswer<T> {
  rows: readonly T[];
  total: number;
}

export interface PageSourceOptions<T extends { id: number }> {
  /** Asks the engine. */
  fetch(offset: number, limit: number): Promise<PageAnswer<T>>;
  /** Puts rows into the store, where they stay until they are let go as often as they were put. */
  put(rows: readonly T[]): void;
  /** The list shows these no more. */
  letGo(ids: readonly number[]): void;
  setTimer(delayMs: number, callback: () => void): unknown;
}

export const PAGE_SIZE = 100;
/** Pages a list holds at most, unless more are in sight: those longest out of sight are read again when one comes back. */
export const MOST_PAGES = 20;
/** A list in motion looks again this often, at most. */
const REFRESH_MS = 700;

export interface Pages {
  /** Null until the first answer. */
  total: number | null;
  ids: readonly (number | undefined)[];
  /** The last page asked for did not come. */
  failed: unknown;
}

const NOTHING_READ: Pages = { total: null, ids: [], failed: null };

export class PageSource<T extends { id: number }> {
  readonly #options: PageSourceOptions<T>;
  readonly #listeners = new Set<() => void>();
  readonly #asking = new Set<number>();
  #fresh = new Set<number>();
  /** The rows of every page that was read, by page; those seen longest ago first. */
  readonly #held = new Map<number, readonly number[]>();
  #wanted: readonly number[] = [0];
  /** The page one scrolls towards; null while nothing moves. */
  #ahead: number | null = null;
  #chosen: number | null = null;
  #first = 0;
  #round = 0;
  #refreshing = false;
  #stopped = false;
  #pages: Pages = NOTHING_READ;

  constructor(options: PageSourceOptions<T>) {
    this.#options = options;
  }

  /** The same object until something changed. */
  read = (): Pages => this.#pages;

  subscribe = (listener: () => void): (() => void) => {
    this.#stopped = false;
    this.#listeners.add(listener);
    this.#fill();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  /** Nobody looks: nothing is held. */
  #stop(): void {
    this.#stopped = true;
    this.#round += 1;
    this.#asking.clear();
    this.#fresh.clear();
    this.#drop([...this.#held.keys()]);
    this.#pages = NOTHING_READ;
  }

  /** Rows from `first` to `last` (inclusive) are in sight; that at `chosen` is held wherever one looks (-1: none is). */
  want(first: number, last: number, chosen = -1): void {
    this.#chosen = chosen < 0 ? null : Math.floor(chosen / PAGE_SIZE);
    const pages: number[] = [];
    for (let page = Math.floor(first / PAGE_SIZE); page <= Math.floor(last / PAGE_SIZE); page++) pages.push(page);
    if (first !== this.#first) this.#ahead = first > this.#first ? pages.at(-1)! + 1 : pages[0]! - 1;
    this.#first = first;
    this.#wanted = pages;
    for (const page of pages) this.#seen(page);
    this.#fill();
  }

  /** The list may have changed: pages in sight are read again, soon and not too often. */
  refresh(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    this.#options.setTimer(REFRESH_MS, () => {
      this.#refreshing = false;
      this.#round += 1;
      this.#fresh = new Set();
      this.#asking.clear();
      this.#fill();
    });
  }

  #fill(): void {
    if (this.#stopped) return;
    for (const page of this.#wanted) if (!this.#fresh.has(page) && !this.#asking.has(page)) void this.#ask(page);
    if (this.#ahead !== null && this.#isUnread(this.#ahead)) void this.#ask(this.#ahead);
  }

  /** Nobody looks there yet: it is read once, so that its rows are there when they come into sight, and not again with every change. */
  #isUnread(page: number): boolean {
    const { total, ids } = this.#pages;
    const at = page * PAGE_SIZE;
    return total !== null && at >= 0 && at < total && ids[at] === undefined && !this.#asking.has(page);
  }

  async #ask(page: number): Promise<void> {
    const round = this.#round;
    this.#asking.add(page);
    try {
      const answer = await this.#options.fetch(page * PAGE_SIZE, PAGE_SIZE);
      if (round !== this.#round || this.#stopped) return;
      this.#take(page, answer);
    } catch (thrown) {
      if (round === this.#round && !this.#stopped) this.#set({ ...this.#pages, failed: thrown });
    } finally {
      if (round === this.#round) this.#asking.delete(page);
    }
  }

  #take(page: number, { rows, total }: PageAnswer<T>): void {
    this.#fresh.add(page);
    this.#hold(page, rows);
    const gone = [...this.#held.keys()].filter((held) => held > 0 && held * PAGE_SIZE >= total);
    const dropped = [...gone, ...this.#longUnseen(this.#held.size - gone.length - MOST_PAGES)];
    this.#drop(dropped);
    const ids = this.#pages.ids.slice(0, total);
    ids.length = total;
    for (const unseen of dropped) place(ids, unseen, []);
    if (this.#held.has(page)) place(ids, page, rows);
    this.#set({ total, ids, failed: null });
  }

  /** Put before the page's last rows are let go: those that are in both stay. */
  #hold(page: number, rows: readonly T[]): void {
    const before = this.#held.get(page) ?? [];
    this.#options.put(rows);
    this.#options.letGo(before);
    this.#held.set(
      page,
      rows.map((row) => row.id),
    );
    if (before.length === 0 || this.#wanted.includes(page)) this.#seen(page);
  }

  #seen(page: number): void {
    const rows = this.#held.get(page);
    if (!rows) return;
    this.#held.delete(page);
    this.#held.set(page, rows);
  }

  #longUnseen(count: number): readonly number[] {
    const needed = new Set([...this.#wanted, this.#ahead, this.#chosen]);
    return [...this.#held.keys()].filter((page) => !needed.has(page)).slice(0, Math.max(0, count));
  }

  #drop(pages: readonly number[]): void {
    for (const page of pages) {
      this.#options.letGo(this.#held.get(page) ?? []);
      this.#held.delete(page);
      this.#fresh.delete(page);
    }
  }

  #set(pages: Pages): void {
    this.#pages = pages;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Puts the ids of a page's rows in their places; a place beyond the rows is one that was not read. */
function place(ids: (number | undefined)[], page: number, rows: readonly { id: number }[]): void {
  for (let at = 0; at < PAGE_SIZE && page * PAGE_SIZE + at < ids.length; at++) ids[page * PAGE_SIZE + at] = rows[at]?.id;
}
