import { along, between, fillCircle, fillGlow, fillSky, mix, withAlpha, type Brush } from '../brush.ts';
import { createNoise, type Noise } from '../noise.ts';

/** Open water to the horizon, the sun's road on it, and clouds. In a clip the water moves. */
export function* sea(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette } = brush;
  const noise = createNoise(random);
  const horizon = Math.round(between(random, 0.4, 0.52) * height);
  const [sunX, sunY] = [between(random, 0.25, 0.75) * width, horizon - between(random, 0.02, 0.16) * height];
  fillSky(brush, palette.sky, horizon / height);
  clouds(brush, noise, horizon);
  yield;
  fillGlow(context, sunX, sunY, height * 0.5, palette.sun, 0.75);
  fillCircle(context, sunX, sunY, height * 0.036, palette.sun);
  const [deep, bright] = [mix(mix(palette.near, palette.sky[0], 0.35), '#12324a', 0.45), palette.sky.at(-1) ?? palette.sun];
  const gradient = context.createLinearGradient(0, horizon, 0, height);
  gradient.addColorStop(0, mix(bright, deep, 0.45));
  gradient.addColorStop(0.25, mix(palette.far, deep, 0.72));
  gradient.addColorStop(1, deep);
  context.fillStyle = gradient;
  context.fillRect(0, horizon, width, height - horizon);
  yield* waves(brush, noise, horizon, sunX);
}

function clouds({ context, width, height, palette, time }: Brush, noise: Noise, horizon: number): void {
  const step = Math.max(3, Math.round(height / 130));
  for (let y = 0; y < horizon; y += step) {
    const place = y / horizon;
    for (let x = 0; x < width; x += step * 4) {
      const density = noise.octaves((x / height) * 1.7 + time * 0.03, (y / height) * 9, 4) - 0.52;
      if (density <= 0.01) continue;
      const lit = mix(along(palette.sky, place), palette.sun, 0.25 + place * 0.35);
      context.fillStyle = withAlpha(lit, Math.min(0.75, density * 3.2));
      context.fillRect(x, y, step * 4, step);
    }
  }
}

function* waves({ context, width, height, palette, random, time }: Brush, noise: Noise, horizon: number, sunX: number): Generator<void, void, void> {
  const bright = palette.sky.at(-1) ?? palette.sun;
  const rows = 84;
  for (let row = 0; row < rows; row += 1) {
    const near = (row / rows) ** 1.9;
    const y = horizon + 1 + near * (height - horizon);
    const [length, thick] = [(0.014 + near * 0.11) * height, Math.max(1, (0.0012 + near * 0.011) * height)];
    const marks = Math.ceil(width / length) + 4;
    for (let mark = 0; mark < marks; mark += 1) {
      const x = (random() + mark - 1) * length * 1.15;
      const swell = noise.at(x / length + time * 0.9 + row * 3.7, row * 0.6 + time * 0.5);
      const road = Math.exp(-(((x + length / 2 - sunX) / (height * (0.05 + near * 0.26))) ** 2));
      const light = swell * (0.34 + road * 1.1) - 0.28 + road * 0.12;
      if (Math.abs(light) < 0.05) continue;
      const colour = light > 0 ? mix(bright, palette.sun, road) : palette.near;
      context.fillStyle = withAlpha(colour, Math.min(0.85, Math.abs(light) * (light > 0 ? 1.5 : 0.9)));
      context.beginPath();
      context.ellipse(x + length / 2, y, length * (0.25 + swell * 0.4), thick * (0.4 + swell * 0.5), 0, 0, Math.PI * 2);
      context.fill();
    }
    if (row % 21 === 20) yield;
  }
}
