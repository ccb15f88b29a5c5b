import type { Logger } from '../log.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { HomeBringer, HomeBringerOptions } from './bring-home.ts';

/** Downloads at once. They cost no allowance; more would only share the same line. */
const MOST_AT_ONCE = 8;

/** Brings the outputs of finished jobs home, a few jobs at a time, and again those that could not be had yet. */
export interface Collector {
  /** Idempotent: an attempt that is being collected is not taken twice. */
  collect(attemptId: number): void;
  /** As `collect`, once with nothing else under way: the engine may have ended at it before. Those come first. */
  collectAlone(attemptId: number): void;
  /** Takes note of what is to be collected and fetches nothing: an engine that only looks. */
  hold(): void;
  /** Try everything that waits now: the line or the disk may be back. */
  retryNow(): void;
  /** Attempts whose outputs are under way, or being recorded. */
  readonly active: number;
}

export interface CollectorOptions extends Pick<HomeBringerOptions, 'clock' | 'signal' | 'onDisk'> {
  home: HomeBringer;
  jobs: Pick<Jobs, 'clearCrashes'>;
  ledger: Pick<Ledger, 'attempt'>;
  log: Logger;
  /** Which attempt is collected alone now, durable when it returns; null: none. */
  markAlone(attemptId: number | null): void;
  onSettled(): void;
}

export function createCollector(options: CollectorOptions): Collector {
  const { home, clock, jobs, ledger, signal } = options;
  const known = new Set<number>();
  const ready: number[] = [];
  const alone: number[] = [];
  let careful = false;
  let held = false;
  const waiting = new Map<number, { go: () => void; cancel: () => void }>();
  /** Downloads under way: what has its bytes, and waits to be recorded with others, holds up no other. */
  const fetching = new Set<number>();
  let active = 0;

  signal.addEventListener('abort', () => {
    for (const { cancel } of waiting.values()) cancel();
    waiting.clear();
  });

  function collect(attemptId: number): void {
    if (known.has(attemptId)) return;
    known.add(attemptId);
    ready.push(attemptId);
    pump();
  }

  function collectAlone(attemptId: number): void {
    if (known.has(attemptId)) return;
    known.add(attemptId);
    alone.push(attemptId);
    pump();
  }

  function pump(): void {
    if (signal.aborted || careful || held) return;
    if (alone.length > 0) {
      if (active === 0) void workAlone(alone.shift()!);
      return;
    }
    while (!signal.aborted && fetching.size < MOST_AT_ONCE && ready.length > 0) void work(ready.shift()!);
  }

  /** Whatever comes of it: when the engine is still there, it was not this one. */
  async function workAlone(attemptId: number): Promise<void> {
    careful = true;
    const mark = (now: number | null) => {
      try {
        options.markAlone(now);
        if (now === null) jobs.clearCrashes(ledger.attempt(attemptId)?.job_id ?? 0);
      } catch (error) {
        options.log.warn('what is collected alone could not be noted', { error: String(error) });
      }
    };
    mark(attemptId);
    await work(attemptId);
    if (!signal.aborted) mark(null);
    careful = false;
    pump();
  }

  async function work(attemptId: number): Promise<void> {
    active++;
    fetching.add(attemptId);
    try {
      const came = await home.bring(attemptId, () => {
        fetching.delete(attemptId);
        pump();
      });
      if (typeof came === 'number') later(attemptId, came);
      else leave(attemptId, came);
    } catch (error) {
      options.log.error('collecting failed', { attemptId, error: String(error) });
      later(attemptId, home.waitAfter(error));
    } finally {
      fetching.delete(attemptId);
      active--;
      options.onSettled();
      pump();
    }
  }

  function leave(attemptId: number, came: 'over' | 'let-go'): void {
    known.delete(attemptId);
    // Nothing is left that would find out when there is room again.
    if (known.size === 0) options.onDisk('well');
    // Cancelled, and that was taken back while its download was being let go of.
    if (came === 'let-go' && home.isWanted(attemptId)) collect(attemptId);
  }

  function later(attemptId: number, ms: number): void {
    if (signal.aborted) return;
    const go = () => {
      waiting.delete(attemptId);
      ready.push(attemptId);
      pump();
    };
    waiting.set(attemptId, { go, cancel: clock.setTimer(ms, go) });
  }

  return {
    collect,
    collectAlone,
    hold() {
      held = true;
    },
    retryNow() {
      for (const { go, cancel } of [...waiting.values()]) {
        cancel();
        go();
      }
    },
    get active() {
      return active;
    },
  };
}
