import { describe, expect, it } from 'vitest';
import { cancelSelected, costNote, rerunSelected } from '../../../renderer/screens/queue/select/bulk.ts';
import { changeBetween, fieldsOf, isNoChange, kindOf, typedInput, typedValue } from '../../../renderer/screens/queue/select/change.ts';
import { all, extended, NOTHING, toggled } from '../../../renderer/screens/queue/select/selection.ts';
import { counts } from '../../support/fake-data.ts';

const ORDER = [10, 11, 12, 13, 14];

describe('a selection', () => {
  it('takes one more, or one less', () => {
    const one = toggled(toggled(NOTHING, 10), 12);
    expect([...one.ids]).toEqual([10, 12]);
    expect([...toggled(one, 10).ids]).toEqual([12]);
  });

  it('extends from where the last one was toggled, both ways, and keeps what was there', () => {
    const from = toggled(NOTHING, 12);
    expect([...extended(from, 14, ORDER).ids]).toEqual([12, 13, 14]);
    expect([...extended(extended(from, 14, ORDER), 10, ORDER).ids].toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13, 14]);
    expect([...extended(NOTHING, 13, ORDER).ids]).toEqual([13]);
  });

  it('takes all of the list', () => {
    expect(all(ORDER).ids.size).toBe(5);
  });
});

describe('what an action will hit', () => {
  const census = { counts: counts({ queued: 3, running: 2, done: 4, failed: 1 }), credits: 20, unpriced: 0 };

  it('is said by state, and only what is there', () => {
    const question = cancelSelected(census);
    expect(question.action).toBe('Cancel 5 jobs');
    expect(question.hits.map((hit) => [hit.glyph, hit.count])).toEqual([
      ['queued', '3'],
      ['running', '2'],
      ['done', '4'],
      ['failed', '1'],
    ]);
    expect(rerunSelected(census).action).toBe('Rerun 1 job');
  });

  it('leaves no unknown price out in silence', () => {
    expect(costNote(census)).toMatch(/^About 20 credits/);
    expect(costNote({ ...census, unpriced: 2 })).toContain('unknown for 2 more jobs');
    expect(costNote({ ...census, credits: 0, unpriced: 10 })).toBe('Credits unknown for 10 jobs.');
  });
});

describe('a change', () => {
  const schema = { properties: { prompt: { type: 'string' }, seed: { type: 'integer' } } };

  it('reads what is typed by the kind of the field', () => {
    expect(kindOf('prompt', schema, 7)).toBe('text');
    expect(kindOf('seed', schema, undefined)).toBe('other');
    expect(kindOf('style', null, ['a'])).toBe('other');
    expect(typedValue('7', 'text')).toEqual({ value: '7' });
    expect(typedValue('7', 'other')).toEqual({ value: 7 });
    expect(typedValue('seven', 'other')).toHaveProperty('error');
    expect(fieldsOf({ style: 'x', prompt: 'a' }, schema)).toEqual(['style', 'prompt', 'seed']);
  });

  it('between two inputs sets what differs and takes out what is gone', () => {
    expect(changeBetween({ a: 1, b: [1], c: 'x' }, { a: 1, b: [2], d: null })).toEqual({ set: { b: [2], d: null }, unset: ['c'] });
    expect(isNoChange(changeBetween({ a: 1 }, { a: 1 }))).toBe(true);
  });

  it('takes only an object for a whole input', () => {
    expect(typedInput('{"prompt":"x"}')).toEqual({ input: { prompt: 'x' } });
    expect(typedInput('[1]')).toHaveProperty('error');
    expect(typedInput('{')).toHaveProperty('error');
  });
});
