import { describe, expect, it } from 'vitest';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { edgesOf, usesOf } from '../../../electron/engine/library/lineage.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import type { Provenance, StoredFile } from '../../../electron/engine/library/stored-file.ts';
import { stackOf } from '../../../shared/library/stack-of.ts';
import { library, provenance } from './support.ts';

/** Assets named by letters, a second apart, newest last. */
async function shelf() {
  const lib = await library();
  const add = (letter: string, made: Partial<Provenance> = {}, file: Partial<StoredFile> = {}) => {
    lib.clock.jump(1_000);
    const stored: StoredFile = {
      ...{ sha256: letter.repeat(64), kind: 'image', mime: 'image/png', extension: 'png', bytes: 9, width: 1_344, height: 768 },
      ...file,
    };
    return lib.assets.record(stored, provenance(made));
  };
  const madeFrom = (child: number, parent: string, field = 'image_url') =>
    lib.db.prepare('INSERT INTO asset_parent (asset_id, parent, field) VALUES (?, ?, ?)').run(child, parent.repeat(64), field);
  return { ...lib, add, madeFrom, keep: createKeep(lib.db), trash: createTrash(lib.db, lib.clock) };
}

const PAGE = { offset: 0, limit: 100 };

describe('the order of a list', () => {
  it('is that of the list, with what a grid needs and no more', async () => {
    const { assets, add, keep, clock } = await shelf();
    const a = add('a', { input: { prompt: 'fox', seed: 1 } });
    const b = add('b', { input: { prompt: 'fox', seed: 2 } }, { kind: 'video', width: 720, height: 1_280 });
    const c = add('c', { batchId: null, batchName: null }, { kind: 'audio', width: null, height: null });
    keep.change(['a'.repeat(64)], { rating: 4, pick: 'rejected' });
    keep.change(['b'.repeat(64)], { pick: 'picked' });
    const order = assets.order(PAGE);
    const stack = stackOf({ batchId: 2, model: 'flux-schnell', input: { prompt: 'fox' } });
    expect(order).toEqual({
      total: 3,
      ids: [c, b, a],
      kinds: 'avi',
      ratios: [0, 563, 1_750],
      times: [clock.now(), clock.now() - 1_000, clock.now() - 2_000],
      batchIds: [0, 2, 2],
      stacks: ['', stack, stack],
      ratings: '004',
      picks: '-pr',
      batches: [{ id: 2, name: 'Autumn cards' }],
    });
    expect(order.ids).toEqual(assets.list(PAGE).assets.map((asset) => asset.id));
    expect(assets.order({ ...PAGE, sort: 'rating' }).ids).toEqual([a, c, b]);
    expect(assets.order({ offset: 1, limit: 1, kinds: ['image', 'video'] })).toMatchObject({ total: 2, ids: [a] });
    expect(assets.some([a, 99, c]).map((asset) => asset.sha256[0])).toEqual(['a', 'c']);
    expect(assets.hashes([c, 99, a])).toEqual(['c'.repeat(64), 'a'.repeat(64)]);
  });

  it('leaves the trash out, and shows it alone when asked', async () => {
    const { assets, add, trash } = await shelf();
    const [a, b] = [add('a'), add('b')];
    trash.put(['b'.repeat(64)]);
    expect(assets.order(PAGE)).toMatchObject({ total: 1, ids: [a] });
    expect(assets.order({ ...PAGE, trashed: true })).toMatchObject({ total: 1, ids: [b] });
  });

  it('reads the whole library from an index alone, and every page of details without sorting', async () => {
    const { db } = await shelf();
    const plan = (sql: string) =>
      db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => row.detail);
    const columns = 'id, kind, width, height, created_at, batch_id, stack, rating, pick';
    const tail = 'FROM asset WHERE trashed_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 100 OFFSET 0';
    expect(plan(`SELECT ${columns} ${tail}`)).toEqual(['SCAN asset USING COVERING INDEX asset_shown']);
    expect(plan(`SELECT * ${tail}`)).toEqual(['SCAN asset USING INDEX asset_shown']);
  });
});

describe('a stack', () => {
  const made = { batchId: 2, model: 'flux', input: { prompt: 'fox', size: { width: 1, height: 2 }, seed: 1 } };
  const stack = stackOf(made);

  it('holds what differs in the seed alone', () => {
    expect(stackOf({ ...made, input: { seed: 7, size: { height: 2, width: 1 }, prompt: 'fox' } })).toBe(stack);
    expect(stackOf({ ...made, input: { prompt: 'fox', size: { width: 1, height: 2 } } })).toBe(stack);
  });

  it('parts what differs in anything else', () => {
    const others = [
      { ...made, batchId: 3 },
      { ...made, model: 'flux-pro' },
      { ...made, input: { ...made.input, prompt: 'an owl' } },
      { ...made, input: { ...made.input, steps: 4 } },
    ];
    expect(new Set([stack, ...others.map(stackOf)]).size).toBe(5);
    expect(stackOf({ ...made, batchId: null })).toBeNull();
  });
});

describe('the lineage of an asset', () => {
  it('goes up and down over generations, and ends where an asset is gone', async () => {
    const { db, add, madeFrom, trash } = await shelf();
    const [, b, c, d] = [add('a'), add('b'), add('c'), add('d')];
    madeFrom(b, 'f');
    madeFrom(b, 'a');
    madeFrom(c, 'b');
    madeFrom(d, 'b', 'mask_url');
    const letters = (sha256: string) => edgesOf(db, sha256.repeat(64)).map(({ parent, child, field }) => `${parent[0]}>${child[0]} ${field}`);
    expect(letters('b')).toEqual(['a>b image_url', 'f>b image_url', 'b>c image_url', 'b>d mask_url']);
    expect(letters('c')).toEqual(['b>c image_url', 'a>b image_url', 'f>b image_url']);
    expect(letters('f')).toEqual(['f>b image_url', 'b>c image_url', 'b>d mask_url']);
    expect(usesOf(db, 'b'.repeat(64))).toBe(2);
    trash.put(['d'.repeat(64)]);
    expect(letters('a')).toEqual(['a>b image_url', 'b>c image_url']);
    expect(usesOf(db, 'b'.repeat(64))).toBe(1);
  });

  it('ends where it comes round again', async () => {
    const { db, add, madeFrom } = await shelf();
    madeFrom(add('a'), 'b');
    madeFrom(add('b'), 'a');
    expect(edgesOf(db, 'a'.repeat(64))).toHaveLength(2);
  });
});
