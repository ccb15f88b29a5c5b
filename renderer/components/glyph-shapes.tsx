import type { ReactNode } from 'react';

/** What a glyph can stand for: the states of a job, and of what holds it. */
export type GlyphName =
  | 'queued'
  | 'waiting'
  | 'paused'
  | 'asleep'
  | 'submitting'
  | 'running'
  | 'collecting'
  | 'done'
  | 'reused'
  | 'cancelled'
  | 'failed'
  | 'refused'
  | 'uncertain';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const;
const solid = { fill: 'currentColor' } as const;

/** Drawn on a grid of 12: silhouettes differ at 10 px in grey. */
export const SHAPES: Readonly<Record<GlyphName, ReactNode>> = {
  queued: <circle cx="6" cy="6" r="4.25" {...line} />,
  waiting: <path d="M2.5 1.5h7M2.5 10.5h7M3.5 1.5v2.2L6 6l-2.5 2.3v2.2M8.5 1.5v2.2L6 6l2.5 2.3v2.2" {...line} strokeWidth={1.4} />,
  paused: <path d="M2.5 2h2.4v8H2.5zM7.1 2h2.4v8H7.1z" {...solid} />,
  asleep: <path d="M4.4 1.2A5 5 0 1 0 10.9 7.6 5.2 5.2 0 0 1 4.4 1.2z" {...solid} />,
  submitting: <path d="M1.5 6h8M6.3 2.7 9.7 6 6.3 9.3" {...line} strokeWidth={1.8} />,
  running: (
    <>
      <circle cx="6" cy="6" r="4.75" {...line} />
      <path d="M6 1.2a4.8 4.8 0 0 1 0 9.6z" {...solid} />
    </>
  ),
  collecting: <path d="M6 1v6M3.2 4.4 6 7.2l2.8-2.8M1.8 10.5h8.4" {...line} strokeWidth={1.8} />,
  done: <path fillRule="evenodd" d="M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8.5 3.5 5.2 6.9 3.6 5.3 2.6 6.4l2.6 2.5L9.6 4.6z" {...solid} />,
  reused: (
    <>
      <circle cx="6" cy="6" r="4.75" {...line} />
      <path d="M3.7 6.2 5.3 7.7 8.4 4.5" {...line} />
    </>
  ),
  cancelled: (
    <>
      <circle cx="6" cy="6" r="4.75" {...line} />
      <path d="M2.9 9.1l6.2-6.2" {...line} />
    </>
  ),
  failed: <path d="M2.2 2.2l7.6 7.6M9.8 2.2 2.2 9.8" {...line} strokeWidth={2.6} />,
  refused: <path d="M.8 2h10.4L6 11z" {...solid} />,
  uncertain: <path fillRule="evenodd" d="M6 .2 11.8 6 6 11.8.2 6zM5.2 3h1.6v3.6H5.2zM5.2 7.5h1.6v1.5H5.2z" {...solid} />,
};

/** Colour of the mark itself. */
export const GLYPH_COLOUR: Readonly<Record<GlyphName, string>> = {
  queued: 'text-wait',
  waiting: 'text-wait',
  paused: 'text-wait',
  asleep: 'text-wait',
  cancelled: 'text-wait',
  submitting: 'text-now',
  running: 'text-now',
  collecting: 'text-now',
  done: 'text-done',
  reused: 'text-done',
  failed: 'text-fail',
  refused: 'text-fail',
  uncertain: 'text-unsure',
};

/** Colour of the word beside it, which must read as text. */
export const WORD_COLOUR: Readonly<Record<GlyphName, string>> = {
  queued: 'text-text-2',
  waiting: 'text-text-2',
  paused: 'text-text-2',
  asleep: 'text-text-2',
  cancelled: 'text-text-2',
  submitting: 'text-now-text',
  running: 'text-now-text',
  collecting: 'text-now-text',
  done: 'text-done-text',
  reused: 'text-done-text',
  failed: 'text-fail-text',
  refused: 'text-fail-text',
  uncertain: 'text-unsure-text',
};
