import { between, fillCircle, fillGlow, mix, pick, shade, withAlpha, type Brush } from '../brush.ts';

const VASES = ['#2f6f6a', '#3d6a94', '#a8503c', '#d8cdb8', '#5b4a6b'] as const;
const WALLS = ['#5a5550', '#8b8276', '#b9a88f', '#46504c', '#6d5f66'] as const;

/** A vase with twigs and some fruit on a table, lit from the left. */
export function* stillLife(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random } = brush;
  const wall = pick(random, WALLS);
  const gradient = context.createRadialGradient(width * 0.3, height * 0.32, 0, width * 0.4, height * 0.4, Math.max(width, height) * 0.9);
  gradient.addColorStop(0, shade(wall, 0.3));
  gradient.addColorStop(1, shade(wall, -0.62));
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  const table = height * between(random, 0.76, 0.82);
  const wood = context.createLinearGradient(0, table, 0, height);
  wood.addColorStop(0, mix('#7a5233', wall, 0.25));
  wood.addColorStop(1, '#2a1a10');
  context.fillStyle = wood;
  context.fillRect(0, table, width, height - table);
  yield;
  const side = Math.min(width, height);
  const vase = {
    x: width * between(random, 0.4, 0.6),
    foot: table + side * 0.07,
    tall: side * between(random, 0.34, 0.44),
    wide: side * between(random, 0.11, 0.15),
  };
  twigs(brush, vase);
  yield;
  drawVase(brush, vase, pick(random, VASES));
  const count = 2 + Math.floor(random() * 4);
  for (let fruit = 0; fruit < count; fruit += 1) {
    const away = (fruit % 2 === 0 ? 1 : -1) * between(random, 0.2, 0.4) * side;
    orange(brush, vase.x + away, table + side * between(random, 0.04, 0.12), side * between(random, 0.04, 0.058));
  }
  yield;
}

interface Vase {
  x: number;
  foot: number;
  tall: number;
  wide: number;
}

function drawVase({ context, random }: Brush, { x, foot, tall, wide }: Vase, colour: string): void {
  softShadow(context, x + wide * 0.7, foot, wide * 2);
  const neck = wide * between(random, 0.26, 0.42);
  const outline = (mirror: number) => {
    context.bezierCurveTo(x + mirror * wide * 0.9, foot - tall * 0.1, x + mirror * wide * 1.5, foot - tall * 0.62, x + mirror * neck, foot - tall * 0.8);
    context.lineTo(x + mirror * neck * 1.25, foot - tall);
  };
  context.beginPath();
  context.moveTo(x - wide * 0.55, foot);
  outline(-1);
  context.lineTo(x + neck * 1.25, foot - tall);
  context.lineTo(x + neck, foot - tall * 0.8);
  context.bezierCurveTo(x + wide * 1.5, foot - tall * 0.62, x + wide * 0.9, foot - tall * 0.1, x + wide * 0.55, foot);
  context.closePath();
  const light = context.createLinearGradient(x - wide * 1.1, 0, x + wide * 1.1, 0);
  light.addColorStop(0, shade(colour, -0.25));
  light.addColorStop(0.28, shade(colour, 0.36));
  light.addColorStop(0.6, colour);
  light.addColorStop(1, shade(colour, -0.68));
  context.fillStyle = light;
  context.fill();
  context.beginPath();
  context.ellipse(x, foot - tall, neck * 1.25, neck * 0.3, 0, 0, Math.PI * 2);
  context.fillStyle = shade(colour, -0.75);
  context.fill();
}

function twigs({ context, random, palette, time }: Brush, { x, foot, tall, wide }: Vase): void {
  const blossom = pick(random, [palette.spots[0], palette.spots[1], '#d9776a', '#e8c46a', '#f2e4d8']);
  const top = foot - tall;
  for (let twig = 0; twig < 7; twig += 1) {
    const [reach, rise] = [between(random, -2, 2) * wide + Math.sin(time + twig) * wide * 0.04, between(random, 0.5, 1.05) * tall];
    context.strokeStyle = mix('#4a3526', '#2d2019', random());
    context.lineWidth = Math.max(1, wide * 0.035);
    context.beginPath();
    context.moveTo(x, top + wide * 0.1);
    context.quadraticCurveTo(x + reach * 0.25, top - rise * 0.6, x + reach, top - rise);
    context.stroke();
    for (let bud = 0; bud < 9; bud += 1) {
      const along = between(random, 0.35, 1.02);
      const bx = x + reach * (0.5 * along * (1 - along) + along * along) + between(random, -0.12, 0.12) * wide;
      const by = top - rise * (1.2 * along * (1 - along) + along * along) + between(random, -0.12, 0.12) * wide;
      petals(context, bx, by, wide * between(random, 0.06, 0.13), mix(blossom, '#ffffff', random() * 0.3));
    }
  }
}

function petals(context: Brush['context'], x: number, y: number, size: number, colour: string): void {
  for (let petal = 0; petal < 5; petal += 1) {
    const angle = (petal / 5) * Math.PI * 2 + x;
    fillCircle(context, x + Math.cos(angle) * size * 0.6, y + Math.sin(angle) * size * 0.6, size * 0.55, shade(colour, -0.12 * (petal % 3)));
  }
  fillCircle(context, x, y, size * 0.3, '#6b3d1f');
}

function orange({ context, random }: Brush, x: number, y: number, radius: number): void {
  const colour = pick(random, ['#d9792b', '#c9602a', '#b8412f', '#c9a23a']);
  softShadow(context, x + radius * 0.7, y + radius * 0.9, radius * 1.5);
  const light = context.createRadialGradient(x - radius * 0.4, y - radius * 0.45, radius * 0.1, x, y, radius);
  light.addColorStop(0, shade(colour, 0.5));
  light.addColorStop(0.45, colour);
  light.addColorStop(1, shade(colour, -0.68));
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fillStyle = light;
  context.fill();
}

function softShadow(context: Brush['context'], x: number, y: number, radius: number): void {
  context.save();
  context.translate(x, y);
  context.scale(1, 0.22);
  fillGlow(context, 0, 0, radius, '#000000', 0.75);
  context.restore();
  context.fillStyle = withAlpha('#000000', 0);
}
