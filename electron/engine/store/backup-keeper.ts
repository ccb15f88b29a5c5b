import type { Clock } from '../../../shared/clock.ts';
import type { Logger } from '../log.ts';
import type { Backups } from './backups.ts';
import type { Store } from './open.ts';

const DAY_MS = 86_400_000;
/** So many finished jobs are worth a copy before the day is over, but none sooner than this after the last. */
const MANY_JOBS = 1_000;
const LEAST_APART_MS = 10 * 60_000;

export interface BackupKeeperOptions {
  /** Null where the database has no file. */
  backups: Backups | null;
  store: Store;
  clock: Clock;
  log: Logger;
}

/** Sees to it that there is a recent copy of the database: one a day, and after much work. */
export interface BackupKeeper {
  /** The engine works from now on. */
  start(): void;
  /** One more job is done. Cheap. */
  jobDone(): void;
  /** Breaks off what is being copied; nothing of it stays. */
  stop(): Promise<void>;
}

export function createBackupKeeper({ backups, store, clock, log }: BackupKeeperOptions): BackupKeeper {
  const abort = new AbortController();
  let done = 0;
  let copying: Promise<void> | null = null;
  let cancelTimer = () => {};

  const last = (): number => backups?.list()[0]?.at ?? -Infinity;

  function take(): void {
    if (!backups || copying || abort.signal.aborted) return;
    done = 0;
    copying = backups
      .take(store, clock.now(), abort.signal)
      .then(({ at }) => log.info('a backup was taken', { at }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) log.warn('no backup could be taken', { error: String(error) });
      })
      .finally(() => (copying = null));
  }

  function daily(): void {
    if (!backups || abort.signal.aborted) return;
    const age = clock.now() - last();
    if (age >= DAY_MS || age < 0) take();
    cancelTimer = clock.setTimer(age >= DAY_MS || age < 0 ? DAY_MS : DAY_MS - age, daily);
  }

  /** The copy a crash broke off is as large as the database, and the next may be a day away. */
  function sweep(): void {
    try {
      backups?.sweep();
    } catch (error) {
      log.warn('what was left of a backup could not be removed', { error: String(error) });
    }
  }

  return {
    start() {
      sweep();
      daily();
    },
    jobDone() {
      if (++done >= MANY_JOBS && clock.now() - last() >= LEAST_APART_MS) take();
    },
    async stop() {
      abort.abort(new Error('The companion is closing.'));
      cancelTimer();
      await copying;
    },
  };
}
