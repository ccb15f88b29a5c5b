import { sleep } from '../../../shared/clock.ts';
import type { CollectionContent } from '../library/collections.ts';
import { facetsOf } from '../library/facets.ts';
import { modelScores, storageUsage, vocabularyOf } from '../library/figures.ts';
import { countSmart } from '../library/search/count-smart.ts';
import type { KeptBefore } from '../library/keep.ts';
import type { Rooms } from '../rooms.ts';
import type { Handlers } from './types.ts';
import type { Undoers } from './undo-handlers.ts';

type KeepCall =
  | 'asset.facets'
  | 'asset.keep'
  | 'search.vocabulary'
  | 'collection.list'
  | 'collection.counts'
  | 'collection.create'
  | 'collection.rename'
  | 'collection.remove'
  | 'collection.add'
  | 'collection.take'
  | 'collection.move'
  | 'collection.of'
  | 'model.scores'
  | 'storage.usage';

interface Moved {
  id: number;
  sha256s: string[];
}

interface Named {
  id: number;
  name: string;
}

/** Calls of what a person keeps: ratings and words of assets, collections, and the figures over them. */
export function keepHandlers(rooms: Rooms): Handlers<KeepCall> {
  const { store, clock, jobs, undo, keep, collections } = rooms;

  /** One transaction with the note that takes it back; told when it is durable. */
  function undoable<T>(command: string, work: () => { things: number; subject: unknown; result: T; sha256s: string[] }): { result: T; undo: number | null } {
    const done = jobs.transaction(() => {
      const { things, subject, result, sha256s } = work();
      return { result, sha256s, undo: undo.note({ command, things, subject }) };
    });
    tellKept(rooms, done.sha256s);
    return { result: done.result, undo: done.undo };
  }

  const members = (command: 'collection.add' | 'collection.take', id: number, sha256s: string[]) => {
    const done = undoable(command, () => {
      const before = collections.content(id);
      const changed = command === 'collection.add' ? collections.add(id, sha256s) : collections.take(id, sha256s);
      return { things: changed.length, subject: { id, sha256s: before } satisfies Moved, result: changed.length, sha256s: changed };
    });
    return { changed: done.result, undo: done.undo };
  };

  return {
    'asset.facets': (filter) => facetsOf(store, filter, clock.now(), () => sleep(clock, 0)),
    'search.vocabulary': () => vocabularyOf(store),
    'asset.keep': ({ sha256s, change }) => {
      const done = undoable('asset.keep', () => {
        const before = keep.change(sha256s, change);
        return { things: before.length, subject: before, result: before.length, sha256s: before.map(({ sha256 }) => sha256) };
      });
      return { changed: done.result, undo: done.undo };
    },
    'collection.list': () => collections.list(),
    'collection.counts': () => countSmart(store, collections.list(), clock.now(), () => sleep(clock, 0)),
    'collection.create': ({ name, query }) => {
      const created = jobs.transaction(() => collections.create(name, query));
      tellKept(rooms, []);
      return created;
    },
    'collection.rename': ({ id, name }) => {
      const done = undoable('collection.rename', () => {
        const before = collections.get(id).name;
        const renamed = collections.rename(id, name);
        const things = before === renamed.name ? 0 : 1;
        return { things, subject: { id, name: before } satisfies Named, result: renamed, sha256s: collections.content(id) };
      });
      return { collection: done.result, undo: done.undo };
    },
    'collection.remove': ({ id }) => {
      const done = undoable('collection.remove', () => {
        const content = collections.remove(id);
        return { things: 1, subject: content, result: null, sha256s: content.sha256s };
      });
      return { undo: done.undo };
    },
    'collection.add': ({ id, sha256s }) => members('collection.add', id, sha256s),
    'collection.take': ({ id, sha256s }) => members('collection.take', id, sha256s),
    'collection.move': ({ id, sha256s, before }) => {
      const done = undoable('collection.move', () => {
        const content = collections.content(id);
        collections.move(id, sha256s, before);
        return { things: sha256s.length, subject: { id, sha256s: content } satisfies Moved, result: null, sha256s };
      });
      return { undo: done.undo };
    },
    'collection.of': ({ sha256 }) => collections.namesOf(sha256),
    'model.scores': () => modelScores(store),
    'storage.usage': ({ by }) => storageUsage(store, by),
  };
}

/** How these commands are taken back. */
export function keepUndoers(rooms: Rooms): Undoers {
  const { keep, collections } = rooms;
  const arrange = ({ id, sha256s }: Moved) => {
    const touched = [...new Set([...sha256s, ...collections.content(id)])];
    collections.get(id);
    collections.arrange(id, sha256s);
    return { undone: sha256s.length, left: 0, after: () => tellKept(rooms, touched) };
  };
  return {
    'asset.keep': (before: KeptBefore[]) => {
      const restored = keep.restore(before);
      return { undone: restored.length, left: before.length - restored.length, after: () => tellKept(rooms, restored) };
    },
    'collection.add': arrange,
    'collection.take': arrange,
    'collection.move': arrange,
    'collection.rename': ({ id, name }: Named) => {
      collections.rename(id, name);
      return { undone: 1, left: 0, after: () => tellKept(rooms, collections.content(id)) };
    },
    'collection.remove': (content: CollectionContent) => {
      collections.restore(content);
      return { undone: 1, left: 0, after: () => tellKept(rooms, content.sha256s) };
    },
  };
}

/** Rows that show it, and the files beside the bytes. */
function tellKept({ announcer, sidecars, mirror }: Rooms, sha256s: readonly string[]): void {
  for (const sha256 of sha256s) announcer.asset(sha256);
  announcer.collections();
  if (sha256s.length === 0) return;
  sidecars.poke();
  mirror.poke();
}
