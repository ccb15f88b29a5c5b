import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../electron/engine/in-turns.ts';
import * as intake from '../../../electron/engine/intake/table.ts';
import * as inputs from '../../../electron/engine/intake/table-inputs.ts';

const readTable = (...given: Parameters<typeof intake.readTable>) => atOnce(intake.readTable(...given));
const tableInputs = (...given: Parameters<typeof inputs.tableInputs>) => atOnce(inputs.tableInputs(...given));

const SCHEMA = { type: 'object', properties: { prompt: { type: 'string' }, num_images: { type: 'integer' }, tile: { type: 'boolean' } } };
const rows = (text: string) => {
  const { format, rows: found } = readTable(text, 'auto');
  return [format, found.map(({ line, cells }) => [line, Object.fromEntries(cells)])];
};

describe('readTable', () => {
  it('tells spreadsheets, JSON lines and plain lines apart', () => {
    expect(rows('prompt,num_images\na fox,2\n\n"a hare, running",\n')).toEqual([
      'csv',
      [
        [2, { prompt: 'a fox', num_images: '2' }],
        [4, { prompt: 'a hare, running' }],
      ],
    ]);
    expect(rows('Prompt\tCount\r\na fox\t2\r\n')).toEqual(['csv', [[2, { Prompt: 'a fox', Count: '2' }]]]);
    expect(rows('{"prompt":"a fox","num_images":2}\n\n{"model":"m","input":{"prompt":"a hare"}}')).toEqual([
      'jsonl',
      [
        [1, { prompt: 'a fox', num_images: 2 }],
        [3, { prompt: 'a hare' }],
      ],
    ]);
    expect(rows('a red fox in the snow, at dawn\n  a hare  \n')).toEqual([
      'lines',
      [
        [1, { line: 'a red fox in the snow, at dawn' }],
        [2, { line: 'a hare' }],
      ],
    ]);
    expect(rows('fox, snow')[0]).toBe('lines');
  });

  it('names lines it cannot read', () => {
    expect(readTable('{"a":1}\n[1]\nnope', 'jsonl').problems.map(({ line }) => line)).toEqual([2, 3]);
    expect(readTable('a,b\n1\n1,2', 'csv').problems).toEqual([{ line: 2, message: '1 cells where the header has 2.' }]);
    expect(readTable('a,a\n1,2', 'csv')).toMatchObject({ rows: [], problems: [{ line: 1, message: 'Two columns are named "a".' }] });
    expect(readTable('', 'csv')).toMatchObject({ columns: [], rows: [], problems: [] });
  });
});

describe('a long text', () => {
  it('is read and checked in turns, letters that a turn would cut in two included', () => {
    const text = `prompt,num_images\n${Array.from({ length: 20_000 }, (_, at) => `"Füchsin, die ${at}.",${at % 4}`).join('\n')}\n`;
    const reading = intake.readTable(text, 'auto');
    let turns = 0;
    let turn = reading.next();
    for (; !turn.done; turn = reading.next()) turns++;
    expect(turns).toBeGreaterThan(300);
    expect(turn.value.problems).toEqual([]);
    expect(turn.value.rows).toHaveLength(20_000);
    expect(turn.value.rows.every(({ line, cells }, at) => line === at + 2 && cells.get('prompt') === `Füchsin, die ${at}.`)).toBe(true);
  });
});

describe('tableInputs', () => {
  const options = {
    fields: { Prompt: 'prompt', n: 'num_images', tile: 'tile' },
    base: { tile: true, num_images: 1 },
    schema: SCHEMA,
    check: (input: Record<string, unknown>) => (input['num_images'] === 9 ? ['num_images: 1 to 4'] : []),
  };

  it('types cells by their fields, over what every row has, and leaves out columns that go nowhere', () => {
    const made = tableInputs(readTable('Prompt,n,note\na fox,2,x\na hare,,y\n', 'csv'), options);
    expect(made).toEqual({
      ready: [
        { line: 2, input: { tile: true, num_images: 2, prompt: 'a fox' } },
        { line: 3, input: { tile: true, num_images: 1, prompt: 'a hare' } },
      ],
      problems: [],
    });
  });

  it('names every bad row with its reason, and keeps the rest', () => {
    const made = tableInputs(readTable('Prompt,n,tile\na,two,maybe\nb,9,\nc\nd,3,false\n', 'csv'), options);
    expect(made.ready.map(({ line }) => line)).toEqual([5]);
    expect(made.problems).toEqual([
      { line: 2, message: '"num_images" must be a whole number, not "two".' },
      { line: 2, message: '"tile" must be true or false, not "maybe".' },
      { line: 3, message: 'num_images: 1 to 4' },
      { line: 4, message: '1 cells where the header has 3.' },
    ]);
  });
});
