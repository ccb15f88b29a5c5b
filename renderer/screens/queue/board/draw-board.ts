import { drawLane } from './draw-lane.ts';
import { BARS_TOP, laneRows } from './lane-layout.ts';
import type { LanePictures } from './lane-pictures.ts';
import { AXIS_HEIGHT, placesOf, type Pen, type Scene, type SceneLane } from './scene.ts';
import { ticks } from './ticks.ts';
import { xOf } from './time-scale.ts';

/** Draws a whole frame: ground, lanes in sight, what is chosen, axis, now. */
export function drawBoard(ctx: CanvasRenderingContext2D, scene: Scene, pictures: LanePictures): void {
  ground(ctx, scene);
  axisLines(ctx, scene);
  lanes(ctx, scene, pictures);
  chosen(ctx, scene);
  axis(ctx, scene);
  nowLine(ctx, scene);
}

/** A lane alone, its top at 0, with the ground it stands on and the line below it. */
export function laneAlone(ctx: OffscreenCanvasRenderingContext2D, scene: Scene, lane: SceneLane): void {
  ground(ctx, scene);
  axisLines(ctx, scene);
  drawLane(ctx, scene, lane, 0);
  ctx.fillStyle = scene.palette.line;
  ctx.fillRect(0, px(scene, scene.laneHeight) - 1, scene.scale.width, 1);
}

const px = (scene: Scene, css: number): number => Math.round(css * scene.dpr);

function ground(ctx: Pen, scene: Scene): void {
  const { scale, palette, height } = scene;
  const now = Math.max(0, xOf(scale, scene.now));
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.well;
  ctx.fillRect(0, 0, scale.width, px(scene, height));
  ctx.globalAlpha = palette.ahead;
  ctx.fillStyle = palette.panel;
  if (now < scale.width) ctx.fillRect(now, 0, scale.width - now, px(scene, height));
  ctx.globalAlpha = 1;
}

function lanes(ctx: CanvasRenderingContext2D, scene: Scene, pictures: LanePictures): void {
  const { laneHeight, scrollTop, height, scale } = scene;
  const first = Math.max(0, Math.floor(scrollTop / laneHeight));
  const last = Math.min(scene.lanes.length - 1, Math.floor((scrollTop + height - AXIS_HEIGHT) / laneHeight));
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, px(scene, AXIS_HEIGHT), scale.width, px(scene, height - AXIS_HEIGHT));
  ctx.clip();
  for (let at = first; at <= last; at++) {
    pictures.put(ctx, scene, scene.lanes[at]!, px(scene, AXIS_HEIGHT + at * laneHeight - scrollTop));
  }
  ctx.restore();
  const inSight = last - first + 1;
  pictures.keep(new Set(scene.lanes.slice(Math.max(0, first - inSight), last + inSight + 1).map(({ key }) => key.id)));
}

/** A frame two pixels off what is looked at. */
function chosen(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { chosen: flight, scale, laneHeight } = scene;
  const at = flight ? scene.lanes.findIndex((lane) => lane.key.id === flight.keyId) : -1;
  if (!flight || at < 0) return;
  const rows = laneRows(laneHeight, placesOf(scene.lanes[at]!));
  const y = rows.kind === 'rows' ? BARS_TOP + flight.row * rows.pitch : BARS_TOP;
  const tall = rows.kind === 'rows' ? rows.thick : rows.height;
  const gap = px(scene, 2);
  const x = xOf(scale, flight.from);
  ctx.strokeStyle = scene.palette.text;
  ctx.lineWidth = px(scene, 1.5);
  const top = px(scene, AXIS_HEIGHT + at * laneHeight - scene.scrollTop + y);
  ctx.strokeRect(x - gap, top - gap, Math.max(1, xOf(scale, flight.to) - x) + 2 * gap, px(scene, tall) + 2 * gap);
}

function axisLines(ctx: Pen, scene: Scene): void {
  ctx.fillStyle = scene.palette.line;
  for (const tick of ticks(scene.scale, scene.dpr, scene.utcOffsetMs).ticks)
    if (tick.labelled) ctx.fillRect(xOf(scene.scale, tick.at), 0, 1, px(scene, scene.height));
}

function axis(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { scale, palette, dpr } = scene;
  ctx.fillStyle = palette.panel;
  ctx.fillRect(0, 0, scale.width, px(scene, AXIS_HEIGHT));
  ctx.fillStyle = palette.line;
  ctx.fillRect(0, px(scene, AXIS_HEIGHT) - 1, scale.width, 1);
  const found = ticks(scale, dpr, scene.utcOffsetMs);
  ctx.font = `${px(scene, 11)}px ${palette.mono}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const now = xOf(scale, scene.now);
  for (const tick of found.ticks) {
    const x = xOf(scale, tick.at);
    ctx.fillStyle = palette.line2;
    const tall = px(scene, tick.labelled ? 6 : 3);
    ctx.fillRect(x, px(scene, AXIS_HEIGHT) - tall, 1, tall);
    if (!tick.labelled || Math.abs(x - now) < px(scene, 60)) continue;
    ctx.fillStyle = palette.text2;
    ctx.fillText(scene.label(tick.at, found.step), x, px(scene, 10));
  }
  ctx.textAlign = 'left';
}

function nowLine(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { scale, palette } = scene;
  const x = xOf(scale, scene.now);
  if (x < 0 || x > scale.width) return;
  ctx.fillStyle = palette.now;
  ctx.fillRect(x, px(scene, AXIS_HEIGHT - 3), px(scene, 2), px(scene, scene.height));
  const wide = px(scene, 64);
  const left = Math.min(scale.width - wide, Math.max(0, x + px(scene, 1) - wide / 2));
  ctx.beginPath();
  ctx.roundRect(left, px(scene, 3), wide, px(scene, 18), px(scene, 3));
  ctx.fill();
  ctx.fillStyle = palette.nowInk;
  ctx.font = `500 ${px(scene, 11)}px ${palette.mono}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(scene.nowLabel, left + wide / 2, px(scene, 12.5));
  ctx.textAlign = 'left';
}
