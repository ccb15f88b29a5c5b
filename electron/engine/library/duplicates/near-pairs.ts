import { ones } from '../likeness/bits.ts';
import type { Columns } from '../likeness/likeness.ts';

/** Of 64 bits so many may differ, and two pictures are taken for one: scaled, compressed or recoloured copies stay below. */
export const SAME = 4;
/** A pair within reach differs in fewer bits than there are pieces, so at least one piece of it is the same in both. */
const PIECES = [13, 13, 13, 13, 12] as const;
/** Pairs compared between two turns of the event loop: a few milliseconds. */
const AT_ONCE = 400_000;

/**
 * Joins what looks the same: `join` is called with pairs of ids, not with every pair of a group. Hashes that are equal are compared once.
 * @param breathe resolves after other work had its turn
 */
export async function joinAlike(all: Readonly<Columns>, join: (one: number, other: number) => void, breathe: () => Promise<void>): Promise<void> {
  const distinct = joinEqual(all, join);
  await breathe();
  let compared = 0;
  let shift = 0;
  for (const bits of PIECES) {
    const buckets = bucketsOf(all, distinct, shift, bits);
    await breathe();
    for (const bucket of buckets) {
      for (let at = 0; at < bucket.length; at++) {
        joinNear(all, bucket, at, join);
        compared += bucket.length - at;
        if (compared < AT_ONCE) continue;
        compared = 0;
        await breathe();
      }
    }
    shift += bits;
  }
}

/** Places of the first of each hash; the others are joined to it. */
function joinEqual({ count, ids, high, low }: Readonly<Columns>, join: (one: number, other: number) => void): number[] {
  const first = new Map<bigint, number>();
  for (let at = 0; at < count; at++) {
    const hash = (BigInt(high[at]!) << 32n) | BigInt(low[at]!);
    const before = first.get(hash);
    if (before === undefined) first.set(hash, at);
    else join(ids[before]!, ids[at]!);
  }
  return [...first.values()];
}

function bucketsOf({ high, low }: Readonly<Columns>, places: readonly number[], shift: number, bits: number): Iterable<number[]> {
  const buckets = new Map<number, number[]>();
  for (const place of places) {
    const piece = pieceOf(high[place]!, low[place]!, shift, bits);
    const bucket = buckets.get(piece);
    if (bucket) bucket.push(place);
    else buckets.set(piece, [place]);
  }
  return buckets.values();
}

/** `bits` of the 64 from the one at `shift`, counted from the lowest. */
function pieceOf(high: number, low: number, shift: number, bits: number): number {
  const from = shift >= 32 ? high >>> (shift - 32) : shift === 0 ? low : (low >>> shift) | (high << (32 - shift));
  return from & ((1 << bits) - 1);
}

function joinNear({ ids, high, low }: Readonly<Columns>, bucket: readonly number[], at: number, join: (one: number, other: number) => void): void {
  const one = bucket[at]!;
  for (let next = at + 1; next < bucket.length; next++) {
    const other = bucket[next]!;
    if (ones(high[one]! ^ high[other]!) + ones(low[one]! ^ low[other]!) <= SAME) join(ids[one]!, ids[other]!);
  }
}
