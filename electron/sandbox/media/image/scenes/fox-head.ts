import { fillCircle, fillPolygon, mix, shade, type Brush, type Point } from '../brush.ts';

/** Colours of an animal. */
export interface Coat {
  fur: string;
  dark: string;
  cheek: string;
  eye: string;
}

type Facet = readonly [tone: number, part: 'fur' | 'dark' | 'cheek', ...points: Point[]];

/**
 * One half of the head, in units of the picture's shorter side about its centre; the other half is its mirror. The tone is
 * how much light a facet gets.
 */
const HEAD: readonly Facet[] = [
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

/** Where and how a head is drawn: pixels, the brighter side (-1 left, 1 right) times its strength, and its build. */
export interface Place {
  x: number;
  y: number;
  side: number;
  light: number;
  /** Width of the head, and height of the ears, beside the usual. */
  build: { wide: number; ears: number };
}

export function drawBody(brush: Brush, coat: Coat, place: Place): void {
  half(brush, coat, BODY, place);
}

export function drawHead(brush: Brush, coat: Coat, place: Place): void {
  half(brush, coat, HEAD, place);
  face(brush, coat, place);
}

/** Ears begin above this. */
const BROW = -0.17;

/** From units of the shorter side to pixels. */
function onto([px, py]: Point, mirror: number, { x, y, side, build }: Place): Point {
  return [x + px * mirror * build.wide * side, y + (py < BROW ? BROW + (py - BROW) * build.ears : py) * side];
}

/** Draws facets and their mirror, the side towards the light brighter. */
function half({ context, random }: Brush, coat: Coat, facets: readonly Facet[], place: Place): void {
  for (const [tone, part, ...points] of facets) {
    const grain = (random() - 0.5) * 0.07;
    for (const mirror of [-1, 1]) {
      const colour = shade(coat[part], Math.max(-0.9, Math.min(0.6, tone + grain + place.light * mirror)));
      fillPolygon(
        context,
        points.map((point) => onto(point, mirror, place)),
        colour,
      );
    }
  }
}

function face({ context }: Brush, coat: Coat, place: Place): void {
  const { side } = place;
  const at = (points: readonly Point[], mirror: number) => points.map((point) => onto(point, mirror, place));
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
    fillCircle(context, ...onto([0.115, 0.059], mirror, place), side * 0.0115, '#120c0a');
    fillCircle(context, ...onto([0.111, 0.0555], mirror, place), side * 0.0035, '#ffffff');
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
