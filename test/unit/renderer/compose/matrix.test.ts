import { describe, expect, it } from 'vitest';
import { NO_LISTS } from '../../../../shared/prompt/lists.ts';
import { inputKey } from '../../../../shared/matrix/input-key.ts';
import { emptyDraft, type Draft } from '../../../../renderer/screens/compose/draft/draft.ts';
import { pickedParts } from '../../../../renderer/screens/compose/jobs/columns.ts';
import { findMade } from '../../../../renderer/screens/compose/jobs/find-made.ts';
import { planJobs } from '../../../../renderer/screens/compose/jobs/plan.ts';
import { findProblems } from '../../../../renderer/screens/compose/jobs/problems.ts';
import { readFieldValues } from '../../../../renderer/screens/compose/matrix/field-values.ts';
import { entriesOf, toggled } from '../../../../renderer/screens/compose/matrix/entries.ts';
import { withOne, withSeveral } from '../../../../renderer/screens/compose/matrix/vary.ts';
import { highlight } from '../../../../renderer/screens/compose/prompt/highlight.ts';
import { shadeLines } from '../../../../renderer/screens/compose/prompt/shade-lines.ts';
import { readForm } from '../../../../renderer/screens/compose/schema/read-form.ts';

const form = readForm({
  type: 'object',
  properties: {
    prompt: { type: 'string', maxLength: 30 },
    n: { type: 'integer', minimum: 1, maximum: 4 },
    strength: { type: 'number', minimum: 0, maximum: 1 },
    format: { type: 'string', enum: ['png', 'webp'] },
    tile: { type: 'boolean' },
    image_size: {
      anyOf: [
        { type: 'string', enum: ['square'] },
        { type: 'object', properties: { width: { type: 'integer' }, height: { type: 'integer' } }, required: ['width', 'height'] },
      ],
    },
    seed: { type: 'integer', minimum: 0, maximum: 2_147_483_647 },
  },
  required: ['prompt'],
});
const draft = (over: Partial<Draft> = {}): Draft => ({ ...emptyDraft(1_000), model: 'm', prompt: 'a fox', ...over });
const plan = (over: Partial<Draft>) => planJobs(draft(over), form, NO_LISTS);
const inputs = (over: Partial<Draft>) => {
  const made = plan(over);
  return Array.from({ length: made.count }, (_, at) => made.at(at).input);
};
const all = (text: string) => ({ text, method: 'all' as const });
const field = (name: string) => form.fields.find((each) => each.name === name)!;
const values = (name: string, text: string) => {
  const read = readFieldValues(field(name), text);
  return read.ok ? read.values : read.message;
};

describe('fields with several values', () => {
  it('are read as their kind is written', () => {
    expect(values('n', '1..3')).toEqual([1, 2, 3]);
    expect(values('n', '3..5')).toBe('n: 1 to 4, not 5');
    expect(values('n', '1.5')).toBe('n: a whole number, not 1.5');
    expect(values('strength', '0..1 step 0.5')).toEqual([0, 0.5, 1]);
    expect(values('format', 'png, webp')).toEqual(['png', 'webp']);
    expect(values('format', 'gif')).toBe('format: “gif” is not one of the choices');
    expect(values('tile', 'yes, no')).toEqual([true, false]);
    expect(values('image_size', 'square, 640x480')).toEqual(['square', { width: 640, height: 480 }]);
    expect(values('tile', '')).toBe('tile: write yes or no');
  });

  it('multiply with the prompt, run beside it, or are drawn', () => {
    const two = { prompt: 'a {fox|hare}', varied: { n: all('1, 2') } };
    expect(inputs(two)).toEqual([
      { prompt: 'a fox', n: 1 },
      { prompt: 'a fox', n: 2 },
      { prompt: 'a hare', n: 1 },
      { prompt: 'a hare', n: 2 },
    ]);
    expect(inputs({ ...two, mode: 'zip' })).toEqual([
      { prompt: 'a fox', n: 1 },
      { prompt: 'a hare', n: 2 },
    ]);
    expect(inputs({ ...two, mode: 'sample', sample: 3 })).toHaveLength(3);
    expect(inputs({ ...two, varied: { n: { text: '1, 2', method: 'order' } } }).map(({ n }) => n)).toEqual([1, 2]);
    const drawn = inputs({ prompt: '{1|2|3|4}{a|b|c|d|e|f}', varied: { n: { text: '1..4', method: 'random' } } }).map(({ n }) => n);
    expect(new Set(drawn).size).toBe(4);
  });

  it('go with lines side by side', () => {
    const lines = { prompt: 'a\nb', linewise: true, varied: { n: all('3, 4') } };
    expect(inputs({ ...lines, mode: 'zip' })).toEqual([
      { prompt: 'a', n: 3 },
      { prompt: 'b', n: 4 },
    ]);
    expect(inputs({ prompt: 'a {1|2}\n# no\nb', linewise: true })).toEqual([{ prompt: 'a 1' }, { prompt: 'a 2' }, { prompt: 'b' }]);
  });

  it('begin with the value they had, and go back to it', () => {
    const one = draft({ values: { n: 3 } });
    const several = withSeveral(one, field('n'));
    expect(several.varied).toEqual({ n: all('3') });
    expect(withOne(several, 'n')).toEqual(one);
    expect(entriesOf(field('format'))).toEqual(['png', 'webp']);
    expect([toggled(['a', 'b'], ['b'], 'a'), toggled(['a', 'b'], ['a', 'b'], 'a')]).toEqual(['a, b', 'b']);
  });
});

describe('seeds across a matrix', () => {
  const seeds = (over: Partial<Draft>) => inputs({ prompt: '{a|b}', ...over }).map(({ seed }) => seed);
  it('are one, several, or one for each job', () => {
    expect(seeds({})).toEqual([undefined, undefined]);
    expect(seeds({ values: { seed: 7 } })).toEqual([7, 7]);
    expect(seeds({ values: { seed: 7 }, repeat: 2 })).toEqual([7, 7, 8, 8]);
    expect(seeds({ varied: { seed: all('5..6') } })).toEqual([5, 6, 5, 6]);
    const each = seeds({ seeds: 'each', repeat: 50 });
    expect(new Set(each).size).toBe(100);
    expect(each).toEqual(seeds({ seeds: 'each', repeat: 50 }));
  });
});

describe('problems', () => {
  const problems = (over: Partial<Draft>) => Object.fromEntries([...findProblems(draft(over), form, plan(over))].map(([name, { message }]) => [name, message]));
  it('tell mistakes in the prompt with their place, and values that do not fit', () => {
    expect(problems({ prompt: 'a {b' })).toEqual({ prompt: 'Column 3: This { is not closed.' });
    expect(problems({ prompt: 'a\nb __c__' })['prompt']).toMatch(/^Line 2, column 3: There is no wildcard list “c”/);
    expect(problems({ varied: { n: all('1..9') } })).toEqual({ n: 'n: 1 to 4, not 5' });
    expect(problems({ prompt: `{a|${'b'.repeat(40)}}` })).toEqual({ prompt: 'prompt: at most 30 characters, this has 40, in job 2' });
  });
});

describe('what the library has', () => {
  it('is found by input and seed', async () => {
    const made = plan({ prompt: '{a|b|c}', values: { seed: 7 } });
    const asked: unknown[] = [];
    const answers = [
      { made: [{ key: inputKey({ seed: 7, prompt: 'b' }), sha256: 'first', shown: true }], next: 4 },
      {
        made: [
          { key: inputKey({ prompt: 'b', seed: 7 }), sha256: 'second', shown: true },
          { key: inputKey({ prompt: 'z', seed: 7 }), sha256: 'other', shown: false },
        ],
        next: null,
      },
    ];
    const found = await findMade(made, 'm', {
      inSlices: async (count, step) => Array.from({ length: count }, (_, at) => step(at)) && undefined,
      ask: async (input) => (asked.push(input), answers.shift()!),
    });
    expect([...found]).toEqual([[1, { sha256: 'first', shown: true }]]);
    expect(asked).toEqual([
      { model: 'm', seeds: [7], after: 0 },
      { model: 'm', seeds: [7], after: 4 },
    ]);
  });
});

describe('how a prompt looks', () => {
  it('is cut into lines and runs', () => {
    const lines = shadeLines('a {b|c}\n__d__', false, { text: 'other', errors: [] });
    expect(lines.map((runs) => runs.map(({ text, shades }) => [text, shades.join()]))).toEqual([
      [
        ['a ', ''],
        ['{', 'variant,sign'],
        ['b', 'variant'],
        ['|', 'variant,sign'],
        ['c', 'variant'],
        ['}', 'variant,sign'],
      ],
      [['__d__', 'list']],
    ]);
    expect(highlight('ab', [], [{ from: 1, to: 2 }])).toEqual([
      [
        { text: 'a', shades: [] },
        { text: 'b', shades: ['error'] },
      ],
    ]);
    expect(shadeLines('{a\n{b', true, { text: '{a\n{b', errors: [{ from: 3, to: 4, message: '' }] })[1]![0]!.shades).toContain('error');
    expect(highlight('', [], [])).toEqual([[]]);
  });

  it('shows what was picked apart from the rest', () => {
    expect(pickedParts('a fox in fog', { animal: 'fox', light: 'fog' })).toEqual([
      { text: 'a ', picked: false },
      { text: 'fox', picked: true },
      { text: ' in ', picked: false },
      { text: 'fog', picked: true },
    ]);
    expect(pickedParts('deep teal', { one: 'teal', other: 'deep teal' })).toEqual([{ text: 'deep teal', picked: true }]);
  });
});
