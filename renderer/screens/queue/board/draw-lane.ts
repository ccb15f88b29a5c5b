import type { RequestView } from '../../../../shared/domain.ts';
import {
  areCrowded,
  BARS_TOP,
  columnsOf,
  density,
  isTrouble,
  type LaneRows,
  laneRows,
  sleeps,
  visibleFlights,
  visibleMarks,
  visibleMinutes,
  windowEnds,
} from './lane-layout.ts';
import type { Flight } from './packing.ts';
import { placesOf, type Pen, type Scene, type SceneLane } from './scene.ts';
import { timeAt, xOf } from './time-scale.ts';

/** Draws one lane with its top at `top` (device px). Whole device pixels throughout. */
export function drawLane(ctx: Pen, scene: Scene, lane: SceneLane, top: number): void {
  const pen = new LanePen(ctx, scene, lane, top);
  pen.windows();
  pen.minutes();
  pen.flights();
  pen.outlines();
  pen.sleeps();
  pen.marks();
}

const STEPS = 12;

class LanePen {
  readonly #ctx: Pen;
  readonly #scene: Scene;
  readonly #lane: SceneLane;
  readonly #top: number;
  readonly #nowX: number;
  readonly #rows: LaneRows;
  readonly #marks: readonly RequestView[];

  constructor(ctx: Pen, scene: Scene, lane: SceneLane, top: number) {
    this.#ctx = ctx;
    this.#scene = scene;
    this.#lane = lane;
    this.#top = top;
    this.#nowX = xOf(scene.scale, scene.now);
    this.#rows = laneRows(scene.laneHeight, placesOf(lane));
    this.#marks = visibleMarks(lane.record.marks, scene.scale);
  }

  /** CSS px to device px. */
  #px(css: number): number {
    return Math.round(css * this.#scene.dpr);
  }

  #y(css: number): number {
    return this.#top + this.#px(css);
  }

  /** What is settled fades with age: full at now, faint at the left edge. In steps, so that colours change seldom. */
  #settled(x: number): number {
    const [full, faint] = this.#scene.palette.settled;
    const share = Math.min(1, Math.max(0, x / Math.max(1, this.#nowX)));
    return faint + (full - faint) * (Math.round(share * STEPS) / STEPS);
  }

  /** What is to come fades with distance. */
  #coming(x: number): number {
    const room = Math.max(1, this.#scene.scale.width - this.#nowX);
    const share = Math.min(1, Math.max(0, (x - this.#nowX) / room));
    return 0.95 - 0.65 * (Math.round(share * STEPS) / STEPS);
  }

  windows(): void {
    const { palette, scale, laneHeight, now, dpr } = this.#scene;
    const ctx = this.#ctx;
    ctx.globalAlpha = 0.75;
    ctx.fillStyle = palette.text3;
    const wide = Math.max(1, Math.round(dpr));
    for (const at of windowEnds(this.#marks, scale)) if (at <= now) ctx.fillRect(xOf(scale, at), this.#top, wide, this.#px(laneHeight));
    const { resetAt } = this.#lane.key.allowance.minute;
    if (resetAt !== null && resetAt > now)
      for (let y = 0; y < laneHeight; y += 4) ctx.fillRect(xOf(scale, resetAt), this.#y(y), wide, this.#px(Math.min(2, laneHeight - y)));
    ctx.globalAlpha = 1;
  }

  /** Left of what is known singly: how busy, how many, and every minute with trouble. */
  minutes(): void {
    const { scale, palette, knownFrom, laneHeight } = this.#scene;
    const { record, key } = this.#lane;
    const minutes = visibleMinutes(record.minutes, scale, knownFrom);
    if (minutes.length === 0) return;
    const ctx = this.#ctx;
    const places = key.allowance.concurrency.limit ?? 10;
    const barsHeight = this.#px(laneHeight - BARS_TOP - 19);
    const most = Math.max(1, ...minutes.map((minute) => minute.runs + minute.polls + minute.others));
    const foot = this.#y(laneHeight - 7);
    for (const minute of minutes) {
      const x = xOf(scale, minute.at);
      const wide = Math.max(1, xOf(scale, Math.min(minute.at + 60_000, knownFrom)) - x);
      ctx.globalAlpha = this.#settled(x);
      ctx.fillStyle = palette.done;
      const busy = Math.round(barsHeight * Math.min(1, minute.busyMs / (places * 60_000)));
      if (busy > 0) ctx.fillRect(x, this.#y(BARS_TOP) + barsHeight - busy, wide, busy);
      ctx.globalAlpha = 1;
      ctx.fillStyle = palette.text2;
      const tall = Math.round((this.#px(10) * (minute.runs + minute.polls + minute.others)) / most);
      if (tall > 0) ctx.fillRect(x, foot - tall, wide, tall);
      if (minute.failed > 0) this.#flat(palette.fail, x, this.#y(BARS_TOP), Math.max(wide, this.#px(2)), this.#px(3));
      if (minute.unsure > 0) this.#flat(palette.unsure, x, this.#y(BARS_TOP), Math.max(wide, this.#px(2)), this.#px(3));
      if (minute.lost > 0) this.#flat(palette.unsure, x, foot - this.#px(10), this.#px(2), this.#px(10));
      if (minute.refused > 0) this.#refused(x, foot);
    }
  }

  flights(): void {
    if (this.#rows.kind === 'band') return this.#band(this.#rows.height);
    const { pitch, thick } = this.#rows;
    this.#lane.record.packing.rows.forEach((row, at) => {
      const y = this.#y(BARS_TOP + at * pitch);
      if (BARS_TOP + at * pitch + thick > this.#scene.laneHeight - 8) return;
      for (const flight of visibleFlights(row, this.#scene.scale)) this.#flight(flight, y, this.#px(thick));
    });
  }

  #flight(flight: Flight, y: number, thick: number): void {
    const { scale, palette, now } = this.#scene;
    const ctx = this.#ctx;
    const x = xOf(scale, flight.startedAt);
    const end = xOf(scale, flight.endedAt ?? now);
    const wide = Math.max(1, end - x);
    switch (flight.state) {
      case 'out': {
        ctx.globalAlpha = 1;
        ctx.fillStyle = palette.now;
        ctx.fillRect(x, y, wide, thick);
        const expected = this.#lane.record.expected.get(flight.jobId);
        if (expected !== undefined && expected > now) this.#outline(palette.now, end, y, xOf(scale, expected) - end, thick);
        return;
      }
      case 'done':
      case 'cancelled':
        ctx.globalAlpha = this.#settled(end);
        ctx.fillStyle = flight.state === 'done' ? palette.done : palette.wait;
        ctx.fillRect(x, y, wide, thick);
        ctx.globalAlpha = 1;
        return;
      case 'failed':
        this.#flat(palette.fail, x, y, wide, thick);
        this.#cross(end, y + thick / 2);
        return;
      case 'uncertain':
        this.#flat(palette.unsure, x, y, wide, thick);
        this.#diamond(end, y + thick / 2);
        return;
    }
  }

  /** Too many places for rows: how many of them are taken, as a height. */
  #band(height: number): void {
    const { scale, palette, now } = this.#scene;
    const ctx = this.#ctx;
    const { flights } = this.#lane.record;
    const taken = density(flights, scale, now);
    const places = Math.max(1, this.#lane.key.allowance.concurrency.limit ?? Math.max(...taken));
    const tall = this.#px(height);
    const foot = this.#y(BARS_TOP) + tall;
    ctx.fillStyle = palette.done;
    inRuns(
      Math.min(scale.width, this.#nowX - 1),
      (x) => (taken[x] === 0 ? 0 : Math.max(1, Math.round((tall * taken[x]!) / places))),
      (x, wide, high) => {
        ctx.globalAlpha = this.#settled(x);
        ctx.fillRect(x, foot - high, wide, high);
      },
      Math.ceil(scale.width / STEPS),
    );
    ctx.globalAlpha = 1;
    this.#bandOfNow(foot, tall, places);
    for (const flight of flights) {
      if (flight.endedAt === null || flight.endedAt < scale.start) continue;
      if (flight.state === 'failed') this.#cross(xOf(scale, flight.endedAt), this.#y(BARS_TOP + 4));
      if (flight.state === 'uncertain') this.#diamond(xOf(scale, flight.endedAt), this.#y(BARS_TOP + 6));
    }
  }

  /** What is out now, as a hot edge before the now line. */
  #bandOfNow(foot: number, tall: number, places: number): void {
    const out = this.#lane.record.flights.filter((flight) => flight.state === 'out').length;
    const high = Math.round((tall * Math.min(out, places)) / places);
    if (high > 0) this.#flat(this.#scene.palette.now, this.#nowX - this.#px(6), foot - high, this.#px(6), high);
  }

  outlines(): void {
    const { scale, palette, now, laneHeight } = this.#scene;
    const rows = this.#rows;
    const foot = this.#y(laneHeight - 7);
    let lastDot = -Infinity;
    for (const outline of this.#lane.record.outlines) {
      const x = xOf(scale, Math.max(now, outline.from));
      if (x > scale.width) break;
      const end = xOf(scale, outline.to);
      if (outline.to <= now) continue;
      this.#ctx.globalAlpha = this.#coming(x);
      if (rows.kind === 'rows') {
        const y = BARS_TOP + outline.row * rows.pitch;
        if (y + rows.thick <= laneHeight - 8) this.#outline(palette.text3, x, this.#y(y), end - x, this.#px(rows.thick), this.#ctx.globalAlpha);
      }
      // The request it will cost: two dots, where there is room for them.
      if (x - lastDot < this.#px(2)) continue;
      lastDot = x;
      this.#ctx.fillStyle = palette.text3;
      this.#ctx.fillRect(x, foot - this.#px(4), this.#px(1), this.#px(1));
      this.#ctx.fillRect(x, foot - this.#px(1), this.#px(1), this.#px(1));
    }
    this.#ctx.globalAlpha = 1;
    if (rows.kind === 'band') this.#bandToCome(rows.height);
  }

  /** The planned height of the band, as a line. */
  #bandToCome(height: number): void {
    const { scale, palette, now } = this.#scene;
    const { outlines, expected } = this.#lane.record;
    if (outlines.length === 0) return;
    const planned = outlines.map((one) => ({ startedAt: Math.max(now, one.from), endedAt: one.to }));
    const out = [...expected.values()].map((to) => ({ startedAt: now, endedAt: to }));
    const taken = density([...planned, ...out] as Flight[], scale, now);
    const places = Math.max(1, this.#lane.key.allowance.concurrency.limit ?? Math.max(...taken));
    const tall = this.#px(height);
    const foot = this.#y(BARS_TOP) + tall;
    this.#ctx.fillStyle = palette.text3;
    const y = (value: number) => foot - Math.round((tall * Math.min(places, value)) / places);
    let last = foot;
    inRuns(
      scale.width,
      (x) => (x < this.#nowX ? 0 : taken[x]!),
      (x, wide, value) => {
        this.#ctx.globalAlpha = this.#coming(x);
        this.#ctx.fillRect(x, y(value), wide, 1);
        this.#ctx.fillRect(x, Math.min(last, y(value)), 1, Math.abs(last - y(value)));
        last = y(value);
      },
    );
    this.#ctx.globalAlpha = 1;
  }

  sleeps(): void {
    const { scale, now, laneHeight } = this.#scene;
    for (const sleep of sleeps(this.#marks, this.#lane.key, now)) {
      const x = Math.max(0, xOf(scale, sleep.from));
      const end = Math.min(scale.width, xOf(scale, sleep.to));
      if (end - x < 2) continue;
      this.#hatch(x, end, this.#px(laneHeight));
      // What is over explains itself: a plate would hide what happened then.
      if (sleep.to > now) this.#plate(this.#lane.plate(sleep.why, sleep.from, sleep.to), x, end);
    }
  }

  #hatch(x: number, end: number, tall: number): void {
    const ctx = this.#ctx;
    ctx.save();
    ctx.beginPath();
    ctx.rect(x, this.#top, end - x, tall);
    ctx.clip();
    ctx.beginPath();
    ctx.strokeStyle = this.#scene.palette.line2;
    ctx.lineWidth = Math.max(1, Math.round(this.#scene.dpr));
    const apart = this.#px(7 * Math.SQRT2);
    // Fixed to time, not to the view: the hatch moves with what it shades.
    const anchor = xOf(this.#scene.scale, Math.floor(timeAt(this.#scene.scale, x) / 60_000) * 60_000) % apart;
    for (let from = x - tall - apart + ((((anchor - x) % apart) + apart) % apart); from < end; from += apart) {
      ctx.moveTo(from, this.#top + tall);
      ctx.lineTo(from + tall, this.#top);
    }
    ctx.stroke();
    ctx.restore();
  }

  /** Why and until when, on a plate of its own ground; right or left of the now line, never across it. */
  #plate(lines: readonly string[], x: number, end: number): void {
    const { palette, dpr } = this.#scene;
    const ctx = this.#ctx;
    ctx.font = `${this.#px(11)}px ${palette.sans}`;
    const wide = Math.ceil(Math.max(...lines.map((line) => ctx.measureText(line).width))) + this.#px(12);
    const tall = this.#px(16 * lines.length + 4);
    const gap = this.#px(6);
    const right = Math.max(x, this.#nowX + gap);
    const left = end - right >= wide ? right + gap : this.#nowX - x >= wide + gap ? Math.max(x + gap, 0) : null;
    if (left === null || this.#scene.laneHeight < 40) return;
    const y = this.#top + Math.round((this.#px(this.#scene.laneHeight) - tall) / 2);
    this.#flat(palette.well, left, y, wide, tall);
    ctx.fillStyle = palette.text2;
    ctx.textBaseline = 'middle';
    lines.forEach((line, at) => ctx.fillText(line, left + this.#px(6), y + Math.round((16 * at + 10) * dpr)));
  }

  marks(): void {
    const { scale, dpr, palette, laneHeight } = this.#scene;
    const foot = this.#y(laneHeight - 7);
    if (areCrowded(this.#marks, scale.width, dpr)) this.#columns(foot);
    else for (const mark of this.#marks) if (!isTrouble(mark)) this.#mark(mark, foot);
    let lastX = -Infinity;
    for (const mark of this.#marks) {
      if (!isTrouble(mark)) continue;
      const x = xOf(scale, mark.sentAt);
      if (x === lastX) continue;
      lastX = x;
      if (mark.outcome === 'refused') this.#refused(x, foot);
      else this.#flat(palette.unsure, x, foot - this.#px(10), this.#px(2), this.#px(10));
    }
  }

  #mark(mark: RequestView, foot: number): void {
    const { palette, scale } = this.#scene;
    const x = xOf(scale, mark.sentAt);
    const colour = mark.outcome === 'error' ? palette.fail : mark.outcome === 'pending' ? palette.now : null;
    switch (mark.kind) {
      case 'run':
        return this.#flat(colour ?? palette.text2, x, foot - this.#px(10), this.#px(2), this.#px(10));
      case 'cancel':
        this.#flat(colour ?? palette.text2, x, foot - this.#px(10), this.#px(1), this.#px(10));
        return this.#flat(colour ?? palette.text2, x - this.#px(2), foot - this.#px(6), this.#px(5), this.#px(1));
      default:
        return this.#flat(colour ?? palette.text3, x, foot - this.#px(4), this.#px(1), this.#px(4));
    }
  }

  #columns(foot: number): void {
    const { palette, scale } = this.#scene;
    const ctx = this.#ctx;
    const { runs, others, most } = columnsOf(this.#marks, scale);
    const unit = this.#px(10) / most;
    const tall = (value: number, least: number) => (value === 0 ? 0 : Math.max(least, Math.round(value * unit)));
    ctx.fillStyle = palette.text2;
    inRuns(
      scale.width,
      (x) => tall(runs[x]!, 2),
      (x, wide, high) => ctx.fillRect(x, foot - high, wide, high),
    );
    ctx.fillStyle = palette.text3;
    // Both heights as one number: a run ends where either changes.
    inRuns(
      scale.width,
      (x) => (others[x]! === 0 ? 0 : tall(others[x]!, 1) * 256 + tall(runs[x]!, 0)),
      (x, wide, both) => ctx.fillRect(x, foot - (both % 256) - Math.floor(both / 256), wide, Math.floor(both / 256)),
    );
  }

  #refused(x: number, foot: number): void {
    const { palette } = this.#scene;
    const ctx = this.#ctx;
    this.#flat(palette.fail, x, foot - this.#px(16), this.#px(2), this.#px(16));
    ctx.beginPath();
    ctx.moveTo(x - this.#px(3), foot - this.#px(22));
    ctx.lineTo(x + this.#px(5), foot - this.#px(22));
    ctx.lineTo(x + this.#px(1), foot - this.#px(16));
    ctx.fill();
  }

  #flat(colour: string, x: number, y: number, wide: number, tall: number): void {
    this.#ctx.fillStyle = colour;
    this.#ctx.fillRect(x, y, wide, tall);
  }

  /** A hairline frame inside the box: its middle lies on half pixels, so that it is sharp. */
  #outline(colour: string, x: number, y: number, wide: number, tall: number, alpha = 1): void {
    if (wide < 1) return;
    const ctx = this.#ctx;
    const hair = Math.max(1, Math.round(this.#scene.dpr));
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = colour;
    ctx.lineWidth = hair;
    ctx.strokeRect(x + hair / 2, y + hair / 2, Math.max(0, wide - hair), tall - hair);
    ctx.globalAlpha = 1;
  }

  #cross(x: number, y: number): void {
    const ctx = this.#ctx;
    const arm = this.#px(4);
    ctx.beginPath();
    ctx.strokeStyle = this.#scene.palette.fail;
    ctx.lineWidth = this.#px(2);
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x + arm, y - arm);
    ctx.lineTo(x - arm, y + arm);
    ctx.stroke();
  }

  #diamond(x: number, y: number): void {
    const ctx = this.#ctx;
    const arm = this.#px(6);
    ctx.beginPath();
    ctx.moveTo(x, y - arm);
    ctx.lineTo(x + arm, y);
    ctx.lineTo(x, y + arm);
    ctx.lineTo(x - arm, y);
    ctx.closePath();
    ctx.fillStyle = this.#scene.palette.unsure;
    ctx.strokeStyle = this.#scene.palette.well;
    ctx.lineWidth = this.#px(2);
    ctx.stroke();
    ctx.fill();
  }
}

/** Hands over stretches of pixels from 0 to `last` whose value is the same and not 0, each at most `most` long: one call draws many. */
function inRuns(last: number, valueAt: (x: number) => number, draw: (x: number, wide: number, value: number) => void, most = Infinity): void {
  for (let x = 0; x <= last;) {
    const value = valueAt(x);
    let to = x + 1;
    while (to <= last && to - x < most && valueAt(to) === value) to++;
    if (value !== 0) draw(x, to - x, value);
    x = to;
  }
}
