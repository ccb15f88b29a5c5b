import { between, fillBelow, fillCircle, fillGlow, fillSky, mix, pick, shade, withAlpha, type Brush } from '../brush.ts';
import { createNoise, type Noise } from '../noise.ts';

const LAYERS = 5;
type Sand = readonly [lit: string, shade: string];

/** Sand as the light of the hour makes it: lit, and in shade. */
const SANDS: readonly [Sand, ...Sand[]] = [
  ['#e8b878', '#8a5230'],
  ['#e39a66', '#6e3038'],
  ['#d9b08c', '#5f4a5c'],
  ['#f0c88e', '#9a6238'],
];

/** Dunes with a lit side and a slip face in shade, rippled by the wind. */
export function* dunes(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette, time } = brush;
  const noise = createNoise(random);
  const horizon = between(random, 0.34, 0.46);
  const [lit, shadow] = pick(random, SANDS);
  fillSky(brush, palette.sky, horizon + 0.1);
  const [sunX, sunY] = [between(random, 0.12, 0.4) * width, horizon * height * between(random, 0.35, 0.7)];
  fillGlow(context, sunX, sunY, height * 0.5, palette.sun, 0.45);
  fillCircle(context, sunX, sunY, height * 0.03, palette.sun);
  yield;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const depth = layer / (LAYERS - 1);
    const haze = 0.6 * (1 - depth) ** 1.5;
    const air = palette.sky.at(-1) ?? lit;
    const base = (horizon + 0.06 + depth ** 1.35 * 0.5) * height;
    dune(brush, noise, { depth, base, lit: mix(lit, air, haze), shadow: mix(shadow, air, haze), drift: -time * width * (0.004 + depth * 0.014) });
    yield;
  }
}

interface Dune {
  depth: number;
  base: number;
  lit: string;
  shadow: string;
  drift: number;
}

function dune(brush: Brush, noise: Noise, { depth, base, lit, shadow, drift }: Dune): void {
  const { context, width, height, random } = brush;
  const [tall, wide] = [height * between(random, 0.08, 0.12) * (0.5 + depth * 1.3), height * between(random, 0.3, 0.42) * (0.5 + depth)];
  const phase = random();
  const peaks = Array.from({ length: Math.ceil(width / (wide * 1.7)) + 2 }, (_, peak) => ({
    x: (peak - 0.6 + phase) * wide * 1.7 + between(random, -0.35, 0.35) * wide + drift,
    tall: tall * between(random, 0.55, 1.15),
  }));
  const ridge = (x: number) => {
    const heights = peaks.map((peak) => peak.tall * Math.exp(-(Math.abs(x - peak.x) / wide) * (x < peak.x ? 1.1 : 2)));
    return base - Math.max(...heights) - noise.at(((x - drift) / height) * 3, depth * 9) * height * 0.012;
  };
  const sand = context.createLinearGradient(0, base - tall, 0, base + height * 0.3);
  sand.addColorStop(0, shade(lit, 0.14));
  sand.addColorStop(1, mix(lit, shadow, 0.5));
  fillBelow(brush, ridge, sand, 2);
  for (const peak of peaks) slipFace(brush, ridge, peak.x, wide, tall, shadow);
  if (depth > 0.3) ripples(brush, noise, { base, depth, drift, shadow });
}

/** The shaded side: under the crest to the right of a peak, its edge winding down towards the viewer. */
function slipFace({ context, height }: Brush, ridge: (x: number) => number, x: number, wide: number, tall: number, shadow: string): void {
  const top = ridge(x);
  const [end, foot] = [x + wide * 1.5, top + tall * 1.7];
  const fill = context.createLinearGradient(0, top, 0, foot);
  fill.addColorStop(0, withAlpha(shadow, 0.92));
  fill.addColorStop(0.5, withAlpha(shadow, 0.55));
  fill.addColorStop(1, withAlpha(shadow, 0));
  context.beginPath();
  context.moveTo(x, top);
  context.bezierCurveTo(x - wide * 0.12, top + tall * 0.7, x + wide * 0.2, top + tall * 1.1, x + wide * 0.02, foot);
  context.bezierCurveTo(x + wide * 0.2, foot - tall * 0.5, x + wide * 0.7, ridge(end) + tall * 0.12, end, ridge(end));
  for (let at = end; at > x; at -= Math.max(2, height / 300)) context.lineTo(at, ridge(at));
  context.closePath();
  context.fillStyle = fill;
  context.fill();
}

interface Rippled {
  base: number;
  depth: number;
  drift: number;
  shadow: string;
}

function ripples({ context, width, height }: Brush, noise: Noise, { base, depth, drift, shadow }: Rippled): void {
  context.strokeStyle = withAlpha(shadow, 0.16);
  context.lineWidth = Math.max(0.6, height / 850);
  context.beginPath();
  for (let line = 0; line < 16; line += 1) {
    const y = base + height * (0.015 + (line / 16) ** 1.4 * 0.22 * depth);
    for (let x = -12; x <= width + 12; x += 12) {
      const wave = noise.octaves(((x - drift) / height) * 4, line * 0.35 + depth * 20, 2);
      context.lineTo(x, y + (wave - 0.5) * height * 0.05);
      if (wave < 0.34) context.moveTo(x + 12, y + (wave - 0.5) * height * 0.05);
    }
    context.moveTo(-12, y + height * 0.02);
  }
  context.stroke();
}
