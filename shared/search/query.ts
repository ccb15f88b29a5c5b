/**
 * The language of the library's one search box, as a tree. Terms stand beside each other and all must hold; a minus before one turns
 * it round; of values with commas between them one must hold. `model:flux rating:>3 kind:video,audio before:2026-10 "neon city" -blurred`.
 * Positions are UTF-16 offsets into the text.
 */

/** How a figure or a time compares. `=` where nothing is written. */
export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** The states `is:` asks for. */
export const STATES = ['favourite', 'picked', 'rejected', 'rated', 'unrated', 'tagged', 'missing', 'practice', 'imported'] as const;
export type AssetState = (typeof STATES)[number];

/** Words of the seven colour labels, in their order; `label:none` asks for those without. */
export const LABELS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey'] as const;
export type ColourLabel = (typeof LABELS)[number];

/** What one term asks for. Times are milliseconds since the epoch, from (inclusive) and to (exclusive). */
export type Test =
  | { kind: 'words'; text: string; phrase: boolean }
  | { kind: 'text-field'; field: 'prompt' | 'title' | 'notes' | 'model' | 'batch' | 'tag' | 'in' | 'key'; text: string; exact: boolean }
  /** What a name of the prompt's template picked; null: any of them. */
  | { kind: 'pick'; name: string | null; value: string }
  | { kind: 'kind'; is: 'image' | 'video' | 'audio' | 'other' }
  | { kind: 'figure'; field: FigureField; comparison: Comparison; figure: number }
  | { kind: 'label'; label: ColourLabel | null }
  | { kind: 'is'; state: AssetState }
  /** Looks like the asset whose hash begins so, in hex. */
  | { kind: 'like'; hash: string }
  | { kind: 'time'; from: number | null; to: number | null }
  /** One of these, at least two. */
  | { kind: 'any'; of: readonly Test[] };

export type FigureField = 'rating' | 'seed' | 'width' | 'height' | 'seconds' | 'credits' | 'bytes';

export interface Term {
  from: number;
  to: number;
  not: boolean;
  test: Test;
}

/** A place in the text that cannot be read, in words fit to show. What is wrong is left out of the search, never guessed. */
export interface Mistake {
  from: number;
  to: number;
  message: string;
}

export interface SearchQuery {
  terms: Term[];
  mistakes: Mistake[];
}
