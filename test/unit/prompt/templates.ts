import fc from 'fast-check';

const PIECES = [
  '{',
  '}',
  '|',
  '{a|b}',
  '$$',
  '2$$',
  '-',
  '::',
  '3::',
  '0.5::',
  '${',
  '${x}',
  '${x=',
  '${x=!{a|b}}',
  '${y:z}',
  '__',
  '__l__',
  '__@m__',
  '__l(x=1,y={a|b})__',
  '%{',
  '%{a … b$$c}',
  '!',
  '~',
  '@',
  '\\',
  '\\ ',
  '#',
  '\n',
  '\n# c\n',
  '//',
  '/*',
  '*/',
  ' ',
  '_',
  ',',
  '(',
  ')',
  '=',
  '?',
  ':',
  '.',
  'a',
  'fox',
  '7',
  '$',
  '%',
  '…',
  'é',
  '😀',
];

/** Texts that are mostly syntax, right and wrong. */
export const syntaxSoup = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));

const word = fc.constantFrom('red', 'green', 'a fox', '', '2', 'x, y', 'b__c', '|', '1$$', '{', '}', '# d', ' e ', '2::f', '!g', '\\', '\\(h\\)');
const escaped = word.map((text) => text.replace(/[\\{}|$#_:!]/g, '\\$&'));

/** Templates that read, with small counts: nested choices with weights, counts and methods, lists, variables. */
export const { template } = fc.letrec<{ template: string; part: string; option: string; choice: string }>((tie) => ({
  template: fc.array(tie('part'), { maxLength: 4 }).map((parts) => `\${v={p|q}}\n\${w=!{1|2|3}}\n${parts.join(' ')}`),
  part: fc.oneof({ maxDepth: 3 }, escaped, fc.constantFrom('__animal__', '__~animal__', '__@animal__', '__nest__', '${v}', '${w}', '${u:r}'), tie('choice')),
  option: fc.array(tie('part'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join('')),
  choice: fc
    .record({
      sign: fc.constantFrom('', '', '', '!', '@', '~'),
      bound: fc.constantFrom('', '', '', '2$$', '1-2$$ and $$', '0-1$$', '-2$$'),
      weights: fc.array(fc.constantFrom('', '', '3::', '0.5::'), { minLength: 3, maxLength: 3 }),
      options: fc.array(tie('option'), { minLength: 1, maxLength: 3 }),
    })
    .map(({ sign, bound, weights, options }) => `{${sign}${bound}${options.map((option, at) => weights[at] + option).join('|')}}`),
}));

export const LISTS = new Map([
  ['animal', ['fox', 'hare', 'lynx']],
  ['nest', ['a {big|small} one', '2::__animal__']],
]);
