import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapped } from '../../../electron/sandbox/media/image/wrap.ts';

describe('a caption', () => {
  it.each([
    ['a red fox', 20, 3, ['a red fox']],
    ['a red fox\n in  snow', 9, 3, ['a red fox', 'in snow']],
    ['a red fox in low winter sun', 9, 2, ['a red fox', 'in low w…']],
    ['extraordinary', 5, 3, ['extra', 'ordin', 'ary']],
    ['extraordinary', 5, 1, ['extr…']],
    ['', 5, 3, []],
    ['fox', 0, 3, []],
    ['fox', -4, 3, []],
  ])('%j in %i letters and %i lines', (text, letters, lines, expected) => {
    expect(wrapped(text, letters, lines)).toEqual(expected);
  });

  it('never is wider or higher than its room, and keeps every word that fits', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }), (text, letters, most) => {
        const lines = wrapped(text, letters, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(letters);
        if (!lines.at(-1)?.endsWith('…')) expect(lines.join('').replaceAll(' ', '')).toBe(text.replace(/\s+/g, ''));
      }),
    );
  });
});
