/**
 * The VP8 key frame inside a lossy WebP file (RIFF chunk `VP8 `): the same bytes are a frame of a WebM video. Throws when
 * there is none.
 */
export function vp8FrameOf(webp: Uint8Array): Uint8Array {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let at = 12; at + 8 <= webp.length;) {
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at) === VP8_CHUNK) return webp.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new RangeError('no lossy frame in this WebP file');
}

/** `VP8 ` in ASCII. */
const VP8_CHUNK = 0x56503820;
