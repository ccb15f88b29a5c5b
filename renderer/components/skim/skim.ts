/** Where a list stood when, ms and px. */
export interface Place {
  at: number;
  top: number;
}

/** How a list has moved of late. */
export interface Motion {
  last: Place | null;
  /** px a ms; 0 where it rested before: a jump is no motion. */
  speed: number;
}

export const NO_MOTION: Motion = { last: null, speed: 0 };

/** Two places further apart than this, ms, are two movements. */
const APART_MS = 150;
/** A row that is in sight for less than this, ms, goes by without its pictures: they would come when it has gone. */
const SEEN_MS = 90;

export function moved({ last }: Motion, place: Place): Motion {
  const passed = last === null ? Infinity : place.at - last.at;
  const speed = passed > APART_MS || last === null ? 0 : Math.abs(place.top - last.top) / Math.max(1, passed);
  return { last: place, speed };
}

/** `height` of what is in sight of the list, px. */
export function skims({ speed }: Motion, height: number): boolean {
  return speed * SEEN_MS > height;
}
