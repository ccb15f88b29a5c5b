/** Reads a long list of the engine in pages, as its rows come into sight. The rows themselves live in the store; this holds their order. */
export interface PageAnswer<T> {
  rows: readonly T[];
  total: number;
}

export interface PageSourceOptions<T extends { id: number }> {
  /** Asks the engine. */
  fetch(offset: number, limit: number): Promise<PageAnswer<T>>;
  /** Puts rows into the store. */
  put(rows: readonly T[]): void;
  setTimer(delayMs: number, callback: () => void): unknown;
}

export const PAGE_SIZE = 100;
/** A list in motion looks again this often, at most. */
const REFRESH_MS = 700;

export interface Pages {
  /** Null until the first answer. */
  total: number | null;
  ids: readonly (number | undefined)[];
  /** The last page asked for did not come. */
  failed: unknown;
}

export class PageSource<T extends { id: number }> {
  readonly #options: PageSourceOptions<T>;
  readonly #listeners = new Set<() => void>();
  readonly #asking = new Set<number>();
  #fresh = new Set<number>();
  #wanted: readonly number[] = [0];
  /** The page one scrolls towards; null while nothing moves. */
  #ahead: number | null = null;
  #first = 0;
  #round = 0;
  #refreshing = false;
  #stopped = false;
  #pages: Pages = { total: null, ids: [], failed: null };

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
      if (this.#listeners.size === 0) this.#stopped = true;
    };
  };

  /** Rows from `first` to `last` (inclusive) are in sight. */
  want(first: number, last: number): void {
    const pages: number[] = [];
    for (let page = Math.floor(first / PAGE_SIZE); page <= Math.floor(last / PAGE_SIZE); page++) pages.push(page);
    if (first !== this.#first) this.#ahead = first > this.#first ? pages.at(-1)! + 1 : pages[0]! - 1;
    this.#first = first;
    this.#wanted = pages;
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
    this.#options.put(rows);
    const ids = this.#pages.ids.slice(0, total);
    ids.length = total;
    for (let at = 0; at < PAGE_SIZE && page * PAGE_SIZE + at < total; at++) ids[page * PAGE_SIZE + at] = rows[at]?.id;
    this.#set({ total, ids, failed: null });
  }

  #set(pages: Pages): void {
    this.#pages = pages;
    for (const listener of [...this.#listeners]) listener();
  }
}
