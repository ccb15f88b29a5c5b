import { createCanvas } from '@napi-rs/canvas';
import { seededRandom } from '../../random.ts';
import type { MediaSpec } from '../media-spec.ts';

export async function renderImage(spec: MediaSpec & { kind: 'image' }): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = createCanvas(spec.width, spec.height);
  const context = canvas.getContext('2d');
  const random = seededRandom(spec.signature);
  context.fillStyle = `hsl(${Math.floor(random() * 360)} 50% 40%)`;
  context.fillRect(0, 0, spec.width, spec.height);
  return new Uint8Array(await canvas.encode(spec.format as 'png'));
}
