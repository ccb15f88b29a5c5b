import type { MediaSpec } from '../media-spec.ts';
import { paintPicture } from './picture.ts';

const JPEG_QUALITY = 90;
const WEBP_QUALITY = 88;

/** A still picture in the format the spec names; encoding runs on the canvas's own threads. */
export async function renderImage(spec: MediaSpec & { kind: 'image' }): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = await paintPicture({ ...spec, time: null, grain: spec.format !== 'png' });
  switch (spec.format) {
    case 'png':
      return new Uint8Array(await canvas.encode('png'));
    case 'jpeg':
      return new Uint8Array(await canvas.encode('jpeg', JPEG_QUALITY));
    case 'webp':
      return new Uint8Array(await canvas.encode('webp', WEBP_QUALITY));
  }
}
