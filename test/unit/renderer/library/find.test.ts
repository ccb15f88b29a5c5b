import { describe, expect, it } from 'vitest';
import { modelRows } from '../../../../renderer/screens/library/facets/model-rows.ts';
import { placeAfterStep } from '../../../../renderer/screens/library/keep/place.ts';
import { marksOf, termsIn, toldMistakes } from '../../../../renderer/screens/library/query/marks.ts';
import { parseSearch } from '../../../../shared/search/parse.ts';
import { models } from '../../../support/fake-data.ts';

const textOf = (text: string) =>
  marksOf(text, [])
    .map((mark) => (mark.kind === 'words' ? mark.text : mark.operator + mark.value))
    .join('');

describe('the search as it is drawn', () => {
  it('shows operators with their values apart from words', () => {
    expect(marksOf('fox rating:>3 -tag:a,"b c" http://x', [])).toEqual([
      { kind: 'words', text: 'fox ' },
      { kind: 'term', operator: 'rating:', value: '>3', wrong: false },
      { kind: 'words', text: ' ' },
      { kind: 'term', operator: '-tag:', value: 'a,"b c"', wrong: false },
      { kind: 'words', text: ' http://x' },
    ]);
    expect(termsIn('fox rating:>3 -tag:a')).toBe(2);
  });

  it.each(['', '  fox  ', 'kind:', '-', '"open phrase', 'שועל kind:image 🦊', 'a  b   tag:"x" '])('is letter for letter what was typed: %j', (text) =>
    expect(textOf(text)).toBe(text),
  );

  it('marks what cannot be read, but not while it is typed', () => {
    const { mistakes } = parseSearch('rating:lots kind:gif', { now: 0 });
    expect(marksOf('rating:lots kind:gif', mistakes).filter((mark) => mark.kind === 'term' && mark.wrong)).toHaveLength(2);
    expect(toldMistakes(mistakes, 20).map(({ from }) => from)).toEqual([0]);
    expect(toldMistakes(mistakes, null)).toHaveLength(2);
  });
});

describe('models as ticks', () => {
  it('stand once whatever ids they go by, and are asked for by name where it is theirs alone', () => {
    const [dev, pro] = models();
    const catalog = { [dev!.id]: { ...dev!, aliases: ['flux-dev'] }, [pro!.id]: pro! };
    const rows = modelRows(
      [
        { value: 'flux-dev', name: 'FLUX Dev', assets: 2 },
        { value: dev!.id, name: 'FLUX Dev', assets: 3 },
        { value: 'one', name: 'Same', assets: 9 },
        { value: 'other', name: 'Same', assets: 1 },
      ],
      catalog,
    );
    expect(rows).toEqual([
      { values: ['one'], words: 'Same', assets: 9 },
      { values: ['FLUX Dev'], words: 'FLUX Dev', assets: 5 },
      { values: ['other'], words: 'Same', assets: 1 },
    ]);
  });
});

describe('a step within a collection', () => {
  const ids = [1, 2, 3, 4];
  it('goes before the one that was in front, or behind the next', () => {
    expect(placeAfterStep(ids, [2], -1)).toEqual({ before: 1 });
    expect(placeAfterStep(ids, [2], 1)).toEqual({ before: 4 });
    expect(placeAfterStep(ids, [3], 1)).toEqual({ before: null });
    expect(placeAfterStep(ids, [2, 3], 1)).toEqual({ before: null });
    expect(placeAfterStep(ids, [1, 3], 1)).toEqual({ before: 4 });
  });
  it('ends at either end', () => {
    expect([placeAfterStep(ids, [1], -1), placeAfterStep(ids, [4], 1), placeAfterStep(ids, [9], 1)]).toEqual([null, null, null]);
  });
});
