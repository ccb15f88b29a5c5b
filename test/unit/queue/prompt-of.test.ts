import fc from 'fast-check';
import { expect, it } from 'vitest';
import { promptHolds, promptOf } from '../../../electron/engine/queue/prompt-of.ts';
import { newBatch, openQueue } from './support.ts';

it('is the prompt, or the text or script that a speech model reads', () => {
  const inputs = [{ prompt: 'a fox' }, { text: 'say it' }, { script: 'act' }, { prompt: 7 }, {}, { prompt: 'this', text: 'not that' }];
  expect(inputs.map(promptOf)).toEqual(['a fox', 'say it', 'act', null, null, 'this']);
});

it('is found by any part of it, whatever signs that has, and by nothing else of the input', async () => {
  const { store, jobs } = await openQueue();
  const holders = (text: string) => {
    const { sql, values } = promptHolds(text);
    return store
      .prepare<unknown[], number>(`SELECT number FROM job WHERE ${sql} ORDER BY number`)
      .pluck()
      .all(...values);
  };
  const prompts = ['a red fox', 'A RED "fox"', '100% of_it', 'back\\slash', 'two\nlines', '夜の東京 🦊', "'); DROP TABLE job; --"];
  const fields = ['prompt', 'text', 'script'];
  const input = (text: string, index: number) => ({ negative_prompt: 'blurry', [fields[index % 3] ?? 'prompt']: text });
  jobs.createBatch(newBatch(prompts.map((text, index) => ({ model: 'flux', input: input(text, index), priority: 0 }))), 0);
  expect([holders('red FOX'), holders('"'), holders('0%'), holders('f_i'), holders('blurry'), holders('_prompt')]).toEqual([[1], [2], [3], [3], [], []]);
  fc.assert(
    fc.property(fc.nat(prompts.length - 1), fc.nat(30), fc.integer({ min: 1, max: 30 }), (index, from, length) => {
      const part = Array.from(prompts[index] ?? '')
        .slice(from, from + length)
        .join('');
      if (part !== '') expect(holders(part)).toContain(index + 1);
    }),
  );
  store.close();
});
