import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapePrompt } from '../../../shared/prompt/escape.ts';
import { NO_LISTS } from '../../../shared/prompt/lists.ts';
import { parsePrompt } from '../../../shared/prompt/parse.ts';
import { printPrompt } from '../../../shared/prompt/print.ts';
import { readTemplate } from '../../../shared/prompt/template.ts';
import { syntaxSoup, template } from './templates.ts';

/** What was read, without where it stood. */
function placeless(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'from' || key === 'to' ? undefined : each)));
}

describe('printPrompt', () => {
  it('writes what reads the same again, whatever was written', () => {
    fc.assert(
      fc.property(fc.oneof(syntaxSoup, template), (text) => {
        const { nodes, errors } = parsePrompt(text);
        fc.pre(errors.length === 0);
        const printed = printPrompt(nodes);
        const again = parsePrompt(printed);
        expect(again.errors).toEqual([]);
        expect(placeless(again.nodes)).toEqual(placeless(nodes));
        expect(printPrompt(again.nodes)).toBe(printed);
      }),
      { numRuns: 3_000 },
    );
  });

  it('never throws and keeps marks and mistakes inside the text', () => {
    fc.assert(
      fc.property(syntaxSoup, (text) => {
        const { errors, marks } = parsePrompt(text);
        for (const { from, to } of [...errors, ...marks]) expect(0 <= from && from < to && from < Math.max(1, text.length)).toBe(true);
        for (const { to } of marks) expect(to).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('escapes any text into a template for just that text', () => {
    fc.assert(
      fc.property(fc.oneof(syntaxSoup, fc.string({ unit: 'binary' })), (text) => {
        const { errors, axes, prompt } = readTemplate(escapePrompt(text), NO_LISTS);
        expect([errors, axes, prompt([], 0, 0)]).toEqual([[], [], text.trim()]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves ordinary prompts as they are', () => {
    for (const text of ['a fox, 50 % grey, \\(x\\) #1 https://a.b', 'snake_case and (b:1.2)']) expect(escapePrompt(text)).toBe(text);
  });
});
