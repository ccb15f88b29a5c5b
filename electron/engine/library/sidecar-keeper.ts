import type { Logger } from '../log.ts';
import type { AssetFiles } from './asset-files.ts';
import type { Assets } from './assets.ts';

/** Sidecars written before others get a turn. */
const AT_ONCE = 20;

export interface SidecarKeeperOptions {
  assets: Pick<Assets, 'sidecarsDue' | 'sidecar' | 'sidecarWritten'>;
  files: Pick<AssetFiles, 'writeSidecar'>;
  log: Logger;
  signal: AbortSignal;
}

/**
 * Brings the files beside the assets' bytes up to what the rows say. A change marks its row as `due` in its own transaction and pokes;
 * what a stop or a full disk leaves undone is done after the next poke, or the next start.
 */
export interface SidecarKeeper {
  poke(): void;
  /** Resolves when nothing is being written. */
  idle(): Promise<void>;
}

export function createSidecarKeeper({ assets, files, log, signal }: SidecarKeeperOptions): SidecarKeeper {
  let working: Promise<void> | null = null;
  let again = false;

  async function work(): Promise<void> {
    do {
      again = false;
      while (!signal.aborted && (await writeSome())) again = true;
    } while (again && !signal.aborted);
  }

  /** False when there was nothing to do. */
  async function writeSome(): Promise<boolean> {
    const due = assets.sidecarsDue(AT_ONCE);
    for (const { sha256, revision } of due) {
      const sidecar = assets.sidecar(sha256);
      if (signal.aborted) return false;
      if (sidecar) await files.writeSidecar(sha256, sidecar);
      if (signal.aborted) return false;
      assets.sidecarWritten(sha256, revision);
    }
    return due.length > 0;
  }

  return {
    poke() {
      again = true;
      working ??= work()
        .catch((error: unknown) => log.warn('a sidecar is written later', { error: String(error) }))
        .finally(() => (working = null));
    },
    idle: async () => working ?? undefined,
  };
}
