import type { MediaKind } from '../../shared/contract.ts';
import { TILE_EDGE } from '../../shared/library/picture-sizes.ts';

/** The smallest picture of an asset that fills a place whose longer edge has so many CSS pixels. */
export function pictureFor(edge: number, devicePixels: number): Exclude<MediaKind, 'asset'> {
  return edge * devicePixels <= TILE_EDGE ? 'tile' : 'thumbnail';
}
