import { describe, expect, it } from 'vitest';
import { readPromptFile, type PromptFile } from '../../../electron/engine/intake/prompt-file.ts';

const SCHEMA = {
  type: 'object',
  properties: {
    prompt: { type: 'string' },
    num_images: { type: 'integer' },
    strength: { type: 'number' },
    tile: { type: 'boolean' },
    image_size: { anyOf: [{ enum: ['square', 'square_hd'] }, { type: 'object' }] },
    code: { type: 'string' },
  },
};
const schemaOf = (model: string) => (model === 'flux' ? SCHEMA : null);
const read = (text: string, defaultModel?: string) =>
  readPromptFile(text, { format: 'auto', schemaOf, ...(defaultModel === undefined ? {} : { defaultModel }) });

function jobsOf(file: PromptFile) {
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return file.batches.flatMap((batch) => batch.jobs);
}

function linesOf(file: PromptFile): number[] {
  return file.ok ? [] : file.problems.map((problem) => problem.line);
}

describe('JSONL', () => {
  it('reads model, input, priority and batch, past blank lines and a byte order mark', () => {
    const file = read('\uFEFF{"model":"flux","input":{"prompt":"a"},"priority":3}\r\n\r\n{"input":{"prompt":"b"}}\n', 'other');
    expect(jobsOf(file)).toEqual([
      { model: 'flux', input: { prompt: 'a' }, priority: 3 },
      { model: 'other', input: { prompt: 'b' }, priority: 0 },
    ]);
    expect(file.ok && file.batches[0]?.lines).toEqual([1, 3]);
  });

  it('groups jobs by batch in the order in which the names appear', () => {
    const line = (batch: string | undefined, prompt: string) => JSON.stringify({ model: 'flux', input: { prompt }, batch });
    const file = read([line('dogs', '1'), line(undefined, '2'), line('cats', '3'), line('dogs', '4')].join('\n'));
    expect(file.ok && file.batches.map((batch) => [batch.name, batch.lines])).toEqual([
      ['dogs', [1, 4]],
      [null, [2]],
      ['cats', [3]],
    ]);
  });

  it('names every bad line and gives no jobs', () => {
    const file = read(
      [
        '{"model":"flux","input":{"prompt":"good"}}',
        '{"model":"flux","input":',
        '{"model":"flux","prompt":"at the top"}',
        '{"input":{}}',
        '{"model":"flux","input":[]}',
        '{"model":"flux","input":{},"priority":2.5,"batch":""}',
        '["flux"]',
      ].join('\n'),
    );
    expect(linesOf(file)).toEqual([2, 3, 4, 5, 6, 6, 7]);
    expect(file.ok || file.problems[1]?.message).toContain('inside "input"');
  });

  it('says that a JSON list is not JSONL', () => {
    expect(read('[{"model":"flux","input":{}}]')).toMatchObject({ ok: false, problems: [{ line: 1, message: expect.stringContaining('without a list') }] });
  });

  it('refuses a file without jobs', () => {
    expect(linesOf(read(' \n\n'))).toEqual([1]);
  });
});

describe('CSV', () => {
  it('types cells by the model’s schema', () => {
    const file = read(
      'model,prompt,num_images,strength,tile,image_size,code\r\nflux,1984,2,0.5,TRUE,square,007\r\nflux,b,1,1,false,"{""width"":8,""height"":8}",42\r\n',
    );
    expect(jobsOf(file)).toEqual([
      { model: 'flux', input: { prompt: '1984', num_images: 2, strength: 0.5, tile: true, image_size: 'square', code: '007' }, priority: 0 },
      { model: 'flux', input: { prompt: 'b', num_images: 1, strength: 1, tile: false, image_size: { width: 8, height: 8 }, code: '42' }, priority: 0 },
    ]);
  });

  it('without a schema takes numbers and true or false as such, and words as text', () => {
    const file = read('prompt;negative_prompt;seed;steps;loop;sizes;note\n1984;0;7;007;true;[1,2];1,5', 'unknown');
    expect(jobsOf(file)[0]?.input).toEqual({ prompt: '1984', negative_prompt: '0', seed: 7, steps: '007', loop: true, sizes: [1, 2], note: '1,5' });
  });

  it('leaves out empty cells and keeps quotes, commas and line ends of a prompt', () => {
    const file = read('prompt,seed\n"a ""fox"", red\r\nand blue",\n', 'unknown');
    expect(jobsOf(file)[0]?.input).toEqual({ prompt: 'a "fox", red\nand blue' });
  });

  it('keeps whole numbers that a double cannot hold as text', () => {
    expect(jobsOf(read('prompt,ref\nx,12345678901234567890', 'unknown'))[0]?.input['ref']).toBe('12345678901234567890');
  });

  it('takes priority and batch from their columns', () => {
    const file = read('prompt,priority,batch\na,5,dogs\nb,,', 'flux');
    expect(file.ok && file.batches.map((batch) => [batch.name, batch.jobs[0]?.priority])).toEqual([
      ['dogs', 5],
      [null, 0],
    ]);
  });

  it('names lines as an editor counts them, blank lines and lines inside quotes included', () => {
    const file = read('prompt,num_images\r\n"two\r\nlines",two\r\n\r\nb,1.5\r\nc\r\nd,1,2\r\ne,1', 'flux');
    expect(linesOf(file)).toEqual([2, 5, 6, 7]);
  });

  it('names the line where a quotation mark was left open', () => {
    expect(linesOf(read('prompt\na\n"b\nc\n', 'flux'))).toEqual([3]);
  });

  it('refuses a header with nameless, doubled or no input columns', () => {
    expect(linesOf(read('prompt,,prompt\na,b,c', 'flux'))).toEqual([1, 1]);
    expect(linesOf(read('model,batch\nflux,x', 'flux'))).toEqual([1]);
  });

  it('asks for a model where neither line nor --model names one', () => {
    expect(linesOf(read('model,prompt\nflux,a\n,b'))).toEqual([3]);
  });
});
