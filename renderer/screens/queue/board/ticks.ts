import { endOf, type TimeScale } from './time-scale.ts';

export interface Tick {
  at: number;
  /** Labelled ticks are taller. */
  labelled: boolean;
}

/** Distances between ticks, each with the distance between labels, ms. */
const STEPS: readonly { tick: number; label: number }[] = [
  { tick: 100, label: 1_000 },
  { tick: 1_000, label: 2_000 },
  { tick: 1_000, label: 5_000 },
  { tick: 1_000, label: 10_000 },
  { tick: 10_000, label: 60_000 },
  { tick: 60_000, label: 300_000 },
  { tick: 60_000, label: 600_000 },
  { tick: 300_000, label: 1_800_000 },
  { tick: 600_000, label: 3_600_000 },
  { tick: 1_800_000, label: 7_200_000 },
  { tick: 3_600_000, label: 14_400_000 },
];
const LEAST_TICK_PX = 6;
const LEAST_LABEL_PX = 76;

/** Ticks of the axis: minutes labelled and ten seconds between them where there is room, coarser where not. `dpr` as the scale is in device px. */
export function ticks(scale: TimeScale, dpr: number, utcOffsetMs: number): { ticks: Tick[]; step: number } {
  const fits = STEPS.find(({ tick, label }) => tick / scale.msPerPx >= LEAST_TICK_PX * dpr && label / scale.msPerPx >= LEAST_LABEL_PX * dpr);
  const { tick, label } = fits ?? STEPS.at(-1)!;
  const found: Tick[] = [];
  // Labels fall on whole hours of the reader's own day.
  for (let local = Math.ceil((scale.start + utcOffsetMs) / tick) * tick; local - utcOffsetMs <= endOf(scale); local += tick)
    found.push({ at: local - utcOffsetMs, labelled: local % label === 0 });
  return { ticks: found, step: label };
}
