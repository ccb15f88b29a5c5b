import type { Store } from '../../store/open.ts';
import { perObject } from '../../../../shared/per-object.ts';
import { ones } from './bits.ts';

/** Of 64 bits so many may differ, and two pictures still look alike to a person: unrelated ones differ in about half. */
const ALIKE = 12;

/** Perceptual hashes of pictures and posters, as one list in memory: any of them is compared with all in a few milliseconds. */
export interface Likeness {
  /** Ids of assets that look like the one whose hash begins so (hex), itself first, the nearest first. Empty where there is no such asset. */
  near(hash: string): number[];
  /** Every asset that has one: ids, and the two halves of each. Only the first `count` entries mean anything. */
  all(): Readonly<Columns>;
  /** An asset's hash is known now; 8 bytes. */
  put(id: number, bytes: Uint8Array): void;
  /** The row was deleted, and its number may be given again. */
  forget(id: number): void;
}

export interface Columns {
  count: number;
  ids: Int32Array;
  high: Uint32Array;
  low: Uint32Array;
}

/** The list of a database. Read when it is first asked for, and kept in step from then on. */
export const likenessOf = perObject(createLikeness);

function createLikeness(db: Store): Likeness {
  const seed = db.prepare<[string, string], { id: number; likeness: Buffer | null }>(
    'SELECT id, likeness FROM asset WHERE sha256 >= ? AND sha256 < ? ORDER BY sha256 LIMIT 1',
  );
  // As two long texts: 100,000 buffers of eight bytes would take a second to make.
  const rows = db.prepare<[], { ids: string; hex: string | null }>(
    `SELECT json_group_array(id) AS ids, group_concat(hex(likeness), '') AS hex FROM asset WHERE likeness IS NOT NULL AND length(likeness) = 8`,
  );
  let columns: Columns | null = null;
  let places = new Map<number, number>();

  const load = (): Columns => {
    const { ids, hex } = rows.get()!;
    const [found, bytes] = [JSON.parse(ids) as number[], Buffer.from(hex ?? '', 'hex')];
    const loaded = empty(found.length);
    places = new Map();
    const view = viewOf(bytes);
    found.forEach((id, at) => set(loaded, id, view, 8 * at));
    columns = loaded;
    return loaded;
  };

  const set = (into: Columns, id: number, view: DataView, from: number): void => {
    const at = places.get(id) ?? into.count++;
    if (at >= into.ids.length) grow(into);
    places.set(id, at);
    into.ids[at] = id;
    into.high[at] = view.getUint32(from);
    into.low[at] = view.getUint32(from + 4);
  };

  return {
    near(hash) {
      const asked = seed.get(hash, `${hash}g`);
      if (!asked) return [];
      const all = columns ?? load();
      const at = places.get(asked.id);
      return at === undefined ? [asked.id] : nearest(all, at);
    },
    all: () => columns ?? load(),
    put(id, bytes) {
      if (columns && bytes.length === 8) set(columns, id, viewOf(bytes), 0);
    },
    forget(id) {
      const at = places.get(id);
      if (!columns || at === undefined) return;
      places.delete(id);
      moveLast(columns, at, places);
    },
  };
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

function empty(size: number): Columns {
  const room = Math.max(1_024, size + (size >>> 2));
  return { count: 0, ids: new Int32Array(room), high: new Uint32Array(room), low: new Uint32Array(room) };
}

function grow(columns: Columns): void {
  const { ids, high, low } = empty(columns.ids.length * 2);
  ids.set(columns.ids);
  high.set(columns.high);
  low.set(columns.low);
  Object.assign(columns, { ids, high, low });
}

/** The last entry takes the place of one that goes. */
function moveLast(columns: Columns, at: number, places: Map<number, number>): void {
  const last = --columns.count;
  if (at === last) return;
  for (const column of [columns.ids, columns.high, columns.low]) column[at] = column[last]!;
  places.set(columns.ids[at]!, at);
}

/** Those within reach, in order of distance; itself first. */
function nearest({ count, ids, high, low }: Columns, self: number): number[] {
  const [wantedHigh, wantedLow] = [high[self]!, low[self]!];
  const rings: number[][] = Array.from({ length: ALIKE + 1 }, () => []);
  rings[0]!.push(ids[self]!);
  for (let at = 0; at < count; at++) {
    const distance = ones(high[at]! ^ wantedHigh) + ones(low[at]! ^ wantedLow);
    if (distance <= ALIKE && at !== self) rings[distance]!.push(ids[at]!);
  }
  return rings.flat();
}
