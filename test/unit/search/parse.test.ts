import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../shared/search/fields.ts';
import { parseSearch } from '../../../shared/search/parse.ts';
import type { Test } from '../../../shared/search/query.ts';
import { quoteValue } from '../../../shared/search/tokens.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const around = { now: NOW, local: (year: number, month: number, day: number) => Date.UTC(year, month, day) };
const parse = (text: string) => parseSearch(text, around);
const tests = (text: string) => parse(text).terms.map(({ not, test }) => (not ? { not, ...test } : test));
const words = (text: string, phrase = false): Test => ({ kind: 'words', text, phrase });

describe('a search', () => {
  it('is words, phrases and operators, all of which must hold', () => {
    expect(tests('model:flux rating:>3 kind:video before:2026-10 "neon city" -blurred')).toEqual([
      { kind: 'text-field', field: 'model', text: 'flux', exact: false },
      { kind: 'figure', field: 'rating', comparison: '>', figure: 3 },
      { kind: 'kind', is: 'video' },
      { kind: 'time', from: null, to: Date.UTC(2026, 9, 1) },
      words('neon city', true),
      { not: true, ...words('blurred') },
    ]);
  });

  it('says where it cannot be read, and takes the rest', () => {
    const { terms, mistakes } = parse('fox rating:lots kind:gif');
    expect(terms).toHaveLength(1);
    expect(mistakes).toEqual([
      { from: 4, to: 15, message: 'rating: takes 0 to 5, as in rating:>3.' },
      { from: 16, to: 24, message: 'kind: is one of image, video, audio, other.' },
    ]);
  });

  it('takes for words what only looks like an operator', () => {
    expect(tests('http://example.com 3:2 cat:')).toEqual([words('http://example.com'), words('3:2'), words('cat:')]);
  });

  it('takes one of several values', () => {
    expect(tests('kind:video,audio -tag:a,"b c"')).toEqual([
      {
        kind: 'any',
        of: [
          { kind: 'kind', is: 'video' },
          { kind: 'kind', is: 'audio' },
        ],
      },
      { not: true, kind: 'any', of: ['a', 'b c'].map((text) => ({ kind: 'text-field', field: 'tag', text, exact: false })) },
    ]);
    expect(tests('kind:video,')).toEqual([{ kind: 'kind', is: 'video' }]);
    expect(parse('rating:5,many').mistakes).toEqual([{ from: 0, to: 13, message: 'rating: takes 0 to 5, as in rating:>3.' }]);
    expect(tests('one,two')).toEqual([words('one,two')]);
  });

  it('takes exactly what stands behind an equals sign', () => {
    const exactly = (text: string): Test => ({ kind: 'text-field', field: 'model', text, exact: true });
    expect(tests('model:="FLUX Dev",=veo')).toEqual([{ kind: 'any', of: [exactly('FLUX Dev'), exactly('veo')] }]);
    expect(tests('rating:=5')).toEqual([{ kind: 'figure', field: 'rating', comparison: '=', figure: 5 }]);
  });

  it('knows what a template picked, by name or not', () => {
    expect(tests('pick:"animal=red fox" pick:fog')).toEqual([
      { kind: 'pick', name: 'animal', value: 'red fox' },
      { kind: 'pick', name: null, value: 'fog' },
    ]);
    expect(parse('pick:animal=').mistakes).toHaveLength(1);
  });

  it('turns an operator round', () => expect(tests('-is:rejected')).toEqual([{ not: true, kind: 'is', state: 'rejected' }]));

  it('knows days, months and years, and no 30 February', () => {
    expect(tests('on:2024-02-29')).toEqual([{ kind: 'time', from: Date.UTC(2024, 1, 29), to: Date.UTC(2024, 2, 1) }]);
    expect(tests('after:2026')).toEqual([{ kind: 'time', from: Date.UTC(2027, 0, 1), to: null }]);
    expect(tests('on:today')).toEqual([{ kind: 'time', from: Date.UTC(2026, 10, 24), to: Date.UTC(2026, 10, 25) }]);
    expect(parse('on:2026-02-30').mistakes).toHaveLength(1);
    expect(parse('on:2026-13').mistakes).toHaveLength(1);
  });

  it('counts bytes in thousands', () => expect(tests('bytes:>=2.5MB')).toEqual([{ kind: 'figure', field: 'bytes', comparison: '>=', figure: 2_500_000 }]));

  it('takes an unfinished quote to the end', () =>
    expect(tests('tag:"neon ci')).toEqual([{ kind: 'text-field', field: 'tag', text: 'neon ci', exact: false }]));

  it('is at most forty terms long', () => {
    const { terms, mistakes } = parse(Array.from({ length: 42 }, (_, at) => `w${at}`).join(' '));
    expect([terms.length, mistakes.length]).toEqual([40, 2]);
  });

  it.each(FIELDS)('has an example for $name that can be read', ({ example }) => {
    const { terms, mistakes } = parse(example);
    expect(mistakes).toEqual([]);
    expect(terms).toHaveLength(1);
    expect(terms[0]!.test.kind).not.toBe('words');
  });
});

describe('any text', () => {
  it('is read without an error, every term in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const { terms, mistakes } = parse(text);
        let last = 0;
        for (const { from, to } of [...terms, ...mistakes].toSorted((a, b) => a.from - b.from)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('can be the value of an operator', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (value) => {
        expect(tests(`tag:${quoteValue(value)} fox`)).toEqual([{ kind: 'text-field', field: 'tag', text: value, exact: false }, words('fox')]);
      }),
    );
  });
});
