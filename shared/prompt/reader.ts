import type { Mark, Node, PromptError } from './syntax.ts';

/** Where a sequence ends, and whether the blanks at its edges count. */
export interface Place {
  ends: readonly string[];
  trims: boolean;
}

/** A place in a text, and what was found on the way to it. */
export class Reader {
  readonly text: string;
  readonly errors: PromptError[] = [];
  readonly marks: Mark[] = [];
  /** How many constructs lie around this place. */
  depth = 0;
  at = 0;

  readonly #sequence: (reader: Reader, place: Place) => Node[];

  /** `sequence` reads what may stand within a construct. */
  constructor(text: string, sequence: (reader: Reader, place: Place) => Node[]) {
    this.text = text;
    this.#sequence = sequence;
  }

  /** Reads up to one of the place's ends, which it leaves to the caller, or to the end of the text. */
  sequence(place: Place): Node[] {
    return this.#sequence(this, place);
  }

  get over(): boolean {
    return this.at >= this.text.length;
  }

  sees(what: string): boolean {
    return this.text.startsWith(what, this.at);
  }

  /** Goes past `what` and marks it; false when it is not there. */
  takes(what: string, kind: Mark['kind'] = 'sign'): boolean {
    if (!this.sees(what)) return false;
    this.mark(kind, this.at, this.at + what.length);
    this.at += what.length;
    return true;
  }

  /** Goes past what a sticky pattern matches here. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }

  /** As `match`, marked as a sign. */
  matchSign(pattern: RegExp): RegExpExecArray | null {
    const from = this.at;
    const found = this.match(pattern);
    if (found) this.mark('sign', from, this.at);
    return found;
  }

  mark(kind: Mark['kind'], from: number, to: number): void {
    this.marks.push({ kind, from, to });
  }

  /** At least one character long, and inside the text: what is missing at its end is told at its last character. */
  wrong(from: number, to: number, message: string): void {
    from = Math.max(0, Math.min(from, this.text.length - 1));
    this.errors.push({ from, to: Math.max(to, from + 1), message });
  }

  /** True when only blanks stand before `at` on its line. */
  startsLine(at: number): boolean {
    let before = at - 1;
    while (before >= 0 && (this.text[before] === ' ' || this.text[before] === '\t')) before--;
    return before < 0 || this.text[before] === '\n';
  }
}
