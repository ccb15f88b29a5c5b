import type { Clock } from '../../shared/clock.ts';
import type { EngineStatus } from '../../shared/domain.ts';

export type DiskState = EngineStatus['disk'];

/** After so long without a failure the database is believed to take rows again; the next write tells. Longer than writers wait between tries. */
const BELIEVE_MS = 5_000;

/** What stands in the way of storing: each who writes tells how it went for him, and all together decide whether anything new is sent. */
export interface DiskWatch {
  readonly state: DiskState;
  /** How it stands with asset files. */
  files(state: DiskState): void;
  /** A transaction failed for the disk's sake. Only a write can tell that it is over, and none is tried while nothing is sent: time ends it. */
  database(trouble: Exclude<DiskState, 'well'>): void;
}

export interface DiskWatchOptions {
  clock: Clock;
  signal: AbortSignal;
  onChanged(): void;
}

export function createDiskWatch({ clock, signal, onChanged }: DiskWatchOptions): DiskWatch {
  const now = { files: 'well', database: 'well' } as Record<'files' | 'database', DiskState>;
  let cancel = () => {};
  signal.addEventListener('abort', () => cancel());

  const state = (): DiskState => (Object.values(now).includes('full') ? 'full' : Object.values(now).includes('refused') ? 'refused' : 'well');

  function set(who: keyof typeof now, next: DiskState): void {
    const before = state();
    now[who] = next;
    if (state() !== before) onChanged();
  }

  return {
    get state() {
      return state();
    },
    files: (next) => set('files', next),
    database(trouble) {
      cancel();
      if (!signal.aborted) cancel = clock.setTimer(BELIEVE_MS, () => set('database', 'well'));
      set('database', trouble);
    },
  };
}
