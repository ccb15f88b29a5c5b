import type { CallInput, EngineClient } from '../../../../shared/contract.ts';
import type { RequestView } from '../../../../shared/domain.ts';

export type LogFilter = Omit<CallInput<'request.list'>, 'before' | 'limit'>;

export interface LogRows {
  /** Newest first; null until the first answer. */
  rows: readonly RequestView[] | null;
  /** Nothing older fits the filter. */
  whole: boolean;
  failed: unknown;
}

const PAGE = 200;
/** A log in motion is read again this often, at most. */
const REFRESH_MS = 700;

/** Reads the request log page by page, and its newest rows again when there are new ones. */
export class LogSource {
  readonly #client: Pick<EngineClient, 'call'>;
  readonly #filter: LogFilter;
  readonly #listeners = new Set<() => void>();
  #log: LogRows = { rows: null, whole: false, failed: null };
  #asking = false;
  #refreshing = false;

  constructor(client: Pick<EngineClient, 'call'>, filter: LogFilter) {
    this.#client = client;
    this.#filter = filter;
  }

  /** The same object until something changed. */
  read = (): LogRows => this.#log;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#log.rows === null) void this.more();
    return () => this.#listeners.delete(listener);
  };

  /** The next older page. */
  async more(): Promise<void> {
    if (this.#asking || this.#log.whole) return;
    this.#asking = true;
    const before = this.#log.rows?.at(-1)?.id;
    try {
      const page = await this.#client.call('request.list', { ...this.#filter, limit: PAGE, ...(before === undefined ? {} : { before }) });
      this.#set({ rows: [...(this.#log.rows ?? []), ...page], whole: page.length < PAGE, failed: null });
    } catch (failed) {
      this.#set({ ...this.#log, failed });
    } finally {
      this.#asking = false;
    }
  }

  /** There may be new rows, and answers to the newest: both are in the first page. */
  refresh(): void {
    if (this.#refreshing || this.#listeners.size === 0) return;
    this.#refreshing = true;
    setTimeout(() => void this.#readNewest(), REFRESH_MS);
  }

  async #readNewest(): Promise<void> {
    try {
      const newest = await this.#client.call('request.list', { ...this.#filter, limit: PAGE });
      const oldest = newest.at(-1)?.id ?? Infinity;
      const before = this.#log.rows ?? [];
      // More came than a page holds: what lies between is not known, and the list begins anew.
      const joins = before.some((row) => row.id >= oldest) || newest.length < PAGE;
      this.#set({ rows: joins ? [...newest, ...before.filter((row) => row.id < oldest)] : newest, whole: joins ? this.#log.whole : false, failed: null });
    } catch (failed) {
      this.#set({ ...this.#log, failed });
    } finally {
      this.#refreshing = false;
    }
  }

  #set(log: LogRows): void {
    this.#log = log;
    for (const listener of [...this.#listeners]) listener();
  }
}
