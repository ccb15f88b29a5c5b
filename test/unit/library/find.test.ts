import { describe, expect, it } from 'vitest';
import { conditionOf } from '../../../electron/engine/library/asset-search.ts';
import { createCollections } from '../../../electron/engine/library/collections.ts';
import { facetsOf } from '../../../electron/engine/library/facets.ts';
import { vocabularyOf } from '../../../electron/engine/library/figures.ts';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { countSmart } from '../../../electron/engine/library/search/count-smart.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import { FIELDS } from '../../../shared/search/fields.ts';
import { library, provenance } from './support.ts';

const PAGE = { offset: 0, limit: 100 };
const noBreath = () => Promise.resolve();

/** Assets by the letter that their hash is made of, each newer than the one before. */
async function shelf() {
  const lib = await library();
  const shas = new Map<string, string>();
  const add = (letter: string, prompt: string, more: Partial<ReturnType<typeof provenance>> = {}, kind: 'image' | 'video' = 'image') => {
    const sha256 = letter.repeat(64);
    lib.clock.jump(1_000);
    lib.assets.record({ sha256, kind, mime: 'image/png', extension: 'png', bytes: 1_000, width: 64, height: 32 }, provenance({ prompt, ...more }));
    shas.set(letter, sha256);
    return sha256;
  };
  const find = (text: string) =>
    lib.assets
      .list({ ...PAGE, text })
      .assets.map(({ sha256 }) => sha256[0])
      .join('');
  const facets = (text: string) => facetsOf(lib.db, { text }, lib.clock.now(), noBreath);
  return { ...lib, add, find, facets, keep: createKeep(lib.db), collections: createCollections(lib.db, lib.clock), trash: createTrash(lib.db, lib.clock) };
}

const picked = (animal: string, light: string) => ({ origin: { template: '${animal} in ${light}', picks: { animal, light }, seed: 1 } });

describe('one of several', () => {
  it('is found by any of its values', async () => {
    const { add, find, keep } = await shelf();
    const [a, b] = [add('a', 'a fox'), add('b', 'a boat', { model: 'veo', modelName: 'Veo' }, 'video')];
    add('c', 'a clip', { model: 'flux-pro', modelName: 'FLUX Pro' });
    keep.change([a], { addTags: ['x'], rating: 5 });
    keep.change([b], { addTags: ['y, z'], rating: 2 });
    expect(find('tag:x,"y, z"')).toBe('ba');
    expect(find('-tag:x,"y, z"')).toBe('c');
    expect(find('rating:5,2')).toBe('ba');
    expect(find('kind:video,image')).toBe('cba');
    expect(find('prompt:fox,clip')).toBe('ca');
    expect(find('model:veo,pro')).toBe('cb');
    expect(find('tag:x is:favourite,rated')).toBe('a');
  });

  it('is exactly so behind an equals sign', async () => {
    const { add, find } = await shelf();
    add('a', 'a fox', { model: 'flux', modelName: 'FLUX', batchName: 'May' });
    add('b', 'a fox', { model: 'flux-pro', modelName: 'FLUX Pro', batchName: 'May again' });
    expect(find('model:flux')).toBe('ba');
    expect(find('model:=flux')).toBe('a');
    expect(find('model:="FLUX Pro"')).toBe('b');
    expect(find('batch:may')).toBe('ba');
    expect(find('batch:=May')).toBe('a');
  });
});

describe('what a template picked', () => {
  it('is found by its name and value, counted, and offered', async () => {
    const { add, find, facets, db, trash } = await shelf();
    add('a', 'red fox in fog', picked('red fox', 'fog'));
    add('b', 'lynx in fog', picked('lynx', 'fog'));
    add('c', 'lynx at noon', picked('lynx', 'noon'));
    trash.put([add('d', 'lynx in rain', picked('lynx', 'rain'))]);
    expect(find('pick:"animal=red fox"')).toBe('a');
    expect(find('pick:"animal=Lynx" pick:light=fog')).toBe('b');
    expect(find('pick:"animal=red fox",light=noon')).toBe('ca');
    expect(find('pick:fog')).toBe('ba');
    const animals = [
      { value: 'lynx', assets: 2 },
      { value: 'red fox', assets: 1 },
    ];
    const lights = [
      { value: 'fog', assets: 2 },
      { value: 'noon', assets: 1 },
    ];
    expect((await facets('')).picks).toEqual([
      { name: 'animal', values: animals },
      { name: 'light', values: lights },
    ]);
    // What is ticked narrows the other names, not its own.
    expect((await facets('pick:light=noon')).picks).toEqual([
      { name: 'light', values: lights },
      { name: 'animal', values: [{ value: 'lynx', assets: 1 }] },
    ]);
    expect(vocabularyOf(db).pick[0]).toBe('animal=lynx');
  });

  it('goes with its asset', async () => {
    const { add, db, trash, find } = await shelf();
    const a = add('a', 'red fox in fog', picked('red fox', 'fog'));
    trash.put([a]);
    trash.remove(a);
    expect(db.prepare('SELECT * FROM asset_pick').all()).toEqual([]);
    expect(find('pick:fog')).toBe('');
  });
});

describe('the last word', () => {
  it('may be the beginning of one while it is typed, unless it stands in quotes', async () => {
    const { add, find } = await shelf();
    add('a', 'a snowy owl');
    expect(find('sno')).toBe('a');
    expect(find('sno owl')).toBe('');
    expect(find('owl sno')).toBe('a');
    expect(find('"snowy ow"')).toBe('');
    expect(find('"snowy owl"')).toBe('a');
    expect(find('"owl snowy"')).toBe('');
  });
});

describe('any script', () => {
  it.each([
    ['عربي أزرق', 'أزرق'],
    ['שועל אדום בשלג', 'אדום'],
    ['a fox 🦊 in snow', '🦊'],
    ['family 👩‍👩‍👧 at sea', '👩‍👩‍👧'],
    ['夜の東京、ネオン', '東京'],
    ['แมวสีแดง', 'แดง'],
    ['한국의 밤거리', '밤거리'],
    ['Größe der Straße', 'straße'],
    ['Crème brûlée', 'creme'],
  ])('%s is found by %s', async (prompt, text) => {
    const { add, find } = await shelf();
    add('a', prompt);
    add('b', 'nothing of the kind');
    expect(find(text)).toBe('a');
    expect(find(`prompt:"${text}"`)).toBe('a');
  });
});

describe('smart collections', () => {
  it('are counted by what they find', async () => {
    const { add, keep, collections, db, clock } = await shelf();
    keep.change([add('a', 'a fox'), add('b', 'a boat')], { rating: 5 });
    const stars = collections.create('Stars', 'rating:>3');
    collections.create('By hand', null);
    expect(await countSmart(db, collections.list(), clock.now(), noBreath)).toEqual([{ id: stars.id, assets: 2 }]);
  });
});

describe('every search', () => {
  const texts = [...FIELDS.map(({ example }) => example), ...FIELDS.map(({ example }) => `-${example}`), 'fox', '-fox', '"a fox"', 'is:tagged', 'pick:fog'];

  it.each(texts)('%s is answered from indexes alone', async (text) => {
    const { db } = await library();
    const { from, where, parameters } = conditionOf(db, { text }, 0);
    const plan = db
      .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN SELECT id ${from} ${where} ORDER BY created_at DESC, id DESC`)
      .all(parameters)
      .map(({ detail }) => detail);
    expect(plan[0]).toMatch(/^(SCAN|SEARCH) asset USING COVERING INDEX asset_found/);
    expect(plan.filter((step) => /^SCAN (?!asset USING COVERING|asset_text VIRTUAL|next|\(?subquery|CONSTANT|pick_name|json_each|\d)/i.test(step))).toEqual([]);
    expect(plan.filter((step) => /TEMP B-TREE FOR ORDER/.test(step))).toEqual([]);
  });
});

describe('how many there are', () => {
  it('is counted where more fit than one walk brings, without what is in the trash, and any page of them is found', async () => {
    const { db, assets, trash, keep } = await shelf();
    const sha = (number: number) => number.toString(16).padStart(64, '0');
    const file = { kind: 'image', mime: 'image/png', extension: 'png', bytes: 1_000, width: 64, height: 32 } as const;
    const COUNT = 3_200;
    db.transaction(() => {
      for (let at = 0; at < COUNT; at++)
        assets.record({ sha256: sha(at), ...file }, provenance({ prompt: at % 400 === 0 ? 'a fox' : 'a hare' }), { createdAt: at });
    })();
    trash.put([sha(1), sha(400)]);
    keep.change([sha(2)], { rating: 5 });
    const page = (text: string, offset = 0) => {
      const { total, assets: found } = assets.list({ text, offset, limit: 2 });
      return [total, ...found.map(({ sha256 }) => Number.parseInt(sha256, 16))];
    };
    expect(page('a')).toEqual([COUNT - 2, COUNT - 1, COUNT - 2]);
    expect(page('a', COUNT - 3)).toEqual([COUNT - 2, 0]);
    expect(page('hare', 3_100)[0]).toBe(COUNT - 8 - 1);
    expect(page('-fox')).toEqual([COUNT - 8 - 1, COUNT - 1, COUNT - 2]);
    expect(page('-fox is:unrated', COUNT - 12)).toEqual([COUNT - 8 - 2, 4, 3]);
    expect(page('is:unrated')[0]).toBe(COUNT - 3);
    expect(page('fox')[0]).toBe(7);
  });
});
