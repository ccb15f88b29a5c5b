import type { Clock } from '../../../shared/clock.ts';
import type { EngineStatus } from '../../../shared/domain.ts';

/** Under so much free room a person should know: a few hundred clips fit. */
const LOW_BYTES = 2_000_000_000;
/** It is asked for at most this often, and only while outputs come home. */
const APART_MS = 30_000;
/** While it is low, a change of so much is worth telling. */
const STEP_BYTES = 100_000_000;

export interface RoomWatch {
  /** Null while there is room, or nobody knows. */
  readonly low: EngineStatus['diskLow'];
  /** Something was stored, or is about to be. Cheap, may be called any number of times. */
  look(): void;
}

export interface RoomWatchOptions {
  clock: Clock;
  /** Free room on the workspace's disk; absent where there is none to ask. */
  freeBytes: (() => Promise<number>) | undefined;
  onChanged(): void;
}

/** Notices that the disk gets full before it is. A disk that cannot be asked is not low: writing to it will tell. */
export function createRoomWatch({ clock, freeBytes, onChanged }: RoomWatchOptions): RoomWatch {
  let low: EngineStatus['diskLow'] = null;
  let nextAt = -Infinity;

  function take(free: number): void {
    const next = free < LOW_BYTES ? { freeBytes: free } : null;
    if (next !== null && low !== null && Math.abs(next.freeBytes - low.freeBytes) < STEP_BYTES) return;
    if (next === low) return;
    low = next;
    onChanged();
  }

  return {
    get low() {
      return low;
    },
    look() {
      if (!freeBytes || clock.monotonic() < nextAt) return;
      nextAt = clock.monotonic() + APART_MS;
      freeBytes().then(take, () => {});
    },
  };
}
