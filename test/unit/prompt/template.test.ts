import { describe, expect, it } from 'vitest';
import { expansions, promptCount } from '../../../shared/matrix/enumerate.ts';
import { withMethod } from '../../../shared/prompt/method.ts';
import { readTemplate } from '../../../shared/prompt/template.ts';

const LISTS = new Map([
  ['animal', ['fox', 'hare', 'lynx']],
  ['coat', ['a ${colour} coat', 'no coat']],
  ['birds/big', ['eagle', 'crane']],
  ['birds/small', ['wren', 'crane']],
  ['loop', ['__loop__']],
  ['broken', ['{a']],
  ['none', []],
]);
const read = (text: string) => readTemplate(text, LISTS);
const OPTIONS = { mode: 'product', sample: 1, seed: 7 } as const;
const all = (text: string) => [...expansions(read(text), OPTIONS)].map(({ prompt }) => prompt);
const mistakes = (text: string) => read(text).errors.map(({ from, to, message }) => [text.slice(from, to), message]);

describe('readTemplate', () => {
  it('runs over all values, the last choice fastest', () => {
    expect(all('{a|b} {1|2}')).toEqual(['a 1', 'a 2', 'b 1', 'b 2']);
    expect(all('{a|{b|c}}{|!}')).toEqual(['a', 'a!', 'b', 'b!', 'c', 'c!']);
    expect(all('plain')).toEqual(['plain']);
  });

  it('takes several in every order, none twice', () => {
    expect(all('{2$$a|b|c}')).toEqual(['a, b', 'a, c', 'b, a', 'b, c', 'c, a', 'c, b']);
    expect(all('{1-2$$ and $$a|b}')).toEqual(['a', 'b', 'a and b', 'b and a']);
    expect(all('{4$$a|b}')).toEqual(['a, b', 'b, a']);
    expect(all('{2$$__animal__}')).toHaveLength(6);
    expect(all('{2$$+$${a|b}|c}')).toEqual(['a+c', 'b+c', 'c+a', 'c+b']);
  });

  it('puts lists in, with values passed to them and patterns for several', () => {
    expect(all('a __animal__')).toEqual(['a fox', 'a hare', 'a lynx']);
    expect(all('__coat(colour={red|blue})__')).toEqual(['a red coat', 'a blue coat', 'no coat']);
    expect(all('__birds/*__')).toEqual(['eagle', 'crane', 'wren']);
  });

  it('looks at a variable anew, or keeps what was chosen once', () => {
    expect(all('${x={a|b}}${x}${x}')).toEqual(['aa', 'ab', 'ba', 'bb']);
    expect(all('${x=!{a|b}}${x}${x}')).toEqual(['aa', 'bb']);
    expect(all('${x=1}${x?=2}${x} ${y:3}')).toEqual(['1 3']);
    expect(all('%{a … c$${1|2}} %{x$$y}')).toEqual(['a 1 c xy', 'a 2 c xy']);
  });

  it('runs in order and at random without more jobs', () => {
    expect(all('{a|b|c} {@1|2}')).toEqual(['a 1', 'b 2', 'c 1']);
    expect(all('{@a|b|c} {@1|2}')).toEqual(['a 1', 'b 2', 'c 1']);
    const drawn = all('{1|2|3|4|5|6|7|8|9|10|11|12} {~9::a|1::b}');
    expect(drawn).toEqual(all('{1|2|3|4|5|6|7|8|9|10|11|12} {~9::a|1::b}'));
    expect(drawn.filter((prompt) => prompt.endsWith('a')).length).toBeGreaterThan(6);
  });

  it('draws by weight, and only what has any', () => {
    const prompts = Array.from({ length: 4_000 }, (_, number) => read('{~3::a|1::b|0::c}').prompt([0], number, 1));
    const share = prompts.filter((prompt) => prompt === 'a').length / prompts.length;
    expect([share > 0.72 && share < 0.78, prompts.includes('c')]).toEqual([true, false]);
  });

  it('names what was picked', () => {
    const template = read('${light=!{fog|sun}}\n__animal__ in ${light}, {35 mm|ink}, __animal__');
    expect(template.axes.map(({ name, values }) => [name, values])).toEqual([
      ['light', 2n],
      ['animal', 3n],
      ['choice 1', 2n],
      ['animal 2', 3n],
    ]);
    expect(template.pick([1, 2, 0, 1], 0, 0)).toEqual({
      prompt: 'lynx in sun, 35 mm, hare',
      picks: { light: 'sun', animal: 'lynx', 'choice 1': '35 mm', 'animal 2': 'hare' },
    });
    expect([template.values(0, 9), template.values(1, 2)]).toEqual([
      ['fog', 'sun'],
      ['fox', 'hare'],
    ]);
  });

  it('names a pick whatever its variable is called', () => {
    const { picks } = read('${__proto__=!{a|b}} ${__proto__}').pick([1], 0, 0);
    expect(Object.entries(picks)).toEqual([['__proto__', 'b']]);
  });

  it('counts exactly where nobody could write it out', () => {
    expect(promptCount(read('{1-$$__animal__} '.repeat(30)))).toBe(15n ** 30n);
    expect(promptCount(read(`{13-$$${'abcdefghijklmnopqrst'.split('').join('|')}}`))).toBe(
      [13, 14, 15, 16, 17, 18, 19, 20].reduce((sum, taken) => sum + Array.from({ length: taken }, (_, at) => BigInt(20 - at)).reduce((a, b) => a * b, 1n), 0n),
    );
  });

  it('tells mistakes at the construct that leads to them', () => {
    expect(mistakes('a __nothing__ b')).toEqual([
      ['__nothing__', 'There is no wildcard list “nothing”. Make it under Wildcards, or write \\__ for underscores.'],
    ]);
    expect(mistakes('{a|__none__}')).toEqual([['__none__', 'The list “none” is empty.']]);
    expect(mistakes('__loop__')).toEqual([['__loop__', 'The list “loop” leads back to itself.']]);
    expect(mistakes('__broken__')[0]?.[1]).toBe('In the list “broken”, at “{a”: This { is not closed.');
    expect(mistakes('{a|${x}}')).toEqual([['${x}', 'The variable x is not set. Set it before with ${x=…}.']]);
    expect(mistakes('${x=${x}}${x}')[0]?.[1]).toContain('x is not set');
    const doubling = Array.from({ length: 40 }, (_, at) => `\${v${at + 1}=\${v${at}}\${v${at}}}`).join('');
    expect(mistakes(`\${v0=a}${doubling}\${v40}`)[0]?.[1]).toBe('With its variables and lists put in, this becomes too large.');
  });

  it('writes another method where the choice stands', () => {
    const set = (text: string, method: 'all' | 'order' | 'random') => withMethod(text, read(text).axes[0]!.source!, method);
    expect([set('a {b|c}', 'order'), set('{@b|c}', 'random'), set('{ ~ b|c}', 'all')]).toEqual(['a {@b|c}', '{~b|c}', '{  b|c}']);
    expect([set('__animal__', 'random'), set('{2$$__animal__}', 'order'), set('${x={b|c}}${x}', 'order')]).toEqual([
      '__~animal__',
      '{@2$$__animal__}',
      '${x={@b|c}}${x}',
    ]);
    expect(read('${x={b|c} {d|e}}${x}').axes[0]?.source).toBeNull();
    expect(read('__coat(colour={b|c})__').axes[0]?.source).toEqual({ from: 0, to: 22 });
  });
});
