import { sleep } from '../../../shared/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import { findDuplicates, setApart, unsetApart } from '../library/duplicates/duplicates.ts';
import { mergedKept } from '../library/duplicates/merge.ts';
import type { KeptBefore } from '../library/keep.ts';
import type { Rooms } from '../rooms.ts';
import { tellAssets } from './library-handlers.ts';
import type { Handlers } from './types.ts';
import type { Undoers } from './undo-handlers.ts';

type DuplicateCall = 'duplicates.find' | 'duplicates.merge' | 'duplicates.apart';

/** A page cannot show more to any use. */
const MOST_GROUPS = 1_000;
const MOST_IN_GROUP = 60;

interface Merged {
  kept: KeptBefore[];
  collections: { id: number; sha256s: string[] }[];
  trashed: string[];
}

export function duplicateHandlers(rooms: Rooms): Handlers<DuplicateCall> {
  const { store, clock, jobs, undo, assets, keep, trash } = rooms;

  return {
    'duplicates.find': async () => {
      const all = await findDuplicates(store, () => sleep(clock, 0));
      const groups = all.slice(0, MOST_GROUPS).map(({ why, ids }) => ({ why, ids: ids.slice(0, MOST_IN_GROUP) }));
      return { groups, total: all.length };
    },
    'duplicates.merge': ({ keep: chosen, others }) => {
      const done = jobs.transaction(() => {
        const own = assets.get(chosen);
        if (!own) throw new AppError('NOT_FOUND', 'The asset to keep is no longer in the library. Nothing was changed.', { sha256: chosen });
        const rest = [...new Set(others)].flatMap((sha256) => (sha256 === chosen ? [] : (assets.get(sha256) ?? [])));
        const kept = keep.change(
          [chosen],
          mergedKept(
            own.kept,
            rest.map((other) => other.kept),
          ),
        );
        const collections = joinCollections(rooms, chosen, new Set(rest.map(({ sha256 }) => sha256)));
        const trashed = trash.put(rest.map(({ sha256 }) => sha256));
        const subject: Merged = { kept, collections, trashed };
        return { trashed, undo: undo.note({ command: 'duplicates.merge', things: trashed.length, subject }) };
      });
      tellAssets(rooms, [chosen, ...done.trashed]);
      return { merged: done.trashed.length, undo: done.undo };
    },
    'duplicates.apart': ({ ids }) => ({
      undo: jobs.transaction(() => {
        const pairs = setApart(store, ids);
        return undo.note({ command: 'duplicates.apart', things: pairs.length, subject: pairs });
      }),
    }),
  };
}

/** Puts it into each collection that one of the others is in, before the first of them: what those collections were. */
function joinCollections({ collections }: Rooms, chosen: string, others: ReadonlySet<string>): Merged['collections'] {
  return collections.list().flatMap(({ id, query }) => {
    const sha256s = query === null ? collections.content(id) : [];
    const first = sha256s.find((sha256) => others.has(sha256));
    if (first === undefined || sha256s.includes(chosen)) return [];
    collections.add(id, [chosen]);
    collections.move(id, [chosen], first);
    return [{ id, sha256s }];
  });
}

export function duplicateUndoers(rooms: Rooms): Undoers {
  const { store, assets, keep, collections, trash } = rooms;
  return {
    'duplicates.merge': ({ kept, collections: were, trashed }: Merged) => {
      keep.restore(kept);
      const there = new Set(collections.list().map(({ id }) => id));
      for (const { id, sha256s } of were) if (there.has(id)) collections.arrange(id, sha256s);
      const restored = trash.restore(trashed);
      const touched = [...kept.map(({ sha256 }) => sha256), ...restored];
      return { undone: restored.length, left: trashed.length - restored.length, after: () => tellAssets(rooms, touched) };
    },
    'duplicates.apart': (pairs: [number, number][]) => {
      unsetApart(store, pairs);
      const touched = assets.hashes([...new Set(pairs.flat())]);
      return { undone: pairs.length, left: 0, after: () => tellAssets(rooms, touched) };
    },
  };
}
