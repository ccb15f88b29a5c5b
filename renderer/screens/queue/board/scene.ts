import type { KeyView } from '../../../../shared/domain.ts';
import type { LaneHeight } from './lane-layout.ts';
import type { LaneRecord } from './lane-record.ts';
import type { BoardPalette } from './palette.ts';
import type { TimeScale } from './time-scale.ts';

/** What is drawn with: the board itself, or a picture of one lane. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** One lane as it is drawn. */
export interface SceneLane {
  key: KeyView;
  record: LaneRecord;
  /** What stands on the plate over a sleep: at most two lines. */
  plate: (why: 'refused' | 'minute' | 'day' | 'backoff', from: number, to: number) => readonly string[];
}

/** Everything one frame is drawn from. Lengths in CSS px but for the scale's. */
export interface Scene {
  lanes: readonly SceneLane[];
  laneHeight: LaneHeight;
  /** How far the lanes are scrolled. */
  scrollTop: number;
  height: number;
  scale: TimeScale;
  dpr: number;
  now: number;
  knownFrom: number;
  palette: BoardPalette;
  /** The flight or mark that the pointer or the keyboard is on. */
  chosen: { keyId: number; from: number; to: number; row: number } | null;
  /** Everything is paused: nothing is planned. */
  utcOffsetMs: number;
  label(at: number, step: number): string;
  /** The time on the flag of now, to the second. */
  nowLabel: string;
}

/** Rows that a lane has: the places of its key, and more where more were taken than the key turned out to have. */
export function placesOf({ key, record }: Pick<SceneLane, 'key' | 'record'>): number {
  return Math.max(1, key.allowance.concurrency.limit ?? 1, record.packing.rows.length);
}

export const AXIS_HEIGHT = 24;
