import { between, fillBelow, fillCircle, fillGlow, mix, pick, withAlpha, type Brush } from '../brush.ts';

/** Someone from behind, before lights out of focus. In a clip the lights wander. */
export function* portrait(brush: Brush): Generator<void, void, void> {
  const { context, width, height, random, palette, time } = brush;
  const dark = mix(palette.near, '#04060a', 0.5);
  context.fillStyle = mix(dark, palette.sky[0], 0.4);
  context.fillRect(0, 0, width, height);
  fillGlow(context, width / 2, height * 0.4, height * 0.8, palette.sky[1], 0.6);
  const lights = [palette.spots[0], palette.spots[1], palette.sun, palette.far, palette.sky.at(-1) ?? palette.sun] as const;
  const side = Math.min(width, height);
  for (let light = 0; light < 70; light += 1) {
    const radius = side * between(random, 0.02, 0.085);
    const x = random() * width + Math.sin(time * 0.5 + light) * radius * 0.4;
    const y = random() * height * 0.85 + Math.cos(time * 0.4 + light) * radius * 0.3;
    const [colour, alpha] = [pick(random, lights), between(random, 0.14, 0.5)];
    fillCircle(context, x, y, radius, withAlpha(colour, alpha));
    context.strokeStyle = withAlpha(mix(colour, '#ffffff', 0.4), alpha * 0.8);
    context.lineWidth = side * 0.003;
    context.stroke();
    if (light === 35) yield;
  }
  const [x, y, head] = [width * between(random, 0.42, 0.58), height * between(random, 0.4, 0.46), side * between(random, 0.13, 0.16)];
  figure(brush, x, y, head, mix(dark, '#020305', 0.6), palette.spots[1]);
  yield;
}

function figure(brush: Brush, x: number, y: number, head: number, colour: string, rim: string): void {
  const { context, height } = brush;
  const shoulders = y + head * 1.55;
  fillBelow(
    brush,
    (at) => {
      const away = Math.abs(at - x) / (head * 2.9);
      return away >= 1 ? height + 2 : shoulders + (1 - Math.sqrt(1 - away ** 2.4)) * (height - shoulders) * 1.05;
    },
    colour,
    2,
  );
  context.fillStyle = colour;
  context.fillRect(x - head * 0.42, y, head * 0.84, head * 1.9);
  context.beginPath();
  context.ellipse(x, y, head * 0.86, head * 1.1, 0, 0, Math.PI * 2);
  context.fill();
  context.strokeStyle = withAlpha(rim, 0.5);
  context.lineWidth = head * 0.035;
  context.beginPath();
  context.ellipse(x, y, head * 0.86, head * 1.1, 0, -0.95, 0.75);
  context.stroke();
}
