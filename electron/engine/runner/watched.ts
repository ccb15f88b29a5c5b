/** Attempts whose time was seen to pass from their start on: by this engine, with a wall clock that nobody set and no sleep in between. */
export interface Watched {
  has(attemptId: number): boolean;
  /** The wall clock jumped: what is out now has times of two calendars. */
  interrupted(): void;
}

/** `newest` tells the highest id of an attempt so far; ids rise. What was there before the engine is not watched. */
export function createWatched(newest: () => number): Watched {
  let unwatched = newest();
  return {
    has: (attemptId) => attemptId > unwatched,
    interrupted() {
      unwatched = newest();
    },
  };
}
