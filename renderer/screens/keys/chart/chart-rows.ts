import type { KeyMinute } from '../../../../shared/domain.ts';

/** The columns of the chart, side by side: seconds since the epoch, limit, requests, 429s, lost answers, all of the busiest minute in each step. */
export interface ChartRows {
  at: number[];
  limit: (number | null)[];
  used: number[];
  refused: number[];
  lost: number[];
}

const MINUTE = 60_000;

/**
 * One step for each `stepMinutes`, without gaps: a minute that nothing was sent in is a zero, not unknown. Over several minutes the busiest
 * one stands for all, because the limit is a minute's; refusals and lost answers add up. `limit` holds until another is told.
 */
export function chartRows(minutes: readonly KeyMinute[], from: number, to: number, stepMinutes: number): ChartRows {
  const step = stepMinutes * MINUTE;
  const first = Math.floor(from / step) * step;
  const steps = Math.max(1, Math.ceil((to - first) / step));
  const rows: ChartRows = { at: [], limit: [], used: [], refused: [], lost: [] };
  for (let n = 0; n < steps; n++) {
    rows.at.push((first + n * step) / 1_000);
    for (const column of [rows.used, rows.refused, rows.lost]) column.push(0);
    rows.limit.push(null);
  }
  for (const minute of minutes) {
    const n = Math.floor((minute.at - first) / step);
    if (n < 0 || n >= steps) continue;
    rows.used[n] = Math.max(rows.used[n]!, minute.runs + minute.polls + minute.others);
    rows.refused[n] = rows.refused[n]! + minute.refused;
    rows.lost[n] = rows.lost[n]! + minute.lost;
    if (minute.limit !== null) rows.limit[n] = minute.limit;
  }
  return { ...rows, limit: held(rows.limit) };
}

/** Each gap as what was told before it; before the first, as the first. */
function held(values: readonly (number | null)[]): (number | null)[] {
  let last = values.find((value) => value !== null) ?? null;
  return values.map((value) => (last = value ?? last));
}

/** The same in words: what a chart cannot say to a reader of the screen. */
export interface ChartSums {
  requests: number;
  busiest: number;
  refused: number;
  lost: number;
}

export function chartSums(minutes: readonly KeyMinute[], from: number): ChartSums {
  const sums: ChartSums = { requests: 0, busiest: 0, refused: 0, lost: 0 };
  for (const minute of minutes) {
    if (minute.at < from) continue;
    const requests = minute.runs + minute.polls + minute.others;
    sums.requests += requests;
    sums.busiest = Math.max(sums.busiest, requests);
    sums.refused += minute.refused;
    sums.lost += minute.lost;
  }
  return sums;
}
