import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begun, withWinner } from '../../../../renderer/screens/library/compare/comparison.ts';
import { keepInStep, seekTogether, type Player } from '../../../../renderer/screens/library/compare/in-step.ts';
import { FITS, lockedPan, lockedZoom, viewOf } from '../../../../renderer/screens/library/compare/locked.ts';
import { graphOf, type Lineage } from '../../../../renderer/screens/library/lineage/graph.ts';
import { keepOfKey } from '../../../../renderer/screens/library/select/keep-keys.ts';
import { everything, extended, NOTHING_SELECTED, only, toggled, within, type Selection } from '../../../../renderer/screens/library/select/selection.ts';
import { coverOf, foldStacks } from '../../../../renderer/screens/library/stack/fold.ts';
import { shownMs } from '../../../../renderer/screens/library/viewer/use-slideshow.ts';
import { entryOf, type OrderEntry } from '../../../../renderer/state/asset-order.ts';
import { anAsset } from './an-asset.ts';

const DAY = 86_400_000;
const dayOf = (time: number) => Math.floor(time / DAY) * DAY;
const entry = (id: number, more: Partial<OrderEntry> = {}): OrderEntry => ({ ...entryOf(anAsset({ id, createdAt: 10 * DAY })), stack: null, ...more });

describe('a selection', () => {
  const shown = [9, 8, 7, 6, 5];
  const ids = ({ selected }: Selection) => [...selected].sort((one, other) => one - other);

  it('is one with a click, more with Ctrl, a range with Shift from where it began', () => {
    const one = only(8);
    expect([ids(one), one.focus, one.anchor]).toEqual([[8], 8, 8]);
    const range = extended(one, shown, 6);
    expect([ids(range), range.focus, range.anchor]).toEqual([[6, 7, 8], 6, 8]);
    expect(ids(extended(range, shown, 9))).toEqual([8, 9]);
    const two = toggled(one, 5);
    expect(ids(two)).toEqual([5, 8]);
    expect(ids(toggled(two, 8))).toEqual([5]);
    expect(ids(extended(toggled(only(9), 6), shown, 5, true))).toEqual([5, 6, 9]);
    expect(ids(everything(one, shown))).toEqual([5, 6, 7, 8, 9]);
    expect(ids(extended(NOTHING_SELECTED, shown, 7))).toEqual([7]);
  });

  it('lets go of what is no longer there', () => {
    const range = extended(only(8), shown, 6);
    expect(within(range, () => true)).toBe(range);
    const less = within(range, (id) => id !== 6);
    expect([ids(less), less.focus, less.anchor]).toEqual([[7, 8], null, 8]);
  });

  it('by Shift is all between anchor and focus, whichever comes first', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), (from, to) => {
        const range = extended(only(shown[from] ?? 0), shown, shown[to] ?? 0);
        expect([...range.selected]).toEqual(shown.slice(Math.min(from, to), Math.max(from, to) + 1));
      }),
    );
  });
});

describe('keys of culling', () => {
  it('rate, pick, reject and take back', () => {
    expect(['0', '3', 'p', 'X', 'u'].map(keepOfKey)).toEqual([{ rating: null }, { rating: 3 }, { pick: 'picked' }, { pick: 'rejected' }, { pick: null }]);
    expect(['6', 'a', 'Enter', ''].map(keepOfKey)).toEqual([null, null, null, null]);
  });
});

describe('stacks', () => {
  const fold = (entries: OrderEntry[], open: string[] = []) => foldStacks(entries, { fold: true, open: new Set(open) }, dayOf);
  const k = { stack: 'k' };

  it('show their best, where the newest of them was', () => {
    const entries = [entry(9), entry(8, k), entry(7), entry(6, { ...k, rating: 5 }), entry(5, k)];
    const items = fold(entries);
    expect(items.map((item) => item.entry.id)).toEqual([9, 6, 7]);
    expect(items[1]?.stack).toEqual({ key: `k@${10 * DAY}`, count: 3, open: false, cover: true });
    expect(items[0]?.stack).toBeNull();
    const open = fold(entries, [`k@${10 * DAY}`]);
    expect(open.map((item) => [item.entry.id, item.stack?.cover])).toEqual([
      [9, undefined],
      [8, false],
      [6, true],
      [5, false],
      [7, undefined],
    ]);
  });

  it('hold nothing of another day, and one alone is none', () => {
    const items = fold([entry(9, k), entry(8, { ...k, createdAt: 9 * DAY }), entry(7, { ...k, createdAt: 9 * DAY })]);
    expect(items.map((item) => [item.entry.id, item.stack?.count])).toEqual([
      [9, undefined],
      [8, 2],
    ]);
    expect(foldStacks([entry(2, k), entry(1, k)], { fold: false, open: new Set() }, dayOf).map((item) => item.stack)).toEqual([null, null]);
  });

  it('prefer stars, then a pick; a reject only when there is nothing else', () => {
    const cover = (...entries: OrderEntry[]) => coverOf(entries).id;
    expect(cover(entry(3), entry(2, { rating: 1 }), entry(1, { pick: 'picked' }))).toBe(2);
    expect(cover(entry(3), entry(1, { pick: 'picked' }))).toBe(1);
    expect(cover(entry(3, { rating: 4 }), entry(1, { rating: 4, pick: 'picked' }))).toBe(1);
    expect(cover(entry(3, { rating: 5, pick: 'rejected' }), entry(1))).toBe(1);
    expect(cover(entry(3, { pick: 'rejected' }))).toBe(3);
  });
});

describe('a comparison', () => {
  it('is of two to four at once; of more, the others come against the winner', () => {
    expect(begun([1, 2, 3, 4])).toMatchObject({ ids: [1, 2, 3, 4], queue: [] });
    let match = begun([1, 2, 3, 4, 5]);
    expect(match).toMatchObject({ ids: [1, 2], queue: [3, 4, 5] });
    match = withWinner(match, 2);
    expect(match).toMatchObject({ ids: [2, 3], queue: [4, 5] });
    match = withWinner(withWinner(match, 3), 3);
    expect(match).toMatchObject({ ids: [3, 5], queue: [] });
    expect(withWinner(match, 5).ids).toEqual([5]);
  });

  const small = { width: 500, height: 500 };
  const large = { width: 2_000, height: 2_000 };
  const room = { width: 400, height: 400 };

  it('shows the same part of pictures of different sizes', () => {
    const locked = lockedZoom(FITS, 4, { x: 100, y: -100 }, small, room);
    const [one, other] = [viewOf(locked, small, room), viewOf(locked, large, room)];
    expect(one.scale * small.width).toBeCloseTo(other.scale * large.width);
    expect([one.x, one.y]).toEqual([expect.closeTo(other.x), expect.closeTo(other.y)]);
    expect(one.x).toBeLessThan(0);
    const panned = lockedPan(locked, { x: 50, y: 0 }, small, room);
    expect(viewOf(panned, large, room).x - other.x).toBeCloseTo(50);
  });

  it('never leaves what fits, and never shows beyond the edge', () => {
    expect(lockedZoom(FITS, 0.2, { x: 9, y: 9 }, small, room)).toEqual({ zoom: 1, x: 0, y: 0 });
    const far = lockedPan(lockedZoom(FITS, 2, { x: 0, y: 0 }, small, room), { x: 9_999, y: 0 }, small, room);
    expect(viewOf(far, small, room).x).toBeCloseTo(200);
  });

  it('keeps films in step with the first', () => {
    const film = (currentTime: number, duration = 10, paused = true): Player & { paused: boolean } => ({
      currentTime,
      duration,
      paused,
      play() {
        this.paused = false;
        return Promise.resolve();
      },
      pause() {
        this.paused = true;
      },
    });
    const [leader, near, far, short] = [film(5, 10, false), film(5.05), film(7), film(0, 4)];
    keepInStep([leader, near, far, short]);
    expect([near.currentTime, far.currentTime, short.currentTime]).toEqual([5.05, 5, 1]);
    expect([near.paused, far.paused]).toEqual([false, false]);
    leader.pause();
    keepInStep([leader, near]);
    expect(near.paused).toBe(true);
    seekTogether([leader, near, short], 0.8);
    expect([leader.currentTime, near.currentTime, short.currentTime]).toEqual([8, 8, 4]);
    keepInStep([]);
  });
});

describe('a slideshow', () => {
  it('shows film and sound to their end', () => {
    expect([shownMs({ kind: 'image', durationS: null }), shownMs({ kind: 'video', durationS: 12.5 }), shownMs({ kind: 'audio', durationS: 1 })]).toEqual([
      4_000, 12_500, 4_000,
    ]);
  });
});

describe('lineage', () => {
  const sha = (letter: string) => letter.repeat(64);
  const edge = (from: string, to: string, field = 'image_url') => ({ parent: sha(from), child: sha(to), field });
  const graph = (edges: Lineage['edges'], of: string) =>
    graphOf({ assets: ['a', 'b', 'c', 'd'].map((letter, id) => anAsset({ id: id + 1, sha256: sha(letter) })), edges, uses: 0 }, sha(of));
  const letters = ({ generations }: ReturnType<typeof graph>) => generations.map((nodes) => nodes.map((node) => node.sha256[0]).join(''));

  it('stands by generations, oldest first', () => {
    const found = graph([edge('a', 'b'), edge('f', 'b', 'mask_url'), edge('b', 'c'), edge('c', 'd')], 'b');
    expect([letters(found), found.self]).toEqual([['af', 'b', 'c', 'd'], 1]);
    expect(found.generations[0]?.[1]).toMatchObject({ asset: null, fields: ['mask_url'] });
  });

  it('shows each once, and ends where it comes round again', () => {
    expect(letters(graph([edge('a', 'b'), edge('a', 'b', 'mask_url'), edge('b', 'a'), edge('b', 'c'), edge('a', 'c')], 'a'))).toEqual(['b', 'a', 'c']);
    expect(letters(graph([], 'a'))).toEqual(['a']);
  });
});
