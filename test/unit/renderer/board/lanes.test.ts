import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areCrowded,
  columnsOf,
  density,
  laneHeight,
  laneRows,
  sleeps,
  visibleFlights,
  visibleMarks,
  windowEnds,
} from '../../../../renderer/screens/queue/board/lane-layout.ts';
import { LaneRecord } from '../../../../renderer/screens/queue/board/lane-record.ts';
import { busyKeys } from '../../../support/fake-data.ts';
import { flight, mark } from './rows.ts';

const SCALE = { start: 1_000, msPerPx: 10, width: 100 };

const spans = fc.array(fc.record({ start: fc.integer({ min: 0, max: 3_000 }), long: fc.integer({ min: 1, max: 400 }) }), { maxLength: 60 });

function laneOf(some: readonly { start: number; long: number }[]): LaneRecord {
  const lane = new LaneRecord();
  lane.putFlights(some.map(({ start, long }, at) => flight(at + 1, start, start + long)));
  return lane;
}

describe('packing', () => {
  it('never lets two flights of a row overlap, and takes no more rows than are out at once', () => {
    fc.assert(
      fc.property(spans, (some) => {
        const lane = laneOf(some);
        for (const row of lane.packing.rows)
          for (let at = 1; at < row.length; at++) expect(row[at]!.startedAt).toBeGreaterThanOrEqual(row[at - 1]!.endedAt ?? Infinity);
        const most = Math.max(0, ...some.map(({ start }) => some.filter((other) => other.start <= start && start < other.start + other.long).length));
        expect(lane.packing.rows.length).toBe(most);
      }),
    );
  });

  it('is the same whether flights came one by one or all at once', () => {
    fc.assert(
      fc.property(spans, (some) => {
        const sorted = some.toSorted((one, other) => one.start - other.start);
        const one = new LaneRecord();
        sorted.forEach(({ start, long }, at) => one.putFlight(flight(at + 1, start, start + long)));
        expect(one.packing.rows.map((row) => row.map((each) => each.jobId))).toEqual(laneOf(sorted).packing.rows.map((row) => row.map((each) => each.jobId)));
      }),
    );
  });

  it('keeps the place of what is out until it is home', () => {
    const lane = new LaneRecord();
    lane.putFlight(flight(1, 0, null));
    lane.putFlight(flight(2, 10, null));
    lane.putFlight(flight(1, 0, 20));
    lane.putFlight(flight(3, 30, null));
    expect(lane.flights.map((one) => one.row)).toEqual([0, 1, 0]);
  });
});

describe('culling', () => {
  it('finds exactly the flights that touch the view', () => {
    fc.assert(
      fc.property(spans, (some) => {
        for (const row of laneOf(some).packing.rows) {
          const seen = visibleFlights(row, SCALE);
          expect(seen).toEqual(row.filter((one) => (one.endedAt ?? Infinity) >= 1_000 && one.startedAt < 2_000));
        }
      }),
    );
  });

  it('finds the marks in view', () => {
    const marks = [500, 999, 1_000, 1_500, 1_999, 2_000].map((at, id) => mark(id, at));
    expect(visibleMarks(marks, SCALE).map((one) => one.sentAt)).toEqual([1_000, 1_500, 1_999]);
  });
});

describe('a lane', () => {
  it('is as tall as leaves room for all, and has rows or a band', () => {
    expect(laneHeight(5, 400)).toBe(68);
    expect(laneHeight(5, 300)).toBe(52);
    expect(laneHeight(50, 300)).toBe(40);
    expect(laneRows(68, 2)).toEqual({ kind: 'rows', pitch: 9, thick: 6 });
    expect(laneRows(68, 10)).toEqual({ kind: 'rows', pitch: 4, thick: 3 });
    expect(laneRows(68, 50).kind).toBe('band');
    expect(laneRows(40, 10).kind).toBe('band');
  });

  it('counts crowded marks by pixel and leaves trouble to itself', () => {
    const marks = [mark(1, 1_000), mark(2, 1_004), mark(3, 1_003, { kind: 'poll' }), mark(4, 1_500, { outcome: 'refused' })];
    const { runs, others, most } = columnsOf(marks, SCALE);
    expect([runs[0], others[0], most]).toEqual([2, 1, 3]);
    expect(runs[50]).toBe(0);
    expect(areCrowded(marks, 1_000, 1)).toBe(false);
    expect(areCrowded(marks, 10, 1)).toBe(true);
  });

  it('knows over each pixel how many are out', () => {
    const lane = new LaneRecord();
    lane.putFlights([flight(1, 900, 1_200), flight(2, 1_100, null), flight(3, 1_950, 1_980)]);
    const taken = density(lane.flights, SCALE, 1_500);
    expect([taken[0], taken[15], taken[30], taken[60], taken[96]]).toEqual([1, 2, 1, 0, 1]);
  });

  it('shows where a window ended only where answers agree', () => {
    const fixed = [mark(1, 1_100, { resetAt: 1_600 }), mark(2, 1_200, { resetAt: 1_600 }), mark(3, 1_700, { resetAt: 1_900 })];
    expect(windowEnds(fixed, SCALE)).toEqual([1_600]);
  });
});

describe('a stretch without sending', () => {
  const [studio, nord, night, , trial] = busyKeys();

  it('is known from refusals, and from what the key waits for', () => {
    const refused = mark(1, 1_000, { outcome: 'refused', status: 429, answeredAt: 1_050, retryAfterMs: 400 });
    expect(sleeps([refused], studio!, 5_000)).toEqual([{ from: 1_050, to: 1_450, why: 'refused' }]);
    const { minute } = nord!.allowance;
    expect(sleeps([], nord!, (minute.resetAt ?? 0) - 100)).toEqual([{ from: (minute.resetAt ?? 0) - 100, to: minute.resetAt, why: 'minute' }]);
    expect(sleeps([], night!, 5_000)).toEqual([{ from: 5_000, to: night!.allowance.asleep?.until, why: 'refused' }]);
  });

  it('of a spent day begins with the last answer', () => {
    expect(sleeps([mark(1, 900)], trial!, 5_000)[0]).toMatchObject({ from: 1_000, why: 'day' });
  });

  it('is one where two overlap', () => {
    const marks = [1_000, 1_200].map((at, id) => mark(id, at, { outcome: 'refused', answeredAt: at, retryAfterMs: 500 }));
    expect(sleeps(marks, studio!, 5_000)).toEqual([{ from: 1_000, to: 1_700, why: 'refused' }]);
  });
});

describe('what is planned', () => {
  it('is packed behind what is out, at the end that is expected of it', () => {
    const lane = new LaneRecord();
    lane.putFlights([flight(1, 0, null), flight(2, 0, null)]);
    const plan = (jobId: number, from: number, to: number) => ({ jobId, batchId: 1, keyId: 1, model: 'm', from, to });
    lane.setPlan([plan(1, 0, 100), plan(2, 0, 50), plan(3, 50, 150), plan(4, 100, 200)]);
    expect([...lane.expected]).toEqual([
      [1, 100],
      [2, 50],
    ]);
    expect(lane.outlines.map((one) => [one.jobId, one.row])).toEqual([
      [3, 1],
      [4, 0],
    ]);
  });

  it('is planned no more once it went out', () => {
    const lane = new LaneRecord();
    lane.setPlan([{ jobId: 9, batchId: 1, keyId: 1, model: 'm', from: 50, to: 90 }]);
    expect(lane.outlines).toHaveLength(1);
    lane.putFlight(flight(9, 52, null));
    expect(lane.outlines).toEqual([]);
  });
});
