export interface Box {
  width: number;
  height: number;
}

/** How an image lies in the viewer: `scale` in CSS pixels an image pixel, `x`, `y` its centre's distance from the viewer's, px. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

const LARGEST = 16;
const STEP = 1.25;

/** The scale at which the whole image is in sight, never enlarged. `actual` is the scale of one image pixel on one device pixel. */
export function fitScale(image: Box, room: Box, actual: number): number {
  return Math.min(room.width / image.width, room.height / image.height, actual);
}

/** The view at `scale`, keeping the image's point under `at` (measured from the viewer's centre) where it is. */
export function zoomedTo(view: View, scale: number, at: { x: number; y: number }, image: Box, room: Box, smallest: number): View {
  const next = Math.min(LARGEST, Math.max(smallest, scale));
  const factor = next / view.scale;
  return clamped({ scale: next, x: at.x - (at.x - view.x) * factor, y: at.y - (at.y - view.y) * factor }, image, room);
}

/** One step of the wheel or a key, in or out. */
export function stepScale(view: View, inwards: boolean): number {
  return inwards ? view.scale * STEP : view.scale / STEP;
}

/** The view with the image's edges kept at or beyond the viewer's; an image that has room stays in the middle. */
export function clamped(view: View, image: Box, room: Box): View {
  const limit = (size: number, space: number) => Math.max(0, (size * view.scale - space) / 2);
  const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { scale: view.scale, x: within(view.x, limit(image.width, room.width)), y: within(view.y, limit(image.height, room.height)) };
}
