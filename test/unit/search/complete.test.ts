import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../../shared/search/complete.ts';
import { segment } from '../../../shared/search/segment.ts';

const vocabulary = { tag: ['portrait', 'old portrait', 'neon'], model: ['flux-schnell'] };
/** `|` is the caret. */
const at = (marked: string) => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, options } = completionsAt(text, caret, vocabulary);
  return { replaces: text.slice(from, to), offers: options.map(({ insert }) => insert) };
};

describe('what may stand at the caret', () => {
  it('is every operator in an empty box', () => expect(at('|').offers.slice(0, 3)).toEqual(['kind:', 'model:', 'batch:']));
  it('is operators that begin as typed', () => expect(at('fox ra|')).toEqual({ replaces: 'ra', offers: ['rating:'] }));
  it('is the same behind a minus', () => expect(at('-ra|')).toEqual({ replaces: 'ra', offers: ['rating:'] }));
  it('is nothing between words', () => expect(at('fox |').offers).toEqual([]));
  it('is what the library knows, the beginning before the middle, quoted where it must be', () =>
    expect(at('tag:por|')).toEqual({ replaces: 'por', offers: ['portrait ', '"old portrait" '] }));
  it('takes the place of the quote as well', () => expect(at('tag:"old p|')).toEqual({ replaces: '"old p', offers: ['"old portrait" '] }));
  it('is the words an operator knows by itself', () => expect(at('is:f|')).toEqual({ replaces: 'f', offers: ['favourite '] }));
  it('is the value at the caret, of several', () => {
    expect(at('tag:neon,por|')).toEqual({ replaces: 'por', offers: ['portrait ', '"old portrait" '] });
    expect(at('kind:video,|')).toEqual({ replaces: '', offers: ['image ', 'video ', 'audio ', 'other '] });
  });
  it('is another operator within the name of one', () => {
    expect(at('ra|ting:>3')).toEqual({ replaces: 'rating:', offers: ['rating:'] });
    expect(at('-ta|g:"a b"')).toEqual({ replaces: 'tag:', offers: ['tag:'] });
  });
  it('is told at every place of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ':', '"', ',', '=', '-', ' ', 'tag', 'kind', '\\'), maxLength: 12 }), (text) => {
        for (let caret = 0; caret <= text.length; caret++) {
          const { from, to } = completionsAt(text, caret, vocabulary);
          expect(0 <= from && from <= to && to <= text.length).toBe(true);
        }
      }),
    );
  });
  it('is nothing in a phrase', () => expect(at('"ra|').offers).toEqual([]));
});

describe('text for the index', () => {
  it('sets signs apart that know no spaces', () =>
    expect(segment('夜の東京, neon').split(/\s+/).filter(Boolean)).toEqual(['夜', 'の', '東', '京', ',', 'neon']));
  it('leaves other scripts alone', () => expect(segment('größer Москва')).toBe('größer Москва'));
});
