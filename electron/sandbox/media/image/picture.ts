import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { wideRandom } from '../../random.ts';
import { drawCaption } from './caption.ts';
import { chooseScene } from './choose-scene.ts';
import { drawGrain, drawRim } from './grain.ts';
import { choosePalette } from './palettes.ts';

/** Sizes in pixels; `time` in seconds of a clip, null for a still. */
export interface PictureSpec {
  signature: string;
  prompt: string;
  width: number;
  height: number;
  time: number | null;
  /** Grain costs lossless formats dearly. */
  grain: boolean;
}

/** Paints onto a new canvas, part by part, so that requests are answered meanwhile. */
export async function paintPicture({ signature, prompt, width, height, time, grain }: PictureSpec): Promise<Canvas> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const random = wideRandom(signature);
  const words = prompt.toLowerCase();
  const scene = chooseScene(words, random, time === null ? 'still' : 'moving');
  const palette = choosePalette(words, random);
  const parts = scene({ context, width, height, random, palette, prompt: words, time: time ?? 0 });
  // The canvas only records what is drawn; reading a pixel makes it paint, here rather than all at once when encoding.
  await inSlices(parts, () => context.getImageData(0, 0, 1, 1));
  if (grain) drawGrain(context, width, height);
  drawRim(context, width, height);
  drawCaption(context, width, height, prompt, signature);
  return canvas;
}

async function inSlices(parts: Generator<void, void, void>, flush: () => void): Promise<void> {
  for (const _part of parts) {
    flush();
    await nextTurn();
  }
}
