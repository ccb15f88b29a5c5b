import { between, fillCircle, fillGlow, lightness, mix, pick, shade, type Brush } from '../brush.ts';
import { drawBody, drawHead, type Coat, type Place } from './fox-head.ts';

/** A coat, and the ground it is seen before when chance chooses no other. */
interface Usual extends Coat {
  ground: string;
}

const COATS: readonly [Usual, ...Usual[]] = [
  { fur: '#de6a2c', dark: '#3a2119', cheek: '#f3ede2', ground: '#1d4a46', eye: '#f2c063' },
  { fur: '#b98a4e', dark: '#4a2e1e', cheek: '#efe2c8', ground: '#4a1f24', eye: '#e9b95a' },
  { fur: '#dfe3e6', dark: '#7c858d', cheek: '#fbfcfc', ground: '#9aa8b3', eye: '#d9b45c' },
  { fur: '#8a4a2a', dark: '#2a1a14', cheek: '#e9d7b8', ground: '#b99a5c', eye: '#f0c868' },
  { fur: '#5b6472', dark: '#20242c', cheek: '#d7dce2', ground: '#c46a4a', eye: '#f4d58a' },
];

/** Other grounds; a coat of nearly the same lightness keeps its own. */
const GROUNDS: readonly [string, ...string[]] = ['#2a3157', '#8fae9f', '#e3d3ad', '#46305a', '#2f5d80', '#20262b', '#c8a0a4', '#6d7f3f'];
const LEAST_CONTRAST = 0.12;
const SUNS: readonly [string, ...string[]] = ['#f6d9a2', '#f2efe4', '#e58a4e', '#d94f3d'];

/** A fox looking at you, folded from paper. In a clip it breathes and the light moves. */
export function* fox(brush: Brush): Generator<void, void, void> {
  const { context, random, time, prompt } = brush;
  const usual = coatFor(prompt) ?? pick(random, COATS);
  const coat = { ...usual, fur: mix(usual.fur, usual.dark, random() * 0.2) };
  drawGround(brush, groundFor(brush, usual));
  yield;
  const place = placeFor(brush);
  const tilt = between(random, -0.12, 0.12) + 0.012 * Math.sin(time * 0.9);
  drawBody(brush, coat, { ...place, y: place.y + place.side * 0.01 });
  context.save();
  context.translate(place.x, place.y + place.side * NECK);
  context.rotate(tilt);
  drawHead(brush, coat, { ...place, x: 0, y: place.side * (0.006 * Math.sin(time * 2) - NECK) });
  context.restore();
  yield;
}

/** About what the head tilts: so far below its centre. */
const NECK = 0.3;

function coatFor(prompt: string): Usual | undefined {
  if (/\b(red fox|red|orange)\b/.test(prompt)) return COATS[0];
  if (/\b(snow|snowy|arctic|white|winter fox)\b/.test(prompt)) return COATS[2];
  return /\b(grey|gray|wolf|silver)\b/.test(prompt) ? COATS[4] : undefined;
}

function groundFor({ random }: Brush, usual: Usual): string {
  const chosen = pick(random, [usual.ground, ...GROUNDS]);
  return Math.abs(lightness(chosen) - lightness(usual.fur)) < LEAST_CONTRAST ? usual.ground : chosen;
}

function placeFor({ width, height, random, time }: Brush): Place {
  const side = Math.min(width, height) * between(random, 0.84, 1.08);
  return {
    x: width * between(random, 0.44, 0.56),
    y: height * 0.5 + side * between(random, 0.02, 0.08),
    side,
    light: (random() < 0.5 ? -1 : 1) * (0.1 + 0.03 * Math.sin(time * 1.2)),
    build: { wide: between(random, 0.9, 1.08), ears: between(random, 0.8, 1.12) },
  };
}

function drawGround(brush: Brush, colour: string): void {
  const { context, width, height, random } = brush;
  const gradient = context.createRadialGradient(width * 0.45, height * 0.4, 0, width / 2, height / 2, Math.max(width, height) * 0.75);
  gradient.addColorStop(0, shade(colour, 0.16));
  gradient.addColorStop(1, shade(colour, -0.5));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let spot = 0; spot < 14; spot += 1) {
    fillGlow(context, random() * width, random() * height, (0.03 + random() * 0.09) * height, shade(colour, 0.4), 0.16);
  }
  drawDisc(brush, colour);
}

/** A low sun or moon, in half of the pictures. */
function drawDisc({ context, width, height, random }: Brush, colour: string): void {
  const [shown, x, y, size] = [random() < 0.5, between(random, 0.1, 0.9), between(random, 0.12, 0.4), between(random, 0.07, 0.16)];
  if (!shown) return;
  const light = mix(shade(colour, 0.55), pick(random, SUNS), 0.6);
  fillGlow(context, x * width, y * height, size * 2.2 * height, light, 0.4);
  fillCircle(context, x * width, y * height, size * height, light);
}
