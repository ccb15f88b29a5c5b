import { between, fillBelow, fillCircle, fillPolygon, mix, pick, type Brush } from '../brush.ts';
import { createNoise } from '../noise.ts';

/** A screen print: halftone sky, one big sun, trees and a hill in flat inks. */
export function* sunprint(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette, time } = brush;
  const noise = createNoise(random);
  const paper = palette.spots[3];
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  halftone(brush, mix(paper, palette.spots[2], 0.55));
  yield;
  const side = Math.min(width, height);
  const [sunX, sunY, radius] = [
    width * between(random, 0.35, 0.65),
    height * between(random, 0.34, 0.44) + Math.sin(time * 0.4) * height * 0.01,
    side * between(random, 0.22, 0.3),
  ];
  fillCircle(context, sunX, sunY, radius, pick(random, [palette.spots[0], mix(palette.spots[0], palette.sun, 0.55)]));
  const lines = 5 + Math.floor(random() * 3);
  for (let line = 0; line < lines; line += 1) {
    context.fillStyle = paper;
    context.fillRect(0, sunY + radius * (0.2 + line * 0.16), width, radius * 0.018 * (line + 1));
  }
  yield;
  const hill = (x: number) => height * 0.76 - noise.octaves((x / height) * 1.5, 3, 3) * height * 0.14;
  fillBelow(brush, (x) => hill(x) - height * 0.055 * noise.at((x / height) * 2.5, 50), mix(palette.spots[2], palette.far, 0.6));
  trees(brush, hill, mix(palette.spots[2], '#000000', 0.25));
  fillBelow(brush, (x) => hill(x) + height * 0.055, palette.spots[2]);
  const water = (x: number) => height * 0.9 - Math.sin((x / width) * 5 + time) * height * 0.008;
  fillBelow(brush, water, mix(palette.spots[2], palette.spots[0], 0.72));
  yield;
}

function halftone({ context, width, height }: Brush, colour: string): void {
  const step = height / 62;
  context.fillStyle = colour;
  context.beginPath();
  for (let row = 0; row < 40; row += 1) {
    const radius = step * 0.46 * (1 - row / 40);
    for (let x = row % 2 === 0 ? 0 : step / 2; x < width + step; x += step) {
      context.moveTo(x + radius, row * step);
      context.arc(x, row * step, radius, 0, Math.PI * 2);
    }
  }
  context.fill();
}

function trees({ context, width, height, random }: Brush, hill: (x: number) => number, colour: string): void {
  const count = 4 + Math.floor(random() * 5);
  for (let tree = 0; tree < count; tree += 1) {
    const x = ((tree + random() * 0.8) / count) * width;
    const [foot, tall] = [hill(x) + height * 0.06, between(random, 0.16, 0.36) * height];
    const wide = tall * between(random, 0.14, 0.2);
    for (let tier = 0; tier < 7; tier += 1) {
      const [top, low] = [foot - tall * (1 - tier * 0.12), foot - tall * (0.8 - tier * 0.125)];
      const half = wide * (0.25 + tier * 0.14);
      fillPolygon(
        context,
        [
          [x, top],
          [x + half, low],
          [x - half, low],
        ],
        mix(colour, '#ffffff', tier % 2 === 0 ? 0 : 0.09),
      );
    }
    context.fillStyle = colour;
    context.fillRect(x - wide * 0.06, foot - tall * 0.1, wide * 0.12, tall * 0.12);
  }
}
