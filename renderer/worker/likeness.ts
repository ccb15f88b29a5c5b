/** What a perceptual hash is made of: a picture shrunk to so many pixels. */
export const LIKENESS_SIZE = { width: 9, height: 8 } as const;

/**
 * The difference hash (dHash) of a picture: a bit for each pixel and its right neighbour, set where it grows brighter, row by row; 64 bits
 * in hex. It stays nearly the same when a picture is scaled, compressed or recoloured. http://www.hackerfactor.com/blog/index.php?/archives/529
 * @param pixels RGBA of a picture of `LIKENESS_SIZE`
 */
export function likenessOf(pixels: Uint8ClampedArray): string {
  const { width, height } = LIKENESS_SIZE;
  let bits = 0n;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width - 1; x++) {
      const at = 4 * (y * width + x);
      bits = (bits << 1n) | (brightness(pixels, at + 4) > brightness(pixels, at) ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
}

/** Rec. 601, of which the eye sees most in green; transparent is black. */
function brightness(pixels: Uint8ClampedArray, at: number): number {
  return 299 * (pixels[at] ?? 0) + 587 * (pixels[at + 1] ?? 0) + 114 * (pixels[at + 2] ?? 0);
}
