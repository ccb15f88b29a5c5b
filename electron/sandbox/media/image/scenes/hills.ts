import { between, fillBelow, fillCircle, fillGlow, fillSky, mix, type Brush } from '../brush.ts';
import { createNoise } from '../noise.ts';

const LAYERS = 8;

/** Ranges of hills behind one another in haze, under a low sun. A clip drifts past them. */
export function* hills(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette, time } = brush;
  const noise = createNoise(random);
  const horizon = between(random, 0.42, 0.55);
  const [sunX, sunY, sunSize] = [between(random, 0.2, 0.8) * width, (horizon - between(random, 0.1, 0.24)) * height, between(random, 0.035, 0.06)];
  fillSky(brush, palette.sky, horizon + 0.16);
  fillGlow(context, sunX, sunY, height * 0.55, palette.sun, 0.5);
  fillCircle(context, sunX, sunY, sunSize * Math.max(width, height), palette.sun);
  yield;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const depth = layer / (LAYERS - 1);
    const base = (horizon + depth * depth * 0.3 + depth * 0.14) * height;
    const [rise, stretch, shift] = [(0.12 + depth * 0.13) * height, (2.6 - depth * 0.9) / height, layer * 31 + time * (0.02 + depth * 0.07)];
    const haze = mix(palette.far, palette.sky.at(-1) ?? palette.far, 0.55 * (1 - depth));
    const colour = mix(haze, palette.near, depth ** 1.3);
    const gradient = context.createLinearGradient(0, base - rise, 0, base + height * 0.28);
    gradient.addColorStop(0, colour);
    gradient.addColorStop(1, mix(colour, palette.sky.at(-1) ?? colour, 0.45 * (1 - depth * 0.6)));
    fillBelow(brush, (x) => base - (noise.octaves(x * stretch + shift, layer * 7, 6) - 0.35) * rise * 1.8, gradient, 3);
    yield;
  }
}
