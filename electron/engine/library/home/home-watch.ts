import type { Clock } from '../../../../shared/clock.ts';
import type { LibraryHome } from './home.ts';

/** A drive that is pulled out or plugged in is noticed within so long. */
const APART_MS = 3_000;

export interface HomeWatch {
  /** False: the disk with the library's files is not there. */
  readonly here: boolean;
  /** Asks now, and from now on: the library may have moved. */
  look(): Promise<void>;
}

export interface HomeWatchOptions {
  clock: Clock;
  home: LibraryHome;
  signal: AbortSignal;
  /** It went, or came back. */
  onChanged(here: boolean): void;
}

/** Looks whether the library's disk is there, again and again while it is another than the workspace's: no system tells of every kind of drive. */
export function createHomeWatch({ clock, home, signal, onChanged }: HomeWatchOptions): HomeWatch {
  let here = true;
  let cancel = () => {};
  signal.addEventListener('abort', () => cancel());

  async function look(): Promise<void> {
    cancel();
    const now = await home.here();
    if (now !== here) {
      here = now;
      onChanged(here);
    }
    if (home.place.home.kind === 'folder' && !signal.aborted) cancel = clock.setTimer(APART_MS, () => void look());
  }

  return {
    get here() {
      return here;
    },
    look,
  };
}
