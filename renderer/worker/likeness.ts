/** What a perceptual hash is made of: a picture shrunk to so many pixels. */
export const LIKENESS_SIZE = { width: 9, height: 8 } as const;

/** Six of 255 shades, in `brightness`: less is what compression leaves of one. */
const LEAST_CONTRAST = 6_000;

/**
 * The difference hash (dHash) of a picture: a bit for each pixel and its right neighbour, set where it grows brighter, row by row; 64 bits
 * in hex; null for a picture of one shade, which looks like every other such. It stays nearly the same when a picture is scaled, compressed or recoloured. http://www.hackerfactor.com/blog/index.php?/archives/529
 * @param pixels RGBA of a picture of `LIKENESS_SIZE`
 */
export function likenessOf(pixels: Uint8ClampedArray): string | null {
  const { width, height } = LIKENESS_SIZE;
  const shades = Array.from({ length: width * height }, (_, at) => brightness(pixels, 4 * at));
  if (Math.max(...shades) - Math.min(...shades) < LEAST_CONTRAST) return null;
  let bits = 0n;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width - 1; x++) {
      const at = y * width + x;
      bits = (bits << 1n) | (shades[at + 1]! > shades[at]! ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
}

/** Rec. 601, of which the eye sees most in green; transparent is black. */
function brightness(pixels: Uint8ClampedArray, at: number): number {
  return 299 * (pixels[at] ?? 0) + 587 * (pixels[at + 1] ?? 0) + 114 * (pixels[at + 2] ?? 0);
}
