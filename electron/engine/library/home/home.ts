import { AppError } from '../../../../shared/errors.ts';
import type { FileSystem } from '../durable-files.ts';
import { layoutOf, type Layout } from '../layout.ts';
import { createGate } from './gate.ts';
import { isThere, pathOf, readPlace, writePlace, type Place } from './place.ts';

/** Where the library's files are now, and who may write there. */
export interface LibraryHome {
  readonly workspace: string;
  readonly place: Place;
  layout(): Layout;
  /** Whether its disk is there; asked of the disk. */
  here(): Promise<boolean>;
  /** DISK, with a sentence fit to show, where it is not. */
  assertHere(): Promise<void>;
  /** Everything that changes an asset's files goes through here. DISK where the disk is not there: nothing is written beside it then. */
  write<T>(sha256: string | null, work: (layout: Layout) => Promise<T>): Promise<T>;
  /** While nobody writes. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** From now on, hashes whose files were changed. */
  note(): { changed: Set<string>; end(): void };
  /** Durable when it resolves. */
  set(next: Place): Promise<void>;
}

export function createHome(workspace: string, fs: FileSystem): LibraryHome {
  let place = readPlace(workspace);
  let layout = layoutOf(workspace, pathOf(workspace, place.home));
  const gate = createGate();
  const notes = new Set<Set<string>>();

  async function assertHere(): Promise<void> {
    if (await isThere(fs, place.home)) return;
    throw new AppError(
      'DISK',
      `The drive with the library’s files is not connected (${pathOf(workspace, place.home)}). Nothing was changed. Plug it in, then try again.`,
      {
        code: 'AWAY',
      },
    );
  }

  return {
    workspace,
    get place() {
      return place;
    },
    layout: () => layout,
    here: () => isThere(fs, place.home),
    assertHere,
    write: (sha256, work) =>
      gate.shared(async () => {
        await assertHere();
        if (sha256 !== null) for (const changed of notes) changed.add(sha256);
        return work(layout);
      }),
    alone: gate.alone,
    note() {
      const changed = new Set<string>();
      notes.add(changed);
      return { changed, end: () => void notes.delete(changed) };
    },
    async set(next) {
      await writePlace(fs, workspace, next);
      place = next;
      layout = layoutOf(workspace, pathOf(workspace, place.home));
    },
  };
}
