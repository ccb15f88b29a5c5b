import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { seededRandom } from '../../random.ts';

const TILE = 192;

let tile: Canvas | null = null;

/** A breath of film grain, so that flat colour does not look like a chart. */
export function drawGrain(context: SKRSContext2D, width: number, height: number): void {
  tile ??= grainTile();
  const grain = context.createPattern(tile, 'repeat');
  if (grain !== null) context.fillStyle = grain;
  context.fillRect(0, 0, width, height);
}

/** Darkens the picture a little towards its corners. */
export function drawRim(context: SKRSContext2D, width: number, height: number): void {
  const rim = context.createRadialGradient(width / 2, height / 2, Math.min(width, height) * 0.45, width / 2, height / 2, Math.hypot(width, height) * 0.56);
  rim.addColorStop(0, 'rgba(0,0,0,0)');
  rim.addColorStop(1, 'rgba(0,0,0,0.18)');
  context.fillStyle = rim;
  context.fillRect(0, 0, width, height);
}

function grainTile(): Canvas {
  const canvas = createCanvas(TILE, TILE);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(TILE, TILE);
  const random = seededRandom('grain');
  for (let at = 0; at < pixels.data.length; at += 4) {
    const light = random() < 0.5 ? 0 : 255;
    pixels.data.set([light, light, light, Math.floor(random() * 13)], at);
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}
