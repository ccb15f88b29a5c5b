import { z } from 'zod';
import { HELD_WHILE, MOST_CRASHES } from './held.ts';
import type { Jobs } from './queue/jobs.ts';
import type { Ledger } from './queue/ledger.ts';
import type { SettingStore } from './store/settings.ts';

/** The attempt that is collected alone now, in the store: when the engine ends, it was this one. */
export const ALONE = 'collecting-alone';

export interface SuspectOptions {
  jobs: Jobs;
  ledger: Ledger;
  settings: SettingStore;
  now: number;
  /** Attempts whose job is collecting. */
  collects: readonly number[];
  /** Those of which a download was begun. */
  begun: ReadonlySet<number>;
  /** The engine before was broken off. */
  crashed: boolean;
}

/**
 * Which outputs may be fetched side by side, and which one at a time, because the engine may have ended at one of them. Where it ended
 * with several under way, nobody knows which it was: each is then taken alone, and the one at which it ends again is held.
 */
export function judgeCollects({ jobs, ledger, settings, now, collects, begun, crashed }: SuspectOptions): { free: number[]; alone: number[] } {
  const jobOf = (attemptId: number) => jobs.job(ledger.attempt(attemptId)?.job_id ?? 0);
  return jobs.transaction(() => {
    const wasAlone = settings.get(ALONE, z.int().nullable(), null);
    const suspected = (attemptId: number) => crashed && (wasAlone === null ? begun.has(attemptId) : attemptId === wasAlone);
    const alone: number[] = [];
    const free: number[] = [];
    for (const attemptId of collects) {
      const job = jobOf(attemptId);
      if (!job) continue;
      const crashes = job.crashes + (suspected(attemptId) ? 1 : 0);
      if (crashes > job.crashes) jobs.countCrash(job.id);
      if (crashes >= MOST_CRASHES) jobs.move(job.id, 'fail', { holding: attemptId, error: HELD_WHILE.collecting, finishedAt: now });
      else (crashes > 0 ? alone : free).push(attemptId);
    }
    if (wasAlone !== null) settings.set(ALONE, null);
    return { free, alone };
  });
}
