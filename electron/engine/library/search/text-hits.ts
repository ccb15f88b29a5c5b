import type { Store } from '../../store/open.ts';
import type { SqlConditions } from './conditions.ts';

/** One question to the full-text index that is all that is asked. */
export type SoleQuestion = NonNullable<SqlConditions['sole']>;

/** What it finds outside the trash. Synchronous; right until anything is written. */
export interface TextHits {
  total: number;
  /** The first of them by time, at most so many. Quick where they are much of everything. */
  first(sort: 'newest' | 'oldest', most: number): number[];
}

const BY_TIME = { newest: 'created_at DESC, id DESC', oldest: 'created_at, id' } as const;

/**
 * Asks the index once and brings all rows over as one text. A beginning of a word, such as one letter, is put together from
 * every word that begins so: asking twice, to count and to list, took twice as long, and so did a list of hits inside SQLite.
 * @param everything how many assets there are outside the trash
 */
export function createTextHits(db: Store, everything: () => number): (question: SoleQuestion) => TextHits {
  const hits = db.prepare<[string], string>('SELECT json_group_array(rowid) FROM asset_text WHERE asset_text MATCH ?').pluck();
  const trashed = db.prepare<[], number>('SELECT id FROM asset INDEXED BY asset_in_trash WHERE trashed_at IS NOT NULL').pluck();
  const walk = (sort: keyof typeof BY_TIME) =>
    db.prepare<[], number>(`SELECT id FROM asset INDEXED BY asset_shown WHERE trashed_at IS NULL ORDER BY ${BY_TIME[sort]}`).pluck();
  const walks = { newest: walk('newest'), oldest: walk('oldest') };

  return ({ match, not }) => {
    const ids = JSON.parse(hits.get(match)!) as number[];
    const hit = marked(ids);
    const shown = ids.length - trashed.all().filter((id) => hit[id] === 1).length;
    return {
      total: not ? everything() - shown : shown,
      first(sort, most) {
        const found: number[] = [];
        for (const id of walks[sort].iterate()) {
          if ((hit[id] === 1) === not) continue;
          found.push(id);
          if (found.length === most) break;
        }
        return found;
      },
    };
  };
}

/** A mark for each id: looking up so many in a set takes longer than all else. */
function marked(ids: readonly number[]): Uint8Array {
  const marks = new Uint8Array(1 + ids.reduce((most, id) => Math.max(most, id), 0));
  for (const id of ids) marks[id] = 1;
  return marks;
}
