/** A piece of what was typed: `-field:"value"`, `word` or `"a phrase"`. */
export interface Token {
  from: number;
  to: number;
  not: boolean;
  /** The operator's name in lower case; null for words. */
  field: string | null;
  value: string;
  /** Where the value begins, its opening quote included. */
  valueFrom: number;
  quoted: boolean;
  /** An opening quote without its partner: the value goes to the end of the text. */
  open: boolean;
}

const TOKEN = /(?<minus>-?)(?:(?<field>[a-zA-Z]+):)?(?:"(?<quoted>(?:[^"\\]|\\.)*)(?<close>"?)|(?<bare>[^\s"]*))/gu;

/** The pieces of a text, in order. Everything that is not white space belongs to one. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    if (match[0] === '') continue;
    found.push(tokenOf(match));
  }
  return found;
}

function tokenOf(match: RegExpMatchArray): Token {
  const { minus = '', field, quoted, close, bare = '' } = match.groups!;
  const from = match.index!;
  return {
    from,
    to: from + match[0].length,
    not: minus !== '',
    field: field?.toLowerCase() ?? null,
    value: quoted === undefined ? bare : quoted.replaceAll(/\\(.)/gu, '$1'),
    valueFrom: from + minus.length + (field === undefined ? 0 : field.length + 1),
    quoted: quoted !== undefined,
    open: quoted !== undefined && close === '',
  };
}

/** A value as it has to be typed so that it is read as one. */
export function quoteValue(value: string): string {
  return /^[^\s"\\]+$/u.test(value) ? value : `"${value.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
}
