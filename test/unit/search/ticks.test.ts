import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticksIn, withTicks, type TickSubject } from '../../../shared/search/ticks.ts';

const kind: TickSubject = { field: 'kind' };
const rating: TickSubject = { field: 'rating' };
const animal: TickSubject = { field: 'pick', name: 'animal' };
const ticked = (text: string, subject: TickSubject) => [...ticksIn(text, subject)];

describe('what is typed', () => {
  it('shows as ticks', () => {
    expect(ticked('fox kind:video,image', kind)).toEqual(['video', 'image']);
    expect(ticked('type:Video', kind)).toEqual(['video']);
    expect(ticked('rating:>3', rating)).toEqual(['4', '5']);
    expect(ticked('pick:"animal=Red Fox" pick:light=fog', animal)).toEqual(['red fox']);
    expect(ticked('model:="FLUX Dev" label:red,none is:favourite tag:a', { field: 'model' })).toEqual(['flux dev']);
  });

  it('shows none where it is turned round, half typed, or holds more than can be ticked', () => {
    expect(ticked('-kind:video kind: kind:gif', kind)).toEqual([]);
    expect(ticked('model:flux', { field: 'model' })).toEqual([]);
    expect(ticked('pick:fog', animal)).toEqual([]);
  });
});

describe('what is ticked', () => {
  it('stands in the text where the subject stood, or at its end', () => {
    expect(withTicks('', kind, ['video'], true)).toBe('kind:video');
    expect(withTicks('fox ', kind, ['video'], true)).toBe('fox kind:video');
    expect(withTicks('kind:video fox', kind, ['image'], true)).toBe('kind:video,image fox');
    expect(withTicks('kind:video fox kind:image', kind, ['video'], false)).toBe('kind:image fox');
    expect(withTicks('a kind:video fox', kind, ['video'], false)).toBe('a fox');
  });

  it('is written as one would type it', () => {
    expect(withTicks('', rating, ['5'], true)).toBe('rating:5');
    expect(withTicks('rating:5', rating, ['4'], true)).toBe('rating:>3');
    expect(withTicks('rating:>3', rating, ['4'], false)).toBe('rating:5');
    expect(withTicks('rating:5', rating, ['3', '2', '1'], true)).toBe('rating:5,3,2,1');
    expect(withTicks('', { field: 'model' }, ['FLUX Dev', 'veo'], true)).toBe('model:="FLUX Dev",=veo');
    expect(withTicks('', animal, ['red fox'], true)).toBe('pick:"animal=red fox"');
  });

  it('reads as ticked, whatever it is, and leaves the rest alone', () => {
    const subject = fc.constantFrom<TickSubject>({ field: 'tag' }, { field: 'model' }, animal);
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(subject, fc.uniqueArray(value, { minLength: 1, maxLength: 4, selector: (text) => text.toLowerCase() }), (about, values) => {
        const text = withTicks('fox "a b" rating:>3', about, values, true);
        expect(ticked(text, about)).toEqual(values.map((one) => one.toLowerCase()));
        expect(withTicks(text, about, values, false)).toBe('fox "a b" rating:>3');
      }),
    );
  });
});
