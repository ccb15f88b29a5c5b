import { describe, expect, it } from 'vitest';
import { findDuplicates, setApart, unsetApart } from '../../../electron/engine/library/duplicates/duplicates.ts';
import { mergedKept } from '../../../electron/engine/library/duplicates/merge.ts';
import { joinAlike, SAME } from '../../../electron/engine/library/duplicates/near-pairs.ts';
import { Groups } from '../../../electron/engine/library/duplicates/groups.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import { bestOf } from '../../../renderer/screens/library/duplicates/best-of.ts';
import { NOTHING_KEPT } from '../../../shared/domain.ts';
import { mulberry32 } from '../../support/engine-world.ts';
import { anAsset } from '../renderer/library/an-asset.ts';
import { library, provenance } from './support.ts';

const noBreath = () => Promise.resolve();

async function shelf() {
  const lib = await library();
  const add = (letter: string, likeness: string | null, made: Partial<ReturnType<typeof provenance>> = {}) => {
    const sha256 = letter.repeat(64);
    const id = lib.assets.record(
      { sha256, kind: 'image', mime: 'image/png', extension: 'png', bytes: 9, width: 8, height: 8 },
      provenance({ jobId: letter.charCodeAt(0), seed: letter.charCodeAt(0), input: { seed: letter.charCodeAt(0) }, ...made }),
    );
    if (likeness !== null) lib.assets.setLikeness(sha256, Buffer.from(likeness, 'hex'));
    return id;
  };
  const letters = new Map<number, string>();
  const found = async () =>
    (await findDuplicates(lib.db, noBreath)).map(
      ({ why, ids }) =>
        `${why} ${lib.assets
          .some(ids)
          .map(({ sha256 }) => sha256[0])
          .join('')}`,
    );
  return { ...lib, add, found, letters, trash: createTrash(lib.db, lib.clock) };
}

describe('duplicates', () => {
  it('are pictures that look the same, in whichever bits they differ, the newest group first', async () => {
    const { add, found } = await shelf();
    add('a', 'f0f0f0f0f0f0f0f0');
    add('b', '0123456789abcdef');
    add('c', 'f0f0f0f0f0f0f0f0');
    // Each differs in four bits, spread over all of it.
    add('d', '8123456789abcd6e');
    add('e', 'f0f8f0f0f0f1f0f0');
    // In five.
    add('f', '0fe3456789abcdef');
    expect(await found()).toEqual(['look ace', 'look bd']);
  });

  it('are outputs of different jobs from one input and seed, and not several of one job', async () => {
    const { add, found } = await shelf();
    const same = { model: 'flux', input: { prompt: 'fox', seed: 7 }, seed: 7 };
    add('a', null, { ...same, jobId: 1 });
    add('b', null, { ...same, jobId: 2 });
    add('c', null, { ...same, model: 'veo', jobId: 3 });
    const several = { model: 'flux', input: { n: 2, seed: 9 }, seed: 9, jobId: 4 };
    add('d', null, several);
    add('e', null, several);
    add('f', null, { model: 'flux', input: { prompt: 'x' }, seed: null, jobId: 5 });
    add('0', null, { model: 'flux', input: { prompt: 'x' }, seed: null, jobId: 6 });
    expect(await found()).toEqual(['input ab']);
  });

  it('leave out the trash, and what a person wants to keep beside each other until that is taken back', async () => {
    const { add, found, db, trash } = await shelf();
    const ids = ['a', 'b', 'c'].map((letter) => add(letter, 'f0f0f0f0f0f0f0f0'));
    trash.put(['b'.repeat(64)]);
    expect(await found()).toEqual(['look ac']);
    const pairs = setApart(db, [ids[2]!, ids[0]!]);
    expect(pairs).toEqual([[ids[0], ids[2]]]);
    expect(setApart(db, [ids[0]!, ids[2]!])).toEqual([]);
    expect(await found()).toEqual([]);
    trash.restore(['b'.repeat(64)]);
    expect(await found()).toEqual(['look abc']);
    unsetApart(db, pairs);
    trash.put(['b'.repeat(64)]);
    expect(await found()).toEqual(['look ac']);
  });

  it('that look alike are offered once where they were made alike too', async () => {
    const { add, found } = await shelf();
    const same = { model: 'flux', input: { seed: 7 }, seed: 7 };
    add('a', 'f0f0f0f0f0f0f0f0', { ...same, jobId: 1 });
    add('b', 'f0f0f0f0f0f0f0f0', { ...same, jobId: 2 });
    expect(await found()).toEqual(['look ab']);
  });
});

it('no pair within reach is missed, and none beyond it is joined', async () => {
  const random = mulberry32(3);
  const word = () => Math.floor(random() * 2 ** 32);
  const count = 600;
  const columns = { count, ids: new Int32Array(count), high: new Uint32Array(count), low: new Uint32Array(count) };
  for (let at = 0; at < count; at++) {
    columns.ids[at] = at + 1;
    const near = at % 3 !== 0;
    [columns.high[at], columns.low[at]] = near ? [columns.high[at - 1]!, columns.low[at - 1]!] : [word(), word()];
    for (let bits = near ? at % 7 : 0; bits > 0; bits--) {
      const bit = Math.floor(random() * 64);
      const half = bit < 32 ? columns.low : columns.high;
      half[at] = half[at]! ^ (1 << (bit % 32));
    }
  }
  const distance = (a: number, b: number) =>
    [columns.high, columns.low].reduce((sum, half) => sum + [...((half[a]! ^ half[b]!) >>> 0).toString(2)].filter((bit) => bit === '1').length, 0);
  const [fast, slow] = [new Groups(), new Groups()];
  await joinAlike(columns, fast.join, noBreath);
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) if (distance(a, b) <= SAME) slow.join(a + 1, b + 1);
  expect(fast.all()).toEqual(slow.all());
  expect(slow.all().length).toBeGreaterThan(100);
});

describe('merging', () => {
  it('loses no tag, star, pick or word', () => {
    const own = { ...NOTHING_KEPT, rating: 2 as const, tags: ['a'], notes: 'mine', label: 'red' as const };
    const other = {
      ...NOTHING_KEPT,
      rating: 4 as const,
      tags: ['a', 'b'],
      notes: 'theirs',
      title: 'Cover',
      label: 'blue' as const,
      favourite: true,
      pick: 'picked' as const,
    };
    expect(mergedKept(own, [other, NOTHING_KEPT])).toEqual({
      rating: 4,
      pick: 'picked',
      label: 'red',
      favourite: true,
      title: 'Cover',
      notes: 'mine\n\ntheirs',
      addTags: ['a', 'b'],
    });
  });

  it('takes over no reject, and makes nothing of nothing', () => {
    const nothing = { rating: null, pick: null, label: null, favourite: false, title: null, notes: null, addTags: [] };
    expect(mergedKept(NOTHING_KEPT, [{ ...NOTHING_KEPT, pick: 'rejected' }])).toEqual(nothing);
  });

  it('offers to keep the best: stars, then a pick, then pixels, then the older', () => {
    const one = anAsset({ id: 1, width: 100, height: 100 });
    const large = anAsset({ id: 2, width: 200, height: 100 });
    expect(bestOf([one, large])?.id).toBe(2);
    expect(bestOf([{ ...one, kept: { ...one.kept, pick: 'picked' } }, large])?.id).toBe(1);
    expect(bestOf([large, { ...large, id: 5 }])?.id).toBe(2);
    expect(
      bestOf([
        { ...large, kept: { ...large.kept, rating: 3 } },
        { ...one, kept: { ...one.kept, rating: 4 } },
      ])?.id,
    ).toBe(1);
  });
});
