import type { OrderEntry } from '../../../state/asset-order.ts';

/** What of an asset decides under which heading it stands. */
export interface Dated {
  entry: Pick<OrderEntry, 'createdAt' | 'batchId' | 'batchName'>;
}

/** Assets from `start` up to, not including, `end`, of one day. */
export interface Run {
  start: number;
  end: number;
  /** Start of the day, ms. */
  day: number;
  /** Names by batch id, in the order met. */
  batches: ReadonlyMap<number | null, string | null>;
  /** Made of runs too small for a heading each. */
  small: boolean;
}

/** Fewer assets than this do not fill a row. */
const SMALL = 5;

/** Neighbours of one day and one batch. */
export function runsOf(assets: readonly Dated[], dayOf: (time: number) => number): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < assets.length;) {
    const first = assets[start]?.entry;
    if (!first) break;
    const day = dayOf(first.createdAt);
    let end = start + 1;
    while (end < assets.length && assets[end]?.entry.batchId === first.batchId && dayOf(assets[end]?.entry.createdAt ?? 0) === day) end++;
    runs.push({ start, end, day, batches: new Map([[first.batchId, first.batchName]]), small: end - start < SMALL });
    start = end;
  }
  return runs;
}

/**
 * Small neighbouring runs of one day as one: batches that run at the same time take turns, and a heading for every other picture would
 * be more headings than pictures. Their order stays, so what is loaded later never moves what is shown.
 */
export function joinSmall(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const before = joined.at(-1);
    if (before?.small && run.small && before.day === run.day)
      joined[joined.length - 1] = { ...before, end: run.end, batches: new Map([...before.batches, ...run.batches]) };
    else joined.push(run);
  }
  return joined;
}
