import type { KeyView } from '../../../../shared/domain.ts';
import { clockSeconds } from '../../../look/times.ts';
import { type BoardView, scaleNow } from './board-view.ts';
import { axisLabel, plateLines } from './board-words.ts';
import { drawBoard, laneAlone } from './draw-board.ts';
import type { LaneHeight } from './lane-layout.ts';
import { LanePictures } from './lane-pictures.ts';
import { readPalette } from './palette.ts';
import type { Scene } from './scene.ts';
import type { Board } from './use-board.ts';

/** What the painter draws, asked for at each frame. CSS px. */
export interface PaintInput {
  keys: readonly KeyView[];
  laneHeight: LaneHeight;
  /** How far the lanes are scrolled now: read at each frame, so that scrolling draws nothing else anew. */
  scrollTop(): number;
  view: BoardView;
  chosen: Scene['chosen'];
}

export interface Painter {
  /** The scene that was drawn last; null before the first. */
  readonly scene: Scene | null;
  resize(width: number, height: number): void;
  stop(): void;
}

/** What is new is drawn at most this often, unless something moves anyway. */
const NEWS_MS = 100;

/**
 * Paints the board on a canvas, at most once a frame and only when something is different: the record changed, now moved on by a pixel, or
 * it is looked at otherwise.
 */
export function startPainter(canvas: HTMLCanvasElement, board: Board, inputOf: () => PaintInput): Painter {
  const ctx = canvas.getContext('2d', { alpha: false });
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const pictures = new LanePictures(laneAlone);
  let palette = readPalette(canvas);
  let height = 0;
  let drawn = '';
  let version = -1;
  let newsFrom = 0;
  let seen: PaintInput | null = null;
  let request = 0;
  let scene: Scene | null = null;

  const themes = new MutationObserver(() => {
    palette = readPalette(canvas);
    drawn = '';
  });
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

  function frame(): void {
    request = requestAnimationFrame(frame);
    if (!ctx || canvas.width === 0 || height === 0) return;
    const input = inputOf();
    const now = still ? Math.floor(board.now() / 1_000) * 1_000 : board.now();
    const scrollTop = input.scrollTop();
    const scale = scaleNow(input.view, now, canvas.width);
    const signature = [scale.start, scale.msPerPx, Math.round(now / scale.msPerPx), Math.floor(now / 1_000), scrollTop].join();
    const calm = signature === drawn && sameInput(seen, input);
    // News alone may wait a little: they come every other frame while the queue runs at full speed, and one look takes them all in.
    if (calm && (board.record.version === version || board.now() < newsFrom)) return;
    drawn = signature;
    version = board.record.version;
    newsFrom = board.now() + NEWS_MS;
    seen = input;
    board.want(scale.start);
    scene = sceneOf(input, now, scale, scrollTop);
    drawBoard(ctx, scene, pictures);
  }

  function sceneOf({ keys, laneHeight, chosen }: PaintInput, now: number, scale: Scene['scale'], scrollTop: number): Scene {
    return {
      lanes: keys.map((key) => ({ key, record: board.record.lane(key.id), plate: (why, from, to) => plateLines(why, from, to, now) })),
      ...{ laneHeight, scrollTop, height, scale, now, palette, chosen },
      dpr: window.devicePixelRatio,
      knownFrom: board.record.knownFrom,
      utcOffsetMs: -60_000 * new Date(now).getTimezoneOffset(),
      label: axisLabel,
      nowLabel: clockSeconds(now),
    };
  }

  request = requestAnimationFrame(frame);
  return {
    get scene() {
      return scene;
    },
    resize(width, tall) {
      height = tall;
      canvas.width = Math.round(width * window.devicePixelRatio);
      canvas.height = Math.round(tall * window.devicePixelRatio);
      drawn = '';
    },
    stop() {
      cancelAnimationFrame(request);
      themes.disconnect();
    },
  };
}

function sameInput(one: PaintInput | null, other: PaintInput): boolean {
  return one !== null && one.keys === other.keys && one.laneHeight === other.laneHeight && one.chosen === other.chosen;
}
