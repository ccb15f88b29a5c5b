import type { MadeNote } from './note.ts';

/** What an image says of its own making, whoever wrote it. */
export interface EmbeddedMaking {
  /** The tool that wrote it, as a person would name it. */
  tool: string;
  prompt: string | null;
  model: string | null;
  seed: number | null;
  note: MadeNote | null;
}

/** Texts by keyword in lower case. */
export type Texts = ReadonlyMap<string, string>;

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
