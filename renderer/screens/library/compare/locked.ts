import { clamped, fitScale, zoomedTo, type Box, type View } from '../viewer/zoom.ts';

/**
 * How all that is compared lies in its pane: `zoom` times the size that fits; `x`, `y`: how far the middle of the picture is from the middle
 * of the pane, as a share of its width and height. Pictures of different sizes show the same part.
 */
export interface Locked {
  zoom: number;
  x: number;
  y: number;
}

export const FITS: Locked = { zoom: 1, x: 0, y: 0 };

/** What fits may be enlarged: small pictures are compared as large as there is room. */
function smallestOf(image: Box, room: Box): number {
  return fitScale(image, room, Infinity);
}

export function viewOf(locked: Locked, image: Box, room: Box): View {
  const scale = smallestOf(image, room) * locked.zoom;
  return clamped({ scale, x: locked.x * image.width * scale, y: locked.y * image.height * scale }, image, room);
}

export function lockedOf(view: View, image: Box, room: Box): Locked {
  return { zoom: view.scale / smallestOf(image, room), x: view.x / (image.width * view.scale), y: view.y / (image.height * view.scale) };
}

/** One step in or out, keeping the point under `at` (from the pane's middle, px) where it is. */
export function lockedZoom(locked: Locked, factor: number, at: { x: number; y: number }, image: Box, room: Box): Locked {
  const view = viewOf(locked, image, room);
  const smallest = smallestOf(image, room);
  return lockedOf(zoomedTo(view, view.scale * factor, at, image, room, smallest), image, room);
}

export function lockedPan(locked: Locked, by: { x: number; y: number }, image: Box, room: Box): Locked {
  const view = viewOf(locked, image, room);
  return lockedOf(clamped({ ...view, x: view.x + by.x, y: view.y + by.y }, image, room), image, room);
}
