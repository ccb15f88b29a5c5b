import type { Node } from './syntax.ts';

const BLANK = /^\s$/;

/** Collects a sequence: texts that follow each other become one, and blanks at its edges go where it is trimmed. */
export class TextRun {
  readonly nodes: Node[] = [];
  readonly #trims: boolean;
  #text = '';
  /** Up to here the text stays whatever follows: its last character that is no blank, or an escaped one. */
  #solid = 0;

  constructor(trims: boolean) {
    this.#trims = trims;
  }

  /** Text as it stands. */
  add(text: string): void {
    if (this.#trims && this.nodes.length === 0 && this.#text === '') text = text.trimStart();
    this.#text += text;
    const end = text.trimEnd().length;
    if (end > 0) this.#solid = this.#text.length - (text.length - end);
  }

  /** A character that is meant: never trimmed. */
  addEscaped(character: string): void {
    this.#text += character;
    this.#solid = this.#text.length;
  }

  /** Takes back the blanks of the line that has just begun: a comment or an assignment has it for itself. */
  dropIndent(): void {
    let end = this.#text.length;
    while (end > this.#solid && BLANK.test(this.#text[end - 1]!) && this.#text[end - 1] !== '\n') end--;
    this.#text = this.#text.slice(0, end);
  }

  push(node: Node): void {
    this.#flush();
    this.nodes.push(node);
  }

  end(): Node[] {
    if (this.#trims) this.#text = this.#text.slice(0, this.#solid);
    this.#flush();
    return this.nodes;
  }

  #flush(): void {
    if (this.#text !== '') this.nodes.push({ kind: 'text', text: this.#text });
    this.#text = '';
    this.#solid = 0;
  }
}
