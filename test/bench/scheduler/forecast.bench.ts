import { expect, it } from 'vitest';
import { JobLine } from '../../../electron/engine/queue/job-line.ts';
import { forecast } from '../../../electron/engine/scheduler/forecast.ts';
import { NOTHING_LEARNED } from '../../../electron/engine/scheduler/learned.ts';
import { KeyMeter } from '../../../electron/engine/scheduler/meter.ts';
import { slice } from '../../../electron/engine/scheduler/slice.ts';

const NOW = Date.UTC(2026, 0, 5, 9);
const LIMITS = [10, 60, 60, 60, 60, 300, 300, 300];

const LENGTHS: Readonly<Record<string, number>> = { picture: 4_000, fine: 12_000, clip: 90_000 };
const usualMs = (_endpoint: string, model: string) => LENGTHS[model]!;
const runs = { usualMs, polls: (_endpoint: string, model: string) => (model === 'clip' ? 1 : 0) };

/** How long a look ahead over 10,000 jobs and 8 keys takes, and its longest slice. */
it.each([
  ['alike', ['picture']],
  ['of three models', [...Array.from({ length: 20 }, () => 'picture'), 'fine', 'fine', 'fine', 'clip', 'clip']],
] as const)('10,000 jobs over 8 keys, %s', (name, models) => {
  const totals: number[] = [];
  const slices: number[] = [];
  for (let run = 0; run < 7; run++) {
    const keys = LIMITS.map((limit, id) => ({
      id,
      label: `key ${id}`,
      endpoint: 'api' as const,
      labels: [],
      account: null,
      forbidden: new Set<string>(),
      onlyByLabel: false,
      meter: new KeyMeter({ ...NOTHING_LEARNED, limit }, { sends: [], usedToday: 0, now: NOW }, () => 0.5),
    }));
    const batches = [1, 2, 3].map((id) => ({
      id,
      endpoint: 'api' as const,
      priority: 0,
      hand: false,
      labels: [],
      paused: false,
      jobs: new JobLine(
        Array.from({ length: 3_334 }, (_, index) => ({
          id: id * 100_000 + index,
          model: models[index % models.length]!,
          priority: 0,
          notBefore: 0,
          outputs: 1,
        })),
      ),
    }));
    const steps = forecast({ now: NOW, keys, batches, running: [], durationMs: usualMs, runs });
    const began = performance.now();
    for (let before = began; ;) {
      const turn = slice(steps, { monotonic: () => performance.now() });
      const now = performance.now();
      slices.push(now - before);
      before = now;
      if (turn.done) break;
    }
    totals.push(performance.now() - began);
  }
  const middle = totals.toSorted((a, b) => a - b)[3] ?? 0;
  process.stdout.write(`\nforecast of 10,000 jobs over 8 keys, ${name}: median ${middle.toFixed(0)} ms, longest slice ${Math.max(...slices).toFixed(1)} ms\n`);
  expect(totals).toHaveLength(7);
});
