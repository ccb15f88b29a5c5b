import type { SKRSContext2D } from '@napi-rs/canvas';
import { pick, type Brush } from '../brush.ts';

type Tile = (context: SKRSContext2D, size: number, ink: string, second: string) => void;

/** Tiles of the grid, each drawn in a square at the origin. */
const TILES: readonly [Tile, ...Tile[]] = [
  (context, size, ink) => wedge(context, 0, 0, size, 0, ink),
  (context, size, ink) => wedge(context, size, size, size, Math.PI, ink),
  (context, size, ink, second) => {
    wedge(context, 0, size, size, -Math.PI / 2, ink);
    wedge(context, 0, size, size / 2, -Math.PI / 2, second);
  },
  (context, size, ink) => {
    context.beginPath();
    context.arc(size / 2, size / 2, size * 0.34, 0, Math.PI * 2);
    fill(context, ink);
  },
  (context, size, ink, second) => {
    context.beginPath();
    context.arc(size / 2, size / 2, size / 2, 0, Math.PI);
    fill(context, ink);
    context.beginPath();
    context.arc(size / 2, size / 2, size * 0.2, 0, Math.PI * 2);
    fill(context, second);
  },
  (context, size, ink) => {
    context.fillStyle = ink;
    for (let stripe = 0; stripe < 4; stripe += 1) context.fillRect(0, (stripe * size) / 4, size, size / 8);
  },
  (context, size, ink) => {
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(size, size);
    context.lineTo(0, size);
    fill(context, ink);
  },
  () => {},
];

/** A geometric poster: a grid of quarter circles, discs and stripes in five inks. */
export function* poster({ context, width, height, random, palette }: Brush): Generator<void, void, void> {
  const inks = [...palette.spots, palette.far] as [string, ...string[]];
  const across = Math.min(width, height) / pick(random, [3, 4, 4, 5]);
  const [columns, rows] = [Math.ceil(width / across), Math.ceil(height / across)];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [ground, ink, second] = threeInks(random, inks);
      context.save();
      context.translate(column * across, row * across);
      context.fillStyle = ground;
      context.fillRect(0, 0, across + 0.5, across + 0.5);
      context.translate(across / 2, across / 2);
      context.rotate((Math.floor(random() * 4) * Math.PI) / 2);
      context.translate(-across / 2, -across / 2);
      pick(random, TILES)(context, across, ink, second);
      context.restore();
    }
    yield;
  }
}

function threeInks(random: () => number, inks: readonly [string, ...string[]]): [string, string, string] {
  const ground = pick(random, inks);
  const rest = inks.filter((ink) => ink !== ground) as [string, ...string[]];
  const ink = pick(random, rest);
  return [ground, ink, pick(random, rest.filter((other) => other !== ink) as [string, ...string[]])];
}

function wedge(context: SKRSContext2D, x: number, y: number, radius: number, from: number, colour: string): void {
  context.beginPath();
  context.moveTo(x, y);
  context.arc(x, y, radius, from, from + Math.PI / 2);
  fill(context, colour);
}

function fill(context: SKRSContext2D, colour: string): void {
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}
