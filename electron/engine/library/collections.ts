import type { Clock } from '../../../shared/clock.ts';
import type { CollectionView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Store } from '../store/open.ts';

/** A collection with its content: what taking a removal back needs. */
export interface CollectionContent {
  name: string;
  query: string | null;
  createdAt: number;
  /** Hashes in their order. */
  sha256s: string[];
}

/** Named, ordered sets of assets; with a query, what the query finds. Synchronous, part of whatever transaction is open. */
export interface Collections {
  list(): CollectionView[];
  /** NOT_FOUND for an id that is none. */
  get(id: number): CollectionView;
  /** CONFLICT when the name is taken. */
  create(name: string, query: string | null): CollectionView;
  rename(id: number, name: string): CollectionView;
  remove(id: number): CollectionContent;
  /** Brings a removed one back, under a free name if its own was taken meanwhile. */
  restore(content: CollectionContent): CollectionView;
  /** At the end; those that are in it already keep their place. Hashes that came in. BAD_INPUT for a smart collection. */
  add(id: number, sha256s: readonly string[]): string[];
  /** Hashes that left. */
  take(id: number, sha256s: readonly string[]): string[];
  content(id: number): string[];
  /** Puts assets of the collection before one of it, or at its end (null). */
  move(id: number, sha256s: readonly string[], before: string | null): void;
  /** Sets content and order. */
  arrange(id: number, sha256s: readonly string[]): void;
  /** Puts an asset back into collections by their names, at its places there; those that are gone are made anew. */
  rejoin(sha256: string, places: readonly { name: string; position: number }[]): void;
  /** Names of the collections an asset is in. */
  namesOf(sha256: string): string[];
}

interface Row {
  id: number;
  revision: number;
  name: string;
  query: string | null;
  created_at: number;
  assets: number;
}

const SELECT = `SELECT collection.*, (SELECT count(*) FROM collection_asset JOIN asset ON asset.id = asset_id
  WHERE collection_id = collection.id AND trashed_at IS NULL) AS assets FROM collection`;

const toView = ({ id, revision, name, query, created_at: createdAt, assets }: Row): CollectionView => ({
  id,
  revision,
  name,
  query,
  createdAt,
  assets: query === null ? assets : null,
});

export function createCollections(db: Store, clock: Pick<Clock, 'now'>): Collections {
  const list = db.prepare<[], Row>(`${SELECT} ORDER BY name`);
  const one = db.prepare<[number], Row>(`${SELECT} WHERE id = ?`);
  const named = db.prepare<[string], number>('SELECT id FROM collection WHERE name = ?').pluck();
  const insert = db.prepare<[string, string | null, number], number>('INSERT INTO collection (name, query, created_at) VALUES (?, ?, ?) RETURNING id').pluck();
  const rename = db.prepare<[string, number]>('UPDATE collection SET revision = revision + 1, name = ? WHERE id = ?');
  const touch = db.prepare<[number]>('UPDATE collection SET revision = revision + 1 WHERE id = ?');
  const remove = db.prepare<[number]>('DELETE FROM collection WHERE id = ?');
  const content = db
    .prepare<[number], string>('SELECT sha256 FROM collection_asset JOIN asset ON asset.id = asset_id WHERE collection_id = ? ORDER BY position, asset_id')
    .pluck();
  const due = db.prepare<[string]>(`UPDATE asset SET revision = revision + 1, sidecar = 'due' WHERE sha256 = ?`);
  const put = db.prepare<[number, number, string]>(
    'INSERT INTO collection_asset (collection_id, asset_id, position) SELECT ?, id, ? FROM asset WHERE sha256 = ? ON CONFLICT DO NOTHING',
  );
  const last = db.prepare<[number], number>('SELECT coalesce(max(position), 0) FROM collection_asset WHERE collection_id = ?').pluck();
  const leave = db.prepare<[number, string]>('DELETE FROM collection_asset WHERE collection_id = ? AND asset_id = (SELECT id FROM asset WHERE sha256 = ?)');
  const empty = db.prepare<[number]>('DELETE FROM collection_asset WHERE collection_id = ?');
  const names = db
    .prepare<[string], string>(
      'SELECT name FROM collection JOIN collection_asset ON collection_id = collection.id JOIN asset ON asset.id = asset_id WHERE sha256 = ? ORDER BY name',
    )
    .pluck();

  const row = (id: number): Row => {
    const found = one.get(id);
    if (!found) throw new AppError('NOT_FOUND', 'There is no such collection; it may have been removed. Nothing was changed.', { id });
    return found;
  };

  const ordered = (id: number): Row => {
    const found = row(id);
    if (found.query !== null) throw new AppError('BAD_INPUT', `“${found.name}” holds what its search finds. Assets cannot be put in or taken out by hand.`);
    return found;
  };

  const freeName = (name: string, self: number | null): void => {
    const taken = named.get(name);
    if (taken !== undefined && taken !== self) throw new AppError('CONFLICT', `There is a collection named “${name}” already. Choose another name.`);
  };

  const arrange = (id: number, sha256s: readonly string[]): void => {
    empty.run(id);
    sha256s.forEach((sha256, at) => put.run(id, at + 1, sha256));
    touch.run(id);
  };

  /** Membership stands in the sidecars, so that a rebuilt library has its collections. */
  const changed = (id: number, sha256s: readonly string[], work: (sha256: string) => { changes: number }): string[] =>
    db.transaction(() => {
      const touched = sha256s.filter((sha256) => work(sha256).changes > 0);
      for (const sha256 of touched) due.run(sha256);
      if (touched.length > 0) touch.run(id);
      return touched;
    })();

  const create = (name: string, query: string | null, createdAt: number): CollectionView => {
    freeName(name, null);
    return toView(row(insert.get(name, query, createdAt)!));
  };

  return {
    list: () => list.all().map(toView),
    get: (id) => toView(row(id)),
    create: (name, query) => create(name, query, clock.now()),
    rename(id, name) {
      row(id);
      freeName(name, id);
      rename.run(name, id);
      for (const sha256 of content.all(id)) due.run(sha256);
      return toView(row(id));
    },
    remove: (id) =>
      db.transaction(() => {
        const { name, query, created_at: createdAt } = row(id);
        const sha256s = content.all(id);
        remove.run(id);
        for (const sha256 of sha256s) due.run(sha256);
        return { name, query, createdAt, sha256s };
      })(),
    restore: ({ name, query, createdAt, sha256s }) =>
      db.transaction(() => {
        const free = [name, ...Array.from({ length: 1_000 }, (_, at) => `${name} (${at + 2})`)].find((candidate) => named.get(candidate) === undefined)!;
        const { id } = create(free, query, createdAt);
        arrange(id, sha256s);
        for (const sha256 of sha256s) due.run(sha256);
        return toView(row(id));
      })(),
    add(id, sha256s) {
      ordered(id);
      let position = last.get(id)!;
      return changed(id, [...new Set(sha256s)], (sha256) => put.run(id, ++position, sha256));
    },
    take(id, sha256s) {
      ordered(id);
      return changed(id, [...new Set(sha256s)], (sha256) => leave.run(id, sha256));
    },
    content: (id) => content.all(id),
    move(id, sha256s, before) {
      ordered(id);
      const all = content.all(id);
      const moving = new Set(sha256s.filter((sha256) => all.includes(sha256)));
      const rest = all.filter((sha256) => !moving.has(sha256));
      const at = before === null ? rest.length : rest.indexOf(before);
      if (at < 0) throw new AppError('NOT_FOUND', 'The asset to put them before is not in this collection. Nothing was moved.');
      db.transaction(() => arrange(id, [...rest.slice(0, at), ...moving, ...rest.slice(at)]))();
    },
    arrange: (id, sha256s) => db.transaction(() => arrange(id, sha256s))(),
    rejoin(sha256, places) {
      for (const { name, position } of places) put.run(named.get(name) ?? insert.get(name, null, clock.now())!, position, sha256);
    },
    namesOf: (sha256) => names.all(sha256),
  };
}
