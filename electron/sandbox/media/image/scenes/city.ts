import { between, fillGlow, fillSky, mix, pick, withAlpha, type Brush } from '../brush.ts';

const NEON = ['#ff3d9a', '#2fe0e6', '#b96bff', '#ffb347'] as const;
const LAYERS = 4;

/** A city by night: blocks behind blocks, thousands of windows, a few signs, and rain on the street. */
export function* city(brush: Brush): Generator<void, void, void> {
  const { height, random, palette } = brush;
  const night = mix('#0a0714', palette.sky[0], 0.25);
  fillSky(brush, [mix(night, '#000000', 0.3), night, mix(night, palette.sky.at(-1) ?? night, 0.32)], 0.8);
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const depth = layer / (LAYERS - 1);
    yield* blocks(brush, depth, height * (0.86 + depth * 0.08), mix(mix(night, palette.sky[1], 0.4), '#07050d', 0.25 + depth * 0.7));
  }
  street(brush, pick(random, NEON));
  yield;
}

function* blocks(brush: Brush, depth: number, ground: number, colour: string): Generator<void, void, void> {
  const { context, width, height, random } = brush;
  for (let x = -0.04 * width; x < width;) {
    const blockWidth = between(random, 0.05, 0.12) * height * (0.8 + depth * 0.7);
    const top = ground - between(random, 0.24, 0.66 - depth * 0.18) * height;
    context.fillStyle = colour;
    context.fillRect(x, top, blockWidth, height - top);
    if (random() < 0.3) context.fillRect(x + blockWidth * 0.48, top - height * 0.05, Math.max(1, height / 400), height * 0.05);
    windows(brush, { x, top, blockWidth, ground, depth });
    if (random() < 0.2 + depth * 0.22) sign(brush, x + blockWidth * between(random, 0.1, 0.8), top + between(random, 0.05, 0.3) * (ground - top), depth);
    x += blockWidth * between(random, 0.85, 1.12);
  }
  yield;
}

interface Block {
  x: number;
  top: number;
  blockWidth: number;
  ground: number;
  depth: number;
}

function windows({ context, height, random, time }: Brush, { x, top, blockWidth, ground, depth }: Block): void {
  const cell = height * (0.009 + depth * 0.006);
  const warmth = random();
  const share = between(random, 0.12, 0.42);
  for (let y = top + cell; y < ground; y += cell * 1.5) {
    for (let column = x + cell * 0.7; column < x + blockWidth - cell; column += cell * 1.25) {
      const [lit, tone] = [random(), random()];
      const blink = lit < 0.02 ? Math.sin(time * 3 + tone * 40) > 0 : true;
      if (lit > share || !blink) continue;
      const colour = tone < 0.06 ? (NEON[Math.floor(tone * 60) % 3] ?? '#ffffff') : mix('#ffca86', '#a9c4ff', warmth * 0.5 + tone * 0.4);
      context.fillStyle = withAlpha(colour, 0.3 + 0.6 * tone * (0.5 + depth * 0.5));
      context.fillRect(column, y, cell * 0.6, cell * 0.8);
    }
  }
}

function sign({ context, height, random, time }: Brush, x: number, y: number, depth: number): void {
  const colour = pick(random, NEON);
  const [signWidth, signHeight] = [height * 0.012 * (1 + depth), height * between(random, 0.05, 0.13)];
  const flicker = 0.85 + 0.15 * Math.sin(time * 9 + x);
  fillGlow(context, x, y + signHeight / 2, signHeight * 1.5, colour, 0.55 * flicker);
  context.fillStyle = withAlpha(mix(colour, '#ffffff', 0.25), flicker);
  context.fillRect(x - signWidth / 2, y, signWidth, signHeight);
}

function street({ context, width, height, random, time }: Brush, colour: string): void {
  const top = height * 0.94;
  context.fillStyle = '#07050c';
  context.fillRect(0, top, width, height - top);
  for (let light = 0; light < 46; light += 1) {
    const [at, tone, speed] = [random(), random(), between(random, -0.06, 0.06)];
    const x = ((((at + time * speed) % 1) + 1) % 1) * width;
    context.fillStyle = withAlpha(tone < 0.4 ? colour : tone < 0.7 ? '#ffcf8f' : '#8fb4ff', 0.25 + tone * 0.3);
    context.fillRect(x, top + random() * height * 0.045, height * 0.03, Math.max(1, height * 0.003));
  }
}
