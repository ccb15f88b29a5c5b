import { between, fillBelow, fillCircle, mix, withAlpha, type Brush } from '../brush.ts';
import { createNoise } from '../noise.ts';

const LAYERS = 7;
const PAPER = '#ece5d6';
const INK = '#2c2c2a';

/** Mountains in washed ink on paper, a seal-red sun and a few birds. */
export function* ink(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, time } = brush;
  const noise = createNoise(random);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  const sunX = between(random, 0.2, 0.82) * width;
  fillCircle(context, sunX, height * between(random, 0.14, 0.26), Math.min(width, height) * between(random, 0.045, 0.075), '#c14a35');
  birds(brush);
  yield;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const depth = layer / (LAYERS - 1);
    const base = height * (0.4 + depth * 0.5);
    const rise = height * (0.16 - depth * 0.03);
    const tone = mix(PAPER, INK, 0.16 + depth * depth * 0.7);
    const wash = context.createLinearGradient(0, base - rise, 0, base + height * 0.1);
    wash.addColorStop(0, withAlpha(tone, 0.95));
    wash.addColorStop(0.55, withAlpha(mix(tone, PAPER, 0.5), 0.8));
    wash.addColorStop(1, withAlpha(PAPER, depth > 0.9 ? 0.5 : 0.96));
    const shift = layer * 19 + time * (0.01 + depth * 0.04);
    fillBelow(brush, (x) => base - (noise.octaves((x / height) * 2.4 + shift, layer * 4, 5) - 0.4) * rise * 2, wash, 3);
    yield;
  }
}

function birds({ context, width, height, random, time }: Brush): void {
  const [left, top, size] = [between(random, 0.25, 0.55) * width, between(random, 0.2, 0.34) * height, Math.min(width, height) * 0.012];
  context.strokeStyle = withAlpha(INK, 0.75);
  context.lineWidth = Math.max(1, height / 640);
  context.beginPath();
  for (let bird = 0; bird < 6; bird += 1) {
    const x = left + between(random, -6, 10) * size + time * size;
    const y = top + between(random, -4, 4) * size;
    const wing = size * (0.6 + 0.4 * Math.sin(time * 6 + bird));
    context.moveTo(x - size, y - wing * 0.5);
    context.quadraticCurveTo(x - size * 0.4, y - wing * 0.7, x, y);
    context.quadraticCurveTo(x + size * 0.4, y - wing * 0.7, x + size, y - wing * 0.5);
  }
  context.stroke();
}
