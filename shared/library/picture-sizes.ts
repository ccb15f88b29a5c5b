/** Longest edge, px, of the pictures that are made of an asset: the thumbnail, and the tile for small places. */
export const THUMBNAIL_EDGE = 512;
export const TILE_EDGE = 256;
