/** Where a text stands: what of it would be read as syntax depends on that. */
export interface Surroundings {
  /** Within braces, where a bar ends an option. */
  nested: boolean;
  /** Among a list's values, where a comma or a bracket ends one. */
  argument: boolean;
  /** At an edge that is trimmed: at the start a weight or a sign could stand as well. */
  first: boolean;
  last: boolean;
}

const ALONE: Surroundings = { nested: false, argument: false, first: false, last: false };

/** A text that means itself: the template whose only prompt it is. */
export function escapePrompt(text: string): string {
  return escapeText(text, ALONE);
}

/** Every character that would be read as syntax gets a backslash, and no other. */
export function escapeText(text: string, where: Surroundings): string {
  let out = '';
  for (let at = 0; at < text.length; at++) out += isSyntax(text, at, where) ? `\\${text[at]}` : text[at];
  return out;
}

/** What a backslash takes its meaning from; before anything else it is one. */
const ESCAPABLE = /[\\{}|$%_#/!@~:\s]/;
const WEIGHT = /^(?:\d+\.?\d*|\.\d+)$/;

function isSyntax(text: string, at: number, { nested, argument, first, last }: Surroundings): boolean {
  const [character, next] = [text[at]!, text[at + 1]];
  if (first && at === 0 && /[!@~\s]/.test(character)) return true;
  if (last && at === text.length - 1 && /\s/.test(character)) return true;
  switch (character) {
    case '\\':
      return next === undefined || ESCAPABLE.test(next) || (argument && (next === ',' || next === ')'));
    case '{':
    case '}':
      return true;
    case '|':
      return nested;
    case '$':
      return next === undefined || next === '{' || next === '$' || text[at - 1] === '$';
    case '%':
      return next === undefined || next === '{';
    case '_':
      return next === undefined || next === '_';
    case '#':
      return startsLine(text, at);
    case '/':
      return next === '*' || (next === '/' && startsLine(text, at));
    case ':':
      return first && next === ':' && WEIGHT.test(text.slice(0, at));
    case ',':
    case ')':
      return argument;
    default:
      return false;
  }
}

function startsLine(text: string, at: number): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(0, at));
}
