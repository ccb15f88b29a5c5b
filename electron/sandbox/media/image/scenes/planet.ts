import { between, fillCircle, fillGlow, mix, shade, withAlpha, type Brush } from '../brush.ts';
import { createNoise, type Noise } from '../noise.ts';

/** A banded planet, sometimes ringed, before stars. In a clip it turns. */
export function* planet(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette } = brush;
  const noise = createNoise(random);
  const side = Math.min(width, height);
  const disc = { x: between(random, 0.42, 0.58) * width, y: between(random, 0.44, 0.54) * height, radius: side * between(random, 0.23, 0.31) };
  const tilt = between(random, -0.5, 0.5);
  const ringed = random() < 0.65;
  stars(brush, noise);
  yield;
  if (ringed) ring(brush, disc, tilt, 'behind');
  fillGlow(context, disc.x, disc.y, disc.radius * 1.5, palette.sky.at(-1) ?? palette.sun, 0.28);
  yield* surface(brush, noise, disc, tilt);
  if (ringed) ring(brush, disc, tilt, 'before');
  fillCircle(context, disc.x - disc.radius * 1.6, disc.y - disc.radius * 0.9, side * 0.018, shade(palette.far, 0.3));
  yield;
}

interface Disc {
  x: number;
  y: number;
  radius: number;
}

function stars({ context, width, height, random, palette }: Brush, noise: Noise): void {
  context.fillStyle = mix('#05060d', palette.sky[0], 0.22);
  context.fillRect(0, 0, width, height);
  for (let cloud = 0; cloud < 7; cloud += 1) {
    fillGlow(context, random() * width, random() * height, between(random, 0.25, 0.6) * height, palette.sky[1], 0.22);
  }
  const unit = Math.max(0.5, height / 1100);
  for (let star = 0; star < 700; star += 1) {
    const [x, y, size] = [random() * width, random() * height, random() ** 6];
    const dust = noise.octaves((x / height) * 3, (y / height) * 3, 3);
    fillCircle(context, x, y, unit * (0.5 + size * 1.8), withAlpha('#fdf6e6', Math.min(1, 0.12 + dust * 0.5 + size)));
  }
}

function* surface({ context, palette, time }: Brush, noise: Noise, { x, y, radius }: Disc, tilt: number): Generator<void, void, void> {
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.clip();
  context.translate(x, y);
  context.rotate(tilt);
  const colours = [palette.spots[3], palette.spots[0], palette.far, palette.spots[1], palette.sky.at(-1) ?? palette.sun, palette.spots[0]];
  const [rows, columns] = [90, 26];
  for (let row = 0; row < rows; row += 1) {
    const latitude = row / rows;
    for (let column = 0; column < columns; column += 1) {
      const swirl = noise.octaves(column * 0.16 + time * 0.25, latitude * 10, 3);
      const band = noise.at(7.7, latitude * 9 + swirl * 1.6);
      const tone = colours[Math.floor(band * 5.99)] ?? palette.far;
      const next = colours[Math.floor(band * 5.99) + 1] ?? tone;
      context.fillStyle = mix(tone, next, (band * 5.99) % 1);
      context.fillRect(-radius + (column / columns) * radius * 2, -radius + latitude * radius * 2, (radius * 2) / columns + 1, (radius * 2) / rows + 1);
    }
    if (row === 45) yield;
  }
  context.restore();
  const light = context.createRadialGradient(x - radius * 0.5, y - radius * 0.45, radius * 0.1, x - radius * 0.3, y - radius * 0.25, radius * 1.45);
  light.addColorStop(0, 'rgba(255,248,230,0.32)');
  light.addColorStop(0.35, 'rgba(0,0,0,0)');
  light.addColorStop(0.8, 'rgba(3,3,10,0.82)');
  light.addColorStop(1, 'rgba(3,3,10,0.95)');
  context.beginPath();
  context.arc(x, y, radius + 1, 0, Math.PI * 2);
  context.fillStyle = light;
  context.fill();
}

/** Half of the ring: the part behind the planet is drawn before it, the other after. */
function ring({ context, palette }: Brush, { x, y, radius }: Disc, tilt: number, half: 'behind' | 'before'): void {
  context.save();
  context.translate(x, y);
  context.rotate(tilt);
  const [start, end] = half === 'behind' ? [Math.PI, Math.PI * 2] : [0, Math.PI];
  for (let line = 0; line < 34; line += 1) {
    const far = 1.35 + line * 0.02;
    if (line === 12 || line === 13 || line === 25) continue;
    context.beginPath();
    context.ellipse(0, 0, radius * far, radius * far * 0.24, 0, start, end);
    context.strokeStyle = withAlpha(mix(palette.sun, palette.far, ((line * 7) % 11) / 11), half === 'before' ? 0.72 : 0.4);
    context.lineWidth = radius * 0.017;
    context.stroke();
  }
  context.restore();
}
