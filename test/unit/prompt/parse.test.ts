import { describe, expect, it } from 'vitest';
import { parsePrompt } from '../../../shared/prompt/parse.ts';

const errors = (text: string) => parsePrompt(text).errors.map(({ from, message }) => [from, message]);
const marks = (text: string, kind: string) =>
  parsePrompt(text)
    .marks.filter((mark) => mark.kind === kind)
    .map(({ from, to }) => text.slice(from, to));

describe('parsePrompt', () => {
  it('reads each construct', () => {
    const { nodes, errors } = parsePrompt('a {@2::red|green} __!animal(size=big)__ ${x:y} ${z=!1} %{a … b$$c}');
    expect(errors).toEqual([]);
    expect(nodes).toMatchObject([
      { kind: 'text', text: 'a ' },
      {
        kind: 'variant',
        method: 'order',
        bound: null,
        options: [
          { weight: 2, nodes: [{ text: 'red' }] },
          { weight: 1, nodes: [{ text: 'green' }] },
        ],
      },
      { kind: 'text', text: ' ' },
      { kind: 'list', method: 'all', name: 'animal', args: [{ name: 'size', nodes: [{ text: 'big' }] }] },
      { kind: 'text', text: ' ' },
      { kind: 'read', name: 'x', otherwise: [{ text: 'y' }] },
      { kind: 'text', text: ' ' },
      { kind: 'assign', name: 'z', once: true, keep: false, nodes: [{ text: '1' }] },
      { kind: 'text', text: ' ' },
      { kind: 'wrap', outer: [{ text: 'a … b' }], inner: [{ text: 'c' }] },
    ]);
  });

  it('reads bounds and separators', () => {
    const bound = (text: string) => parsePrompt(text).nodes[0];
    expect(bound('{2$$a|b}')).toMatchObject({ bound: { min: 2, max: 2 }, separator: null });
    expect(bound('{12$$a|b}')).toMatchObject({ bound: { min: 12, max: 12 } });
    expect(bound('{1-2$$ and $$a|b}')).toMatchObject({ bound: { min: 1, max: 2 }, separator: ' and ' });
    expect(bound('{3-1$$a|b}')).toMatchObject({ bound: { min: 1, max: 3 } });
    expect(bound('{2-$$a|b}')).toMatchObject({ bound: { min: 2, max: null } });
    expect(bound('{~-2$$|$$a|b}')).toMatchObject({ method: 'random', bound: { min: null, max: 2 }, separator: '|' });
  });

  it('leaves what is no syntax alone', () => {
    for (const text of [
      '50 % of $5',
      'snake__case',
      'https://a.b/c#d',
      'colour #ff0000 | blue',
      'a \\(b\\) c',
      '(sharp:1.3) <lora:x:1>',
      'one _ two',
      '____',
    ]) {
      expect([parsePrompt(text).nodes, errors(text)]).toEqual([[{ kind: 'text', text }], []]);
    }
  });

  it('trims options and keeps what is escaped', () => {
    expect(parsePrompt('{\n  red \n| \\ green\\ |a\\|b}').nodes).toMatchObject([
      { options: [{ nodes: [{ text: 'red' }] }, { nodes: [{ text: ' green ' }] }, { nodes: [{ text: 'a|b' }] }] },
    ]);
    expect(parsePrompt('\\{a\\} \\__b\\__ \\$\\{c\\} \\\\').nodes).toEqual([{ kind: 'text', text: '{a} __b__ ${c} \\' }]);
  });

  it('takes comments and lone assignments away with their lines', () => {
    expect(parsePrompt('# first\n  ${x=1}  \na // b\n  // c\nd /* e */ f').nodes).toMatchObject([{ kind: 'assign' }, { text: 'a // b\nd  f' }]);
    expect(marks('# first\na', 'comment')).toEqual(['# first\n']);
  });

  it('tells mistakes where they are, and reads on', () => {
    expect(errors('a {b|c')).toEqual([[2, 'This { is not closed.']]);
    expect(errors('a } b')).toEqual([[2, 'This } closes nothing. Write \\} for the character.']]);
    expect(errors('a __animal and')).toEqual([[2, 'A list is written __name__: its second pair of underscores is missing.']]);
    expect(errors('${=1}')[0]).toEqual([0, 'The name of a variable goes here: ${name} or ${name=value}.']);
    expect(errors('${a b}')).toHaveLength(1);
    expect(errors('{${a=1}|b}')).toEqual([[1, 'Set a outside of braces.']]);
    expect(errors('%{a}')).toHaveLength(1);
    expect(errors('__a(b)__')).toHaveLength(1);
    expect(errors('__a(b=c')).toHaveLength(2);
    expect(errors('__a(').map(([from]) => from)).toEqual([3, 3, 0]);
    expect(parsePrompt('{a|b} } {c|d}').nodes.filter((node) => node.kind === 'variant')).toHaveLength(2);
  });

  it('marks what is to be seen', () => {
    const text = '${x={a|2::b}} ${x} __c__ \\{';
    expect(marks(text, 'variant')).toEqual(['{a|2::b}']);
    expect(marks(text, 'sign')).toEqual(['{', '|', '2::', '}']);
    expect(marks(text, 'variable')).toEqual(['${x=', '}', '${x', '}']);
    expect([marks(text, 'list'), marks(text, 'escape')]).toEqual([['__c__'], ['\\{']]);
  });

  it('takes hostile texts in time', () => {
    const start = performance.now();
    for (const piece of ['{', '${a:', '__a(', '%{', '{{|', '\\', '/*', '#\n ', '__a(b=']) parsePrompt(piece.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});
