import { along, between, mix, withAlpha, type Brush } from '../brush.ts';
import { createNoise } from '../noise.ts';

const LINES = 2400;
const STEPS = 16;

/** Threads that follow a field of noise, like combed hair or wood grain. */
export function* flow(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette, time } = brush;
  const noise = createNoise(random);
  const [scale, turns, paper] = [between(random, 1.1, 2.3), between(random, 1.2, 2.2), random() < 0.5];
  context.fillStyle = paper ? palette.spots[3] : mix(palette.near, '#000000', 0.2);
  context.fillRect(0, 0, width, height);
  const colours = [palette.spots[2], palette.spots[0], palette.spots[1], palette.spots[3]];
  const stride = height * 0.011;
  context.lineCap = 'round';
  for (let line = 0; line < LINES; line += 1) {
    let [x, y] = [random() * width * 1.1 - width * 0.05, random() * height * 1.1 - height * 0.05];
    const hue = noise.octaves((x / height) * 1.4 + 40, (y / height) * 1.4, 3);
    const tone = along(colours, (hue - 0.25) * 1.7 + between(random, -0.16, 0.16));
    context.strokeStyle = withAlpha(mix(tone, '#ffffff', random() * 0.18), 0.9);
    context.lineWidth = height * between(random, 0.002, 0.0075);
    context.beginPath();
    context.moveTo(x, y);
    for (let step = 0; step < STEPS; step += 1) {
      const angle = noise.octaves((x / height) * scale, (y / height) * scale + time * 0.12, 2) * Math.PI * 2 * turns;
      x += Math.cos(angle) * stride;
      y += Math.sin(angle) * stride;
      context.lineTo(x, y);
    }
    context.stroke();
    if (line % 250 === 249) yield;
  }
}
