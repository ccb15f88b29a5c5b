import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Random } from '../../../../shared/clock.ts';
import type { Palette } from './palettes.ts';

/** What a scene paints with. All of a picture's choices come from `random`, so equal seeds paint equal pictures. */
export interface Brush {
  context: SKRSContext2D;
  /** Pixels. */
  width: number;
  height: number;
  random: Random;
  palette: Palette;
  /** Lower-case prompt: a scene may take a hint from it. */
  prompt: string;
  /** Seconds into a clip; 0 for a still. A scene must draw its random numbers in the same order whatever the time. */
  time: number;
}

/** Paints one picture. Yields between parts of about 10 ms, where the caller lets other work run. */
export type Scene = (brush: Brush) => Generator<void, void, void>;

export type Point = readonly [x: number, y: number];

export function between(random: Random, least: number, most: number): number {
  return least + random() * (most - least);
}

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** Fills the whole picture from top to bottom with evenly spaced colours, down to `bottom` (a share of the height). */
export function fillSky({ context, width, height }: Brush, colours: readonly string[], bottom = 1): void {
  const gradient = context.createLinearGradient(0, 0, 0, height * bottom);
  colours.forEach((colour, index) => gradient.addColorStop(index / Math.max(1, colours.length - 1), colour));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
}

export function fillPolygon(context: SKRSContext2D, points: readonly Point[], colour: string): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  // Neighbouring facets would show a hairline of the ground between them.
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
}

export function fillCircle(context: SKRSContext2D, x: number, y: number, radius: number, colour: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fillStyle = colour;
  context.fill();
}

/** A disc that fades to nothing at its edge. */
export function fillGlow(context: SKRSContext2D, x: number, y: number, radius: number, colour: string, alpha: number): void {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, withAlpha(colour, alpha));
  gradient.addColorStop(0.4, withAlpha(colour, alpha * 0.35));
  gradient.addColorStop(1, withAlpha(colour, 0));
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** Fills everything below a line of heights sampled every `step` pixels. */
export function fillBelow({ context, width, height }: Brush, yAt: (x: number) => number, fill: string | CanvasGradient, step = 4): void {
  context.beginPath();
  context.moveTo(0, height);
  for (let x = 0; x <= width + step; x += step) context.lineTo(x, yAt(x));
  context.lineTo(width + step, height);
  context.closePath();
  context.fillStyle = fill;
  context.fill();
}

/** `#rrggbb` between two colours. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  const t = Math.min(1, Math.max(0, share));
  return `#${a.map((value, index) => hex(value + ((b[index] ?? value) - value) * t)).join('')}`;
}

/** Lighter for a positive amount, darker for a negative one (-1 to 1). */
export function shade(colour: string, amount: number): string {
  return amount >= 0 ? mix(colour, '#ffffff', amount) : mix(colour, '#000000', -amount);
}

export function withAlpha(colour: string, alpha: number): string {
  return `rgba(${channels(colour).join(',')},${alpha})`;
}

/** A colour of a row of them at a place from 0 to 1. */
export function along(colours: readonly string[], place: number): string {
  const at = Math.min(0.9999, Math.max(0, place)) * (colours.length - 1);
  const index = Math.floor(at);
  return mix(colours[index] ?? '#000000', colours[index + 1] ?? colours[index] ?? '#000000', at - index);
}

/** How light a colour is, 0 to 1. */
export function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

function channels(colour: string): number[] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}
