import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCollections } from '../../../electron/engine/library/collections.ts';
import { facetsOf } from '../../../electron/engine/library/facets.ts';
import { modelScores, storageUsage, vocabularyOf } from '../../../electron/engine/library/figures.ts';
import { createKeep, type KeepChange } from '../../../electron/engine/library/keep.ts';
import { fromSidecar } from '../../../electron/engine/library/sidecar.ts';
import { NOTHING_KEPT } from '../../../shared/domain.ts';
import { LABELS } from '../../../shared/search/query.ts';
import { library, provenance } from './support.ts';

const ALL = { offset: 0, limit: 100 };

/** A library of four: fox, boat, 東京 and a cut clip, named by the first letters of their hashes. */
async function shelf() {
  const lib = await library();
  const add = (letter: string, prompt: string, model = 'flux') => {
    const sha256 = letter.repeat(64);
    lib.clock.jump(1_000);
    lib.assets.record(
      { sha256, kind: 'image', mime: 'image/png', extension: 'png', bytes: 1_000, width: 1, height: 1 },
      provenance({ prompt, model, modelName: model }),
    );
    return sha256;
  };
  const [fox, boat, tokyo, clip] = [add('a', 'a fox'), add('b', 'a boat'), add('c', '夜の東京, neon'), add('d', 'a clip', 'veo')];
  const keep = createKeep(lib.db);
  const find = (text: string) =>
    lib.assets
      .list({ ...ALL, text })
      .assets.map(({ sha256 }) => sha256[0])
      .join('');
  const kept = (sha256: string) => lib.assets.get(sha256)!.kept;
  return { ...lib, keep, collections: createCollections(lib.db, lib.clock), find, kept, fox, boat, tokyo, clip };
}

describe('what a person keeps', () => {
  it('is found by the search at once, and stands in the sidecar', async () => {
    const { keep, fox, boat, find, kept, assets } = await shelf();
    keep.change([fox, boat], { rating: 4, addTags: ['Winter  light', 'fox'] });
    keep.change([fox], { title: 'Cover', notes: 'print it', label: 'red', favourite: true, pick: 'picked' });
    expect(kept(fox)).toEqual({ rating: 4, pick: 'picked', label: 'red', favourite: true, title: 'Cover', notes: 'print it', tags: ['fox', 'Winter light'] });
    expect(find('rating:>3')).toBe('ba');
    expect(find('tag:"winter light" -is:favourite')).toBe('b');
    expect(find('title:cov')).toBe('a');
    expect(find('print')).toBe('a');
    expect(find('label:red is:picked is:tagged')).toBe('a');
    expect(find('label:none')).toBe('dcb');
    expect(fromSidecar(JSON.stringify(assets.sidecar(fox))).kept).toEqual(kept(fox));
    expect(assets.sidecarsDue(10).map(({ sha256 }) => sha256)).toEqual([fox, boat]);
  });

  it('is taken away by null, and tags by name whatever their case', async () => {
    const { keep, fox, kept, find } = await shelf();
    keep.change([fox], { rating: 5, title: 'x', addTags: ['Fox', 'snow'] });
    keep.change([fox], { rating: null, title: ' ', removeTags: ['fox', 'snow'] });
    expect(kept(fox)).toEqual(NOTHING_KEPT);
    expect(find('tag:fox')).toBe('');
  });

  it('is changed for those alone that change by it', async () => {
    const { keep, fox, boat, tokyo } = await shelf();
    keep.change([fox], { favourite: true, addTags: ['x'] });
    expect(keep.change([fox, boat, boat, 'f'.repeat(64)], { favourite: true }).map(({ sha256 }) => sha256)).toEqual([boat]);
    expect(keep.change([fox], { addTags: ['X'] })).toEqual([]);
    expect(() => keep.change([tokyo], { addTags: ['  '] })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });

  it('can be taken back to the letter, whatever the changes', async () => {
    const { keep, fox, boat, clip, kept, find } = await shelf();
    const text = fc.constantFrom('a', 'B', 'winter', '夜');
    const change: fc.Arbitrary<KeepChange> = fc.record(
      {
        rating: fc.option(fc.constantFrom(1, 2, 3, 4, 5)),
        pick: fc.option(fc.constantFrom('picked', 'rejected')),
        label: fc.option(fc.constantFrom(...LABELS)),
        favourite: fc.boolean(),
        title: fc.option(text),
        notes: fc.option(text),
        addTags: fc.array(text),
        removeTags: fc.array(text),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.subarray([fox, boat, clip]), change), { maxLength: 6 }), (changes) => {
        const before = [fox, boat, clip].map((sha256) => ({ kept: kept(sha256), winter: find('winter') }));
        const undo = changes.map(([sha256s, it]) => keep.change(sha256s, it));
        for (const it of undo.toReversed()) keep.restore(it);
        expect([fox, boat, clip].map((sha256) => ({ kept: kept(sha256), winter: find('winter') }))).toEqual(before);
      }),
    );
  });
});

describe('signs without spaces between them', () => {
  it.each(['東京', '夜', '京', 'の東', 'prompt:東京', '"夜の"'])('%s is found', async (text) => expect((await shelf()).find(text)).toBe('c'));
  it('are not found in another order', async () => expect((await shelf()).find('京東')).toBe(''));
});

describe('a collection', () => {
  it('holds assets in its own order, each once', async () => {
    const { collections, assets, fox, boat, clip, find } = await shelf();
    const { id } = collections.create('Best of May', null);
    expect(collections.add(id, [clip, fox, fox])).toEqual([clip, fox]);
    expect(collections.add(id, [fox, boat])).toEqual([boat]);
    const order = () =>
      assets
        .list({ ...ALL, collectionId: id })
        .assets.map(({ sha256 }) => sha256[0])
        .join('');
    expect(order()).toBe('dab');
    collections.move(id, [boat], clip);
    expect(order()).toBe('bda');
    collections.move(id, [boat, clip], null);
    expect(order()).toBe('abd');
    expect(find('in:"best of may" fox')).toBe('a');
    expect(collections.take(id, [boat])).toEqual([boat]);
    expect(collections.get(id)).toMatchObject({ name: 'Best of May', assets: 2, query: null });
    expect(collections.namesOf(fox)).toEqual(['Best of May']);
    expect(assets.sidecar(fox)!.collections).toEqual([{ name: 'Best of May', position: 1 }]);
  });

  it('comes back as it was, under a free name', async () => {
    const { collections, fox, clip } = await shelf();
    const { id } = collections.create('May', null);
    collections.add(id, [clip, fox]);
    const content = collections.remove(id);
    expect(collections.list()).toEqual([]);
    collections.create('may', null);
    const back = collections.restore(content);
    expect([back.name, collections.content(back.id)]).toEqual(['May (2)', [clip, fox]]);
  });

  it('that is a search cannot be filled by hand', async () => {
    const { collections, fox } = await shelf();
    const smart = collections.create('Stars', 'rating:>3');
    expect(smart).toMatchObject({ query: 'rating:>3', assets: null });
    expect(() => collections.add(smart.id, [fox])).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });

  it('has a name of its own', async () => {
    const { collections } = await shelf();
    collections.create('May', null);
    expect(() => collections.create('MAY', null)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(() => collections.rename(99, 'x')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});

describe('figures over the library', () => {
  it('count each facet of what was found', async () => {
    const { db, clock, keep, fox, boat } = await shelf();
    keep.change([fox, boat], { rating: 3, addTags: ['x'] });
    keep.change([fox], { favourite: true });
    const facets = await facetsOf(db, { text: 'model:flux' }, clock.now(), () => Promise.resolve());
    expect(facets).toMatchObject({
      total: 3,
      kinds: [{ value: 'image', assets: 3 }],
      bytes: 3_000,
      // Another tick in the facet itself would bring the other model.
      models: [
        { value: 'flux', name: 'flux', assets: 3 },
        { value: 'veo', name: 'veo', assets: 1 },
      ],
      ratings: [
        { value: '3', assets: 2 },
        { value: '0', assets: 1 },
      ],
      tags: [{ value: 'x', assets: 2 }],
      states: [
        { value: 'favourite', assets: 1 },
        { value: 'practice', assets: 3 },
      ],
    });
  });

  it('score models by the stars their outputs got', async () => {
    const { db, keep, fox, boat, clip } = await shelf();
    keep.change([fox], { rating: 5 });
    keep.change([boat], { rating: 2, pick: 'rejected' });
    keep.change([clip], { rating: 4 });
    expect(modelScores(db)).toEqual([
      { model: 'veo', rated: 1, stars: 4, rejected: 0, assets: 1 },
      { model: 'flux', rated: 2, stars: 3.5, rejected: 1, assets: 3 },
    ]);
    expect(storageUsage(db, 'model')).toEqual([
      { name: 'flux', assets: 3, bytes: 3_000 },
      { name: 'veo', assets: 1, bytes: 1_000 },
    ]);
    expect(vocabularyOf(db)).toMatchObject({ model: ['flux', 'veo'], key: ['Studio'] });
  });
});
