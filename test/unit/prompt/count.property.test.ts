import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expansions, promptCount } from '../../../shared/matrix/enumerate.ts';
import { readTemplate } from '../../../shared/prompt/template.ts';
import { LISTS, template } from './templates.ts';

const MOST = 3_000n;
const small = template.map((text) => readTemplate(text, LISTS)).filter((read) => promptCount(read) <= MOST);
const options = { mode: 'product', sample: 1, seed: 11 } as const;

/** Every option of a choice made different, so that texts tell selections apart. */
const distinct = fc.array(fc.record({ nested: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 5 }).chain((shape) =>
  fc.record({
    options: fc.constant(
      shape.map(({ nested }, at) => (nested === 1 ? `o${at}` : `{${Array.from({ length: nested }, (_, each) => `o${at}.${each}`).join('|')}}`)),
    ),
    least: fc.integer({ min: 0, max: 3 }),
    more: fc.integer({ min: 0, max: 3 }),
  }),
);

describe('the count of a template', () => {
  it('is what the enumeration gives', () => {
    fc.assert(
      fc.property(small, (read) => {
        expect(read.errors).toEqual([]);
        expect(BigInt([...expansions(read, options)].length)).toBe(promptCount(read));
      }),
      { numRuns: 300 },
    );
  });

  it('counts every selection once: no text comes twice where no two options are alike', () => {
    fc.assert(
      fc.property(distinct, ({ options: parts, least, more }) => {
        const read = readTemplate(`{${least}-${least + more}$$+$$${parts.join('|')}}`, LISTS);
        fc.pre(promptCount(read) <= MOST);
        const prompts = [...expansions(read, options)].map(({ prompt }) => prompt);
        expect(new Set(prompts).size).toBe(prompts.length);
        expect(BigInt(prompts.length)).toBe(promptCount(read));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same prompts and picks at every look, none longer than it says', () => {
    fc.assert(
      fc.property(small, fc.nat(), (read, seed) => {
        const first = [...expansions(read, { ...options, seed })].slice(0, 50);
        expect([...expansions(read, { ...options, seed })].slice(0, 50)).toEqual(first);
        for (const { prompt } of first) expect(prompt.length).toBeLessThanOrEqual(read.longest);
      }),
      { numRuns: 200 },
    );
  });
});
