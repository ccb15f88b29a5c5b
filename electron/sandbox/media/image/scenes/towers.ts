import { between, fillCircle, fillGlow, fillPolygon, fillSky, mix, shade, type Brush } from '../brush.ts';

/** Tower blocks at dusk with a lit and a shaded side; a few people are home. */
export function* towers(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette } = brush;
  fillSky(brush, palette.sky, 0.95);
  const moonX = width * between(random, 0.15, 0.85);
  fillGlow(context, moonX, height * 0.2, height * 0.3, palette.sun, 0.4);
  fillCircle(context, moonX, height * 0.2, height * 0.03, palette.sun);
  yield;
  for (const row of [0, 1]) {
    const stone = mix(mix(palette.near, '#8a8088', 0.62 - row * 0.1), palette.sky.at(-1) ?? palette.near, row === 0 ? 0.5 : 0.16);
    for (let x = -0.05 * width + random() * 0.05 * width; x < width;) {
      const wide = height * between(random, 0.13, 0.2) * (row === 0 ? 0.8 : 1.1);
      const top = height * between(random, 0.22, 0.5) + row * height * 0.1;
      tower(brush, { x, top, wide, stone: shade(stone, between(random, -0.08, 0.06)) });
      x += wide * between(random, 1.55, 2.1);
      yield;
    }
  }
  context.fillStyle = mix(palette.near, '#000000', 0.35);
  context.fillRect(0, height * 0.955, width, height * 0.045);
}

interface Tower {
  x: number;
  top: number;
  wide: number;
  stone: string;
}

function tower({ context, height, random, time }: Brush, { x, top, wide, stone }: Tower): void {
  const [depth, skew] = [wide * 0.42, wide * 0.16];
  fillPolygon(
    context,
    [
      [x + wide, top],
      [x + wide + depth, top + skew],
      [x + wide + depth, height],
      [x + wide, height],
    ],
    shade(stone, -0.62),
  );
  context.fillStyle = stone;
  context.fillRect(x, top, wide, height - top);
  context.fillStyle = shade(stone, 0.14);
  context.fillRect(x - wide * 0.03, top - wide * 0.05, wide * 1.06, wide * 0.06);
  const columns = 4;
  const cell = wide / (columns + 0.6);
  for (let y = top + cell * 0.6; y < height * 0.95; y += cell * 1.15) {
    for (let column = 0; column < columns; column += 1) {
      const [home, tone] = [random(), random()];
      const lit = home < 0.22 && (home > 0.02 || Math.sin(time * 2 + tone * 30) > 0);
      context.fillStyle = lit ? mix('#ffb55c', '#ffe6b0', tone) : mix('#14161d', stone, 0.12 + tone * 0.12);
      context.fillRect(x + cell * (column + 0.5), y, cell * 0.62, cell * 0.68);
      context.fillStyle = shade(stone, 0.2);
      context.fillRect(x + cell * (column + 0.46), y + cell * 0.7, cell * 0.7, Math.max(1, cell * 0.07));
    }
  }
}
