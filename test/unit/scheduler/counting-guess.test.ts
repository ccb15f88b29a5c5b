import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_LEARNED } from '../../../electron/engine/scheduler/learned.ts';
import { KeyMeter } from '../../../electron/engine/scheduler/meter.ts';
import { createMinuteWindow, type WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';

const MINUTE = Date.UTC(2026, 0, 5, 9);

interface Told {
  window: WindowKind;
  limit: number;
  /** Into the server's minute, ms. */
  startMs: number;
  requests: number;
  everyMs: number;
  /** How long the server works on each, ms. */
  serviceMs: number;
}

/** What a key's meter takes the server for, after it was told of so many requests by its headers. */
function guessed({ window, limit, startMs, requests, everyMs, serviceMs }: Told): string {
  const server = createMinuteWindow(window, limit);
  const now = MINUTE + startMs;
  const meter = new KeyMeter({ ...NOTHING_LEARNED, limit }, { sends: [], usedToday: 0, now }, () => 0.5);
  const answers = Array.from({ length: requests }, (_, id) => {
    const at = now + id * everyMs;
    server.take(at);
    return { id, at, remaining: server.remaining(at), resetAtMs: Math.ceil(server.resetAtMs(at) / 1_000) * 1_000 };
  });
  for (const { id, at } of answers) meter.sent(id, at);
  for (const { id, at, remaining, resetAtMs } of answers) {
    const limits = {
      limit,
      remaining,
      resetAtMs,
      retryAfterMs: null,
      serverNowMs: at + serviceMs,
      raw: { limit: null, remaining: null, reset: null, retryAfter: null },
    };
    meter.answered(id, at + serviceMs, { status: 200, limits, serviceMs });
  }
  return meter.looksLike;
}

describe('how a server seems to count, before it is proved', () => {
  const burst = { limit: 60, startMs: 41_000, requests: 40, everyMs: 100, serviceMs: 500 };

  it('is told by what it announces as Reset', () => {
    expect(guessed({ ...burst, window: 'token-bucket' })).toBe('bucket');
    expect(guessed({ ...burst, window: 'fixed' })).toBe('fixed');
    expect(guessed({ ...burst, window: 'sliding' })).toBe('unknown');
  });

  it('stays open where windows begin as we do, and after few answers', () => {
    expect(guessed({ ...burst, window: 'fixed', startMs: 0 })).toBe('unknown');
    expect(guessed({ ...burst, window: 'token-bucket', requests: 5 })).toBe('unknown');
  });

  it('takes no window for a bucket, however the answers fall', () => {
    const told = fc.record({
      window: fc.constantFrom<WindowKind>('fixed', 'sliding'),
      limit: fc.constantFrom(10, 60, 300),
      startMs: fc.integer({ min: 0, max: 59_999 }),
      requests: fc.integer({ min: 1, max: 60 }),
      everyMs: fc.integer({ min: 1, max: 200 }),
      serviceMs: fc.integer({ min: 0, max: 8_000 }),
    });
    const found = { window: 'fixed', limit: 60, startMs: 26_412, requests: 30, everyMs: 7, serviceMs: 6_988 } as const;
    fc.assert(
      fc.property(told, (one) => {
        fc.pre(one.requests <= one.limit);
        expect(guessed(one)).not.toBe('bucket');
      }),
      { examples: [[found]], numRuns: Number(process.env['PROPERTY_RUNS'] ?? 200) },
    );
  });
});
