import { unreachable } from '../unreachable.ts';
import { escapeText } from './escape.ts';
import { METHOD_SIGNS, type Bound, type Method, type Node, type VariantNode } from './syntax.ts';

/** A template's text from what it is made of: parsed again it is the same. Comments are not kept. */
export function printPrompt(nodes: readonly Node[]): string {
  let out = '';
  nodes.forEach((node, at) => {
    if (node.kind === 'text') out += escapeText(node.text, { nested: false, argument: false, first: false, last: false });
    else out += node.kind === 'assign' && /(?:^|\n)$/.test(out) ? `${printNode(node)}\n` : printNode(node);
    if (nodes[at + 1]?.kind === 'assign') out = indentKept(out);
  });
  return out;
}

/** Blanks before an assignment that has its line for itself would go with it. */
function indentKept(out: string): string {
  return out.replace(/(^|\n)([ \t]*)([ \t])$/, '$1$2\\$3');
}

function printNode(node: Exclude<Node, { kind: 'text' }>): string {
  switch (node.kind) {
    case 'variant':
      return printVariant(node);
    case 'list':
      return `__${sign(node.method)}${node.name}${printArguments(node.args)}__`;
    case 'assign':
      return `\${${node.name}${node.keep ? '?' : ''}=${node.once ? '!' : ''}${printTrimmed(node.nodes)}}`;
    case 'read':
      return `\${${node.name}${node.otherwise ? `:${printTrimmed(node.otherwise)}` : ''}}`;
    case 'wrap':
      return `%{${printTrimmed(node.outer)}$$${printTrimmed(node.inner)}}`;
    default:
      return unreachable(node);
  }
}

function printVariant(node: VariantNode): string {
  const options = node.options.map(({ weight, nodes }) => `${weight === 1 ? '' : `${decimal(weight)}::`}${printTrimmed(nodes)}`);
  return `{${sign(node.method)}${bound(node.bound, node.separator)}${options.join('|')}}`;
}

function sign(method: Method | null): string {
  return method === null ? '' : METHOD_SIGNS[method];
}

function bound(range: Bound | null, separator: string | null): string {
  if (!range) return '';
  const { min, max } = range;
  const figures = min !== null && min === max ? `${min}` : `${min ?? ''}-${max ?? ''}`;
  return `${figures}$$${separator === null ? '' : `${separator}$$`}`;
}

/** Without an exponent, which the grammar does not know. */
function decimal(weight: number): string {
  return weight.toFixed(12).replace(/\.?0+$/, '');
}

function printArguments(args: readonly { name: string; nodes: Node[] }[]): string {
  return args.length === 0 ? '' : `(${args.map(({ name, nodes }) => `${name}=${printTrimmed(nodes, true)}`).join(',')})`;
}

/** A sequence within a construct: blanks at its edges are trimmed when it is read. */
function printTrimmed(nodes: readonly Node[], argument = false): string {
  const end = nodes.length - 1;
  return nodes
    .map((node, at) => (node.kind === 'text' ? escapeText(node.text, { nested: true, argument, first: at === 0, last: at === end }) : printNode(node)))
    .join('');
}
