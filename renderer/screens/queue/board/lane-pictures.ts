import type { Scene, SceneLane } from './scene.ts';
import { xOf } from './time-scale.ts';

type Ctx = OffscreenCanvasRenderingContext2D;

/** Draws one lane into a picture of its own, its top at 0. */
export type DrawLane = (ctx: Ctx, scene: Scene, lane: SceneLane) => void;

interface Picture {
  canvas: OffscreenCanvas;
  ctx: Ctx;
  /** What it shows. */
  of: readonly unknown[];
}

/**
 * Lanes as pictures: a frame in which the lanes only scroll, or one in which a single key had an answer, draws no other lane again. Of lanes
 * far out of sight none is kept.
 */
export class LanePictures {
  readonly #pictures = new Map<number, Picture>();
  readonly #drawLane: DrawLane;

  constructor(drawLane: DrawLane) {
    this.#drawLane = drawLane;
  }

  /** Puts a lane where it is to stand, its top at `top` (device px). */
  put(ctx: CanvasRenderingContext2D, scene: Scene, lane: SceneLane, top: number): void {
    const picture = this.#pictures.get(lane.key.id) ?? this.#begin(lane.key.id);
    const of = whatShows(scene, lane);
    if (of.some((value, at) => value !== picture.of[at])) {
      const tall = Math.round(scene.laneHeight * scene.dpr);
      if (picture.canvas.width !== scene.scale.width || picture.canvas.height !== tall)
        Object.assign(picture.canvas, { width: scene.scale.width, height: tall });
      this.#drawLane(picture.ctx, scene, lane);
      picture.of = of;
    }
    ctx.drawImage(picture.canvas, 0, top);
  }

  /** Keeps the pictures of these keys and forgets all others. */
  keep(keyIds: ReadonlySet<number>): void {
    for (const id of this.#pictures.keys()) if (!keyIds.has(id)) this.#pictures.delete(id);
  }

  #begin(keyId: number): Picture {
    const canvas = new OffscreenCanvas(1, 1);
    const picture: Picture = { canvas, ctx: canvas.getContext('2d', { alpha: false })!, of: [] };
    this.#pictures.set(keyId, picture);
    return picture;
  }
}

/** A lane looks the same as long as these are. Its plate counts seconds; everything else moves by whole pixels. */
function whatShows({ scale, laneHeight, dpr, now, knownFrom, palette }: Scene, { key, record }: SceneLane): unknown[] {
  const { asleep, minute } = key.allowance;
  const counts = asleep !== null || minute.remaining === 0;
  return [
    key,
    record.version,
    scale.start,
    scale.msPerPx,
    scale.width,
    laneHeight,
    dpr,
    xOf(scale, now),
    knownFrom,
    palette,
    counts && Math.floor(now / 1_000),
  ];
}
