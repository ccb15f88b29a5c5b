import type { Kept } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Store } from '../store/open.ts';
import { textIndexOf } from './text-index.ts';

/** What a person changes about assets: fields that are absent stay; null takes away. */
export interface KeepChange {
  rating?: Kept['rating'] | undefined;
  pick?: Kept['pick'] | undefined;
  label?: Kept['label'] | undefined;
  favourite?: boolean | undefined;
  title?: string | null | undefined;
  notes?: string | null | undefined;
  addTags?: readonly string[] | undefined;
  removeTags?: readonly string[] | undefined;
}

/** An asset as it was kept before a change: what taking the change back needs. */
export interface KeptBefore {
  sha256: string;
  kept: Kept;
}

/** Ratings, labels, tags and words of assets. All methods are synchronous and take part in whatever transaction is open. */
export interface Keep {
  /** Changes assets, the trash included; what they were before, of those that really changed. Unknown hashes are passed over. */
  change(sha256s: readonly string[], change: KeepChange): KeptBefore[];
  /** Sets what is kept to what it was; the hashes of those that are still there. */
  restore(before: readonly KeptBefore[]): string[];
  /** Tags in use, the most used first. */
  tags(limit: number): { tag: string; assets: number }[];
}

/** A tag as it is kept: one line without spaces at its ends. */
const tagOf = (text: string) => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

interface Row {
  id: number;
  rating: number | null;
  pick: string | null;
  label: string | null;
  favourite: number;
  title: string | null;
  notes: string | null;
}

export function createKeep(db: Store): Keep {
  const index = textIndexOf(db);
  const bySha = db.prepare<[string], Row>('SELECT id, rating, pick, label, favourite, title, notes FROM asset WHERE sha256 = ?');
  const tagsOf = db.prepare<[number], string>('SELECT tag FROM asset_tag WHERE asset_id = ? ORDER BY tag').pluck();
  const update = db.prepare<[object]>(
    `UPDATE asset SET revision = revision + 1, sidecar = 'due', rating = :rating, pick = :pick, label = :label, favourite = :favourite,
       title = :title, notes = :notes WHERE id = :id`,
  );
  const clearTags = db.prepare<[number]>('DELETE FROM asset_tag WHERE asset_id = ?');
  const addTag = db.prepare<[number, string]>('INSERT INTO asset_tag (asset_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const used = db.prepare<[number], { tag: string; assets: number }>(
    'SELECT tag, count(*) AS assets FROM asset_tag GROUP BY tag ORDER BY assets DESC, tag LIMIT ?',
  );

  const read = (sha256: string): { id: number; kept: Kept } | null => {
    const row = bySha.get(sha256);
    if (!row) return null;
    const { id, favourite, ...rest } = row;
    return { id, kept: { ...(rest as Omit<Kept, 'favourite' | 'tags'>), favourite: favourite === 1, tags: tagsOf.all(id) } };
  };

  const write = (id: number, { tags, favourite, ...rest }: Kept): void => {
    update.run({ id, favourite: favourite ? 1 : 0, ...rest });
    clearTags.run(id);
    for (const tag of tags) addTag.run(id, tag);
    index.write(id);
  };

  return {
    change(sha256s, change) {
      const [adding, removing] = [(change.addTags ?? []).map(tagOf), (change.removeTags ?? []).map(tagOf)];
      if (adding.includes('')) throw new AppError('BAD_INPUT', 'A tag is empty. Nothing was changed.');
      return db.transaction(() =>
        [...new Set(sha256s)].flatMap((sha256): KeptBefore[] => {
          const found = read(sha256);
          const after = found && changed(found.kept, change, adding, removing);
          if (!after) return [];
          write(found.id, after);
          return [{ sha256, kept: found.kept }];
        }),
      )();
    },
    restore: (before) =>
      db.transaction(() =>
        before.flatMap(({ sha256, kept }) => {
          const found = read(sha256);
          if (found) write(found.id, kept);
          return found ? [sha256] : [];
        }),
      )(),
    tags: (limit) => used.all(limit),
  };
}

/** Null where nothing would change. */
function changed(before: Kept, change: KeepChange, adding: readonly string[], removing: readonly string[]): Kept | null {
  const has = (tags: readonly string[], tag: string) => tags.some((other) => sameTag(other, tag));
  const stay = before.tags.filter((tag) => !has(removing, tag));
  const after: Kept = {
    rating: change.rating === undefined ? before.rating : change.rating,
    pick: change.pick === undefined ? before.pick : change.pick,
    label: change.label === undefined ? before.label : change.label,
    favourite: change.favourite ?? before.favourite,
    title: change.title === undefined ? before.title : words(change.title),
    notes: change.notes === undefined ? before.notes : words(change.notes),
    tags: [...stay, ...adding.filter((tag, at) => !has(stay, tag) && !has(adding.slice(0, at), tag))],
  };
  return same(before, after) ? null : after;
}

/** Tags that stayed come first and in their order, so nothing was added or removed where they are as many. */
function same(a: Kept, b: Kept): boolean {
  return (Object.keys(a) as (keyof Kept)[]).every((field) =>
    field === 'tags' ? a.tags.length === b.tags.length && a.tags.every((tag, at) => tag === b.tags[at]) : a[field] === b[field],
  );
}

/** As SQLite's NOCASE compares: only the letters of ASCII are the same in both cases. */
function sameTag(a: string, b: string): boolean {
  const fold = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return fold(a) === fold(b);
}

function words(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
