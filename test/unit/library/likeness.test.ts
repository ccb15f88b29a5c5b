import { describe, expect, it } from 'vitest';
import { ones } from '../../../electron/engine/library/likeness/bits.ts';
import { likenessOf } from '../../../electron/engine/library/likeness/likeness.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import { library, provenance } from './support.ts';

const PAGE = { offset: 0, limit: 100 };
const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** Pictures by the letter that their hash is made of, with their perceptual hashes. */
async function gallery(likenesses: Readonly<Record<string, string | null>>) {
  const lib = await library();
  const add = (letter: string, likeness: string | null) => {
    lib.clock.jump(1_000);
    const sha256 = letter.repeat(64);
    lib.assets.record({ sha256, kind: 'image', mime: 'image/png', extension: 'png', bytes: 9, width: 8, height: 8 }, provenance({}));
    lib.assets.setThumbnail(sha256, {
      state: 'ready',
      width: null,
      height: null,
      durationS: null,
      ...(likeness === null ? {} : { likeness: bytes(likeness) }),
    });
  };
  for (const [letter, likeness] of Object.entries(likenesses)) add(letter, likeness);
  const find = (text: string) =>
    lib.assets
      .list({ ...PAGE, text })
      .assets.map(({ sha256 }) => sha256[0])
      .join('');
  return { ...lib, add, find, trash: createTrash(lib.db, lib.clock) };
}

const letters = (ids: readonly number[]) => ids.map((id) => 'abcdefghij'[id - 1]).join('');

describe('like:', () => {
  it('finds what differs in few bits, and nothing that differs in many', async () => {
    const { find, db } = await gallery({
      a: '00000000ffffffff',
      b: '0000000fffffffff',
      c: '00000001ffffffff',
      d: '0000ffffffffffff',
      e: 'ffffffff00000000',
      f: '8000000fffffffff',
    });
    expect(find('like:aaaaaaaa')).toBe('fcba');
    expect(find(`like:${'e'.repeat(64)}`)).toBe('e');
    expect(find('-like:aaaaaaaa')).toBe('ed');
    expect(find('like:aaaaaaaa,eeeeeeee')).toBe('fecba');
    expect(find('like:99999999')).toBe('');
    // The nearest first.
    expect(letters(likenessOf(db).near('aaaaaaaa'))).toBe('acbf');
  });

  it('leaves out the trash, and finds only itself of a picture without a perceptual hash', async () => {
    const { find, trash } = await gallery({ a: '00000000ffffffff', b: '00000000ffffffff', c: null });
    expect(find('like:aaaaaaaa')).toBe('ba');
    expect(find('like:cccccccc')).toBe('c');
    trash.put(['b'.repeat(64)]);
    expect(find('like:aaaaaaaa')).toBe('a');
  });

  it('knows what came, changed and went since it was first asked', async () => {
    const { find, add, assets, trash } = await gallery({ a: '00000000ffffffff', b: null, c: 'ffffffff00000000' });
    expect(find('like:aaaaaaaa')).toBe('a');
    assets.setLikeness('b'.repeat(64), bytes('00000000fffffffe'));
    add('d', '00000000fffffff0');
    expect(find('like:aaaaaaaa')).toBe('dba');
    assets.setLikeness('b'.repeat(64), bytes('ffffffff00000001'));
    expect(find('like:aaaaaaaa')).toBe('da');
    expect(find('like:cccccccc')).toBe('cb');
    trash.put(['d'.repeat(64)]);
    trash.remove('d'.repeat(64));
    // A deleted row's number is given again.
    add('e', 'ffffffff00000000');
    expect(find('like:aaaaaaaa')).toBe('a');
    expect(find('like:cccccccc')).toBe('ecb');
  });
});

describe('the to-do list', () => {
  it('holds pictures with a thumbnail and no perceptual hash, until it is known that none can be made', async () => {
    const { assets } = await gallery({ a: null, b: '00000000ffffffff', c: null });
    expect(assets.withoutLikeness(9)).toEqual(['c'.repeat(64), 'a'.repeat(64)]);
    assets.setLikeness('c'.repeat(64), new Uint8Array());
    assets.setLikeness('a'.repeat(64), bytes('00000000ffffffff'));
    expect(assets.withoutLikeness(9)).toEqual([]);
  });
});

it('counts bits as one would by hand', () => {
  for (const word of [0, 1, 2, 3, 0xff, 0x8000_0000, 0xffff_ffff, 0x5555_5555, 0x1234_5678]) {
    expect(ones(word)).toBe([...(word >>> 0).toString(2)].filter((bit) => bit === '1').length);
    expect(ones(word | 0)).toBe(ones(word));
  }
});
