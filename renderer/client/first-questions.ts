import type { Question } from './early.ts';

/** The longer edge of most tiles of the library's first screen, in pixels of the screen, up to which the smaller picture is shown (`state/use-library.ts`). */
const LARGEST_TILE = 256;
const FIRST_EDGE = 180;

/**
 * What a window that opens at `hash` asks first, as `startApp` asks it: the client takes the answer of an early question for one of its own only where name and input are
 * the same. Figures stand here once more, because a shared module would be a file of its own that the first code waits for; a test holds them to be the same.
 */
export function firstQuestions(hash: string, devicePixels: number): Question[] {
  const of = FIRST_EDGE * devicePixels <= LARGEST_TILE ? 'tile' : 'thumbnail';
  return [
    { name: 'app.snapshot', input: null },
    ...(/^#\/?library(\/|$)/.test(hash)
      ? ([
          { name: 'asset.order', input: { offset: 0, limit: 600 } },
          { name: 'asset.list', input: { limit: 80 } },
          { name: 'asset.newestPictures', input: { of, limit: 60 } },
        ] as const)
      : []),
  ];
}
