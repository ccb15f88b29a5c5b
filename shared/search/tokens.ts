/** A piece of what was typed: `-field:"value"`, `field:one,"or another"`, `word` or `"a phrase"`. */
export interface Token {
  from: number;
  to: number;
  not: boolean;
  /** The operator's name in lower case; null for words. */
  field: string | null;
  /** One; of an operator as many as stand beside each other with commas between them, of which one must hold. */
  values: [TokenValue, ...TokenValue[]];
}

export interface TokenValue {
  /** Without its quotes and the sign before them. */
  text: string;
  /** Where it begins, its sign and opening quote included. */
  from: number;
  to: number;
  quoted: boolean;
  /** An equals sign stands before it: this, and not what only holds it. */
  exact: boolean;
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"?`;
const ITEM = String.raw`(?:=?${QUOTED}|[^\s",]*)`;
const TOKEN = new RegExp(String.raw`(?<minus>-?)(?:(?<field>[a-zA-Z]+):(?<list>${ITEM}(?:,${ITEM})*)|(?<words>${QUOTED}|[^\s"]+))`, 'gu');
const VALUE = new RegExp(String.raw`(?<exact>=?)(?:"(?<quoted>(?:[^"\\]|\\.)*)"?|(?<bare>[^,]*))`, 'uy');
const PHRASE = /^"((?:[^"\\]|\\.)*)"?$/u;

/** The pieces of a text, in order. Everything that is not white space belongs to one. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(tokenOf);
}

function tokenOf(match: RegExpExecArray): Token {
  const { minus = '', field, list, words = '' } = match.groups!;
  const from = match.index;
  const to = from + match[0].length;
  const values = list === undefined ? wordsOf(words, to) : valuesOf(list, to - list.length);
  return { from, to, not: minus !== '', field: field?.toLowerCase() ?? null, values };
}

function wordsOf(words: string, to: number): Token['values'] {
  const phrase = PHRASE.exec(words)?.[1];
  return [{ text: phrase === undefined ? words : unescaped(phrase), from: to - words.length, to, quoted: phrase !== undefined, exact: false }];
}

function valuesOf(list: string, start: number): Token['values'] {
  const values: TokenValue[] = [];
  for (let at = 0; at <= list.length;) {
    VALUE.lastIndex = at;
    const { 0: whole, groups } = VALUE.exec(list)!;
    const { exact, quoted, bare = '' } = groups!;
    const text = quoted === undefined ? bare : unescaped(quoted);
    values.push({ text, from: start + at, to: start + at + whole.length, quoted: quoted !== undefined, exact: exact === '=' });
    at += whole.length + 1;
  }
  return values as Token['values'];
}

const unescaped = (text: string) => text.replaceAll(/\\(.)/gu, '$1');

/** A value as it has to be typed so that it is read as one. */
export function quoteValue(value: string): string {
  return /^[^\s"\\,=][^\s"\\,]*$/u.test(value) ? value : `"${value.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
}
