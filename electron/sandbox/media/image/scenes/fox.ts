import { fillCircle, fillGlow, fillPolygon, mix, pick, shade, type Brush, type Point } from '../brush.ts';

interface Coat {
  fur: string;
  dark: string;
  cheek: string;
  ground: string;
  eye: string;
}

const COATS: readonly [Coat, ...Coat[]] = [
  { fur: '#de6a2c', dark: '#3a2119', cheek: '#f3ede2', ground: '#1d4a46', eye: '#f2c063' },
  { fur: '#b98a4e', dark: '#4a2e1e', cheek: '#efe2c8', ground: '#4a1f24', eye: '#e9b95a' },
  { fur: '#dfe3e6', dark: '#7c858d', cheek: '#fbfcfc', ground: '#9aa8b3', eye: '#d9b45c' },
  { fur: '#8a4a2a', dark: '#2a1a14', cheek: '#e9d7b8', ground: '#b99a5c', eye: '#f0c868' },
  { fur: '#5b6472', dark: '#20242c', cheek: '#d7dce2', ground: '#c46a4a', eye: '#f4d58a' },
];

type Facet = readonly [tone: number, part: 'fur' | 'dark' | 'cheek', ...points: Point[]];

/**
 * One half of the head, in units of the picture's shorter side about its centre; the other half is its mirror. The tone is
 * how much light a facet gets.
 */
const HALF: readonly Facet[] = [
  [-0.12, 'fur', [0.1, -0.17], [0.27, -0.43], [0.31, -0.03]],
  [-0.05, 'dark', [0.15, -0.16], [0.256, -0.36], [0.275, -0.08]],
  [0.1, 'dark', [0.15, -0.16], [0.256, -0.36], [0.205, -0.12]],
  [0.14, 'fur', [0, -0.15], [0.1, -0.17], [0.05, 0.0], [0, 0.02]],
  [0.04, 'fur', [0.1, -0.17], [0.19, -0.02], [0.05, 0.0]],
  [-0.06, 'fur', [0.1, -0.17], [0.31, -0.03], [0.19, -0.02]],
  [-0.16, 'fur', [0.31, -0.03], [0.37, 0.13], [0.19, -0.02]],
  [-0.08, 'fur', [0.19, -0.02], [0.37, 0.13], [0.2, 0.08]],
  [0.02, 'fur', [0.05, 0.0], [0.19, -0.02], [0.2, 0.08], [0.09, 0.1]],
  [0.2, 'fur', [0, 0.02], [0.05, 0.0], [0.09, 0.1], [0.06, 0.2], [0, 0.22]],
  [-0.06, 'cheek', [0.37, 0.13], [0.2, 0.26], [0.2, 0.08]],
  [0, 'cheek', [0.2, 0.08], [0.2, 0.26], [0.09, 0.1]],
  [-0.14, 'cheek', [0.09, 0.1], [0.2, 0.26], [0.06, 0.2]],
  [-0.04, 'cheek', [0.06, 0.2], [0.2, 0.26], [0.07, 0.3], [0, 0.3], [0, 0.22]],
  [-0.22, 'cheek', [0.2, 0.26], [0.1, 0.33], [0, 0.335], [0, 0.3], [0.07, 0.3]],
];

const BODY: readonly Facet[] = [
  [-0.3, 'fur', [0.12, 0.3], [0.3, 0.42], [0.42, 0.75], [0.1, 0.75]],
  [-0.4, 'fur', [0.3, 0.42], [0.52, 0.6], [0.56, 0.75], [0.42, 0.75]],
  [-0.16, 'cheek', [0, 0.3], [0.14, 0.3], [0.12, 0.5], [0, 0.75]],
  [-0.24, 'cheek', [0.14, 0.3], [0.12, 0.5], [0, 0.75], [0.1, 0.75]],
];

/** A fox looking at you, folded from paper. In a clip it breathes and the light moves. */
export function* fox(brush: Brush): Generator<void, void, void> {
  const { width, height, random, time, prompt } = brush;
  const coat = coatFor(prompt) ?? pick(random, COATS);
  ground(brush, coat);
  yield;
  const light = (random() < 0.5 ? -1 : 1) * (0.09 + 0.03 * Math.sin(time * 1.2));
  const side = Math.min(width, height) * (0.98 + 0.06 * random());
  const place = (bob: number) => ({ x: width / 2, y: height * 0.53 + side * bob, side, light });
  half(brush, coat, BODY, place(0.01));
  half(brush, coat, HALF, place(0.006 * Math.sin(time * 2)));
  face(brush, coat, place(0.006 * Math.sin(time * 2)));
  yield;
}

function coatFor(prompt: string): Coat | undefined {
  if (/\b(red fox|red|orange)\b/.test(prompt)) return COATS[0];
  if (/\b(snow|snowy|arctic|white|winter fox)\b/.test(prompt)) return COATS[2];
  return /\b(grey|gray|wolf|silver)\b/.test(prompt) ? COATS[4] : undefined;
}

function ground({ context, width, height, random }: Brush, coat: Coat): void {
  const gradient = context.createRadialGradient(width * 0.45, height * 0.4, 0, width / 2, height / 2, Math.max(width, height) * 0.75);
  gradient.addColorStop(0, shade(coat.ground, 0.16));
  gradient.addColorStop(1, shade(coat.ground, -0.5));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let spot = 0; spot < 14; spot += 1) {
    fillGlow(context, random() * width, random() * height, (0.03 + random() * 0.09) * height, shade(coat.ground, 0.4), 0.16);
  }
}

interface Place {
  x: number;
  y: number;
  side: number;
  light: number;
}

/** Draws facets and their mirror, the side towards the light brighter. */
function half({ context, random }: Brush, coat: Coat, facets: readonly Facet[], { x, y, side, light }: Place): void {
  for (const [tone, part, ...points] of facets) {
    const grain = (random() - 0.5) * 0.07;
    for (const mirror of [-1, 1]) {
      const colour = shade(coat[part], Math.max(-0.9, Math.min(0.6, tone + grain + light * mirror)));
      fillPolygon(
        context,
        points.map(([px, py]): Point => [x + px * mirror * side, y + py * side]),
        colour,
      );
    }
  }
}

function face({ context }: Brush, coat: Coat, { x, y, side }: Place): void {
  const at = (points: readonly Point[], mirror: number) => points.map(([px, py]): Point => [x + px * mirror * side, y + py * side]);
  for (const mirror of [-1, 1]) {
    fillPolygon(
      context,
      at(
        [
          [0.055, 0.075],
          [0.1, 0.035],
          [0.17, 0.03],
          [0.145, 0.075],
          [0.1, 0.09],
        ],
        mirror,
      ),
      mix(coat.dark, '#000000', 0.55),
    );
    fillPolygon(
      context,
      at(
        [
          [0.085, 0.068],
          [0.108, 0.045],
          [0.143, 0.045],
          [0.13, 0.07],
          [0.105, 0.078],
        ],
        mirror,
      ),
      coat.eye,
    );
    fillCircle(context, x + 0.115 * mirror * side, y + 0.059 * side, side * 0.0115, '#120c0a');
    fillCircle(context, x + 0.111 * mirror * side, y + 0.0555 * side, side * 0.0035, '#ffffff');
  }
  fillPolygon(
    context,
    at(
      [
        [-0.048, 0.215],
        [0.048, 0.215],
        [0.03, 0.262],
        [0, 0.285],
        [-0.03, 0.262],
      ],
      1,
    ),
    mix(coat.dark, '#000000', 0.6),
  );
  fillPolygon(
    context,
    at(
      [
        [-0.03, 0.22],
        [0.012, 0.22],
        [-0.01, 0.238],
      ],
      1,
    ),
    mix(coat.dark, '#ffffff', 0.2),
  );
}
