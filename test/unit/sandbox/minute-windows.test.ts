/** Each way of counting a minute against its definition, written out as plainly as possible over the whole history. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMinuteWindow, WINDOW_KINDS, type MinuteWindow, type WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1, 12, 0, 0);

/** Whether one more request is admitted at `t`, given the times of those admitted before. */
const DEFINITIONS: Record<WindowKind, (admitted: readonly number[], t: number, limit: number) => boolean> = {
  fixed: (admitted, t, limit) => admitted.filter((a) => Math.floor(a / MINUTE) === Math.floor(t / MINUTE)).length < limit,
  sliding: (admitted, t, limit) => admitted.filter((a) => a > t - MINUTE).length < limit,
  'token-bucket': (admitted, t, limit) => {
    // Exact: everything times `limit`, in whole numbers.
    let tat = 0n;
    for (const a of admitted) tat = max(tat, BigInt(a) * BigInt(limit)) + BigInt(MINUTE);
    return BigInt(t) * BigInt(limit) >= tat - BigInt(limit - 1) * BigInt(MINUTE);
  },
};

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** Offset of the first request within the minute, then the gaps: mostly bursts, sometimes long. */
const arrivals = fc.record({
  limit: fc.oneof(fc.constantFrom(1, 2, 7, 10, 60), fc.integer({ min: 1, max: 40 })),
  offset: fc.integer({ min: 0, max: MINUTE - 1 }),
  gaps: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 9_000 }), fc.constantFrom(MINUTE - 1, MINUTE, 6_000)), {
    minLength: 20,
    maxLength: 120,
    size: 'max',
  }),
});

function admitsMore(kind: WindowKind, admitted: readonly number[], t: number, limit: number): number {
  const all = [...admitted];
  while (DEFINITIONS[kind](all, t, limit)) all.push(t);
  return all.length - admitted.length;
}

function check(kind: WindowKind, window: MinuteWindow, admitted: readonly number[], t: number): boolean {
  const free = DEFINITIONS[kind](admitted, t, window.limit);
  const earliest = window.earliestMs(t);
  expect(earliest === t).toBe(free);
  expect(window.remaining(t)).toBe(admitsMore(kind, admitted, t, window.limit));
  if (!free) {
    expect(DEFINITIONS[kind](admitted, earliest, window.limit)).toBe(true);
    expect(DEFINITIONS[kind](admitted, earliest - 1, window.limit)).toBe(false);
  }
  return free;
}

describe.each(WINDOW_KINDS)('%s window', (kind) => {
  it('admits, refuses and foretells exactly as its definition does', () => {
    fc.assert(
      fc.property(arrivals, ({ limit, offset, gaps }) => {
        const window = createMinuteWindow(kind, limit);
        const admitted: number[] = [];
        let t = START + offset;
        for (const gap of gaps) {
          t += gap;
          if (!check(kind, window, admitted, t)) continue;
          window.take(t);
          admitted.push(t);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('foretells without changing anything', () => {
    const window = createMinuteWindow(kind, 2);
    window.take(START);
    window.earliestMs(START + 5 * MINUTE);
    expect(window.remaining(START)).toBe(1);
  });
});

describe('reset', () => {
  const at = START + 20_000;

  it('is the end of the wall-clock minute in a fixed window', () => {
    const window = createMinuteWindow('fixed', 10);
    window.take(at);
    expect(window.resetAtMs(at)).toBe(START + MINUTE);
    expect(window.remaining(START + MINUTE)).toBe(10);
  });

  it('is when the oldest request leaves a sliding window', () => {
    const window = createMinuteWindow('sliding', 10);
    window.take(at);
    window.take(at + 5_000);
    expect(window.resetAtMs(at + 6_000)).toBe(at + MINUTE);
    expect(window.remaining(at + MINUTE)).toBe(9);
    expect(window.resetAtMs(at + MINUTE)).toBe(at + 5_000 + MINUTE);
  });

  it('is when a token bucket is full again', () => {
    const window = createMinuteWindow('token-bucket', 10);
    window.take(at);
    window.take(at);
    expect(window.resetAtMs(at)).toBe(at + 12_000);
    expect(window.remaining(at + 12_000)).toBe(10);
    expect(window.remaining(at + 11_999)).toBe(9);
  });
});
