import { useMemo, useState } from 'react';
import type { KeyView } from '../../../../shared/domain.ts';
import { Segment } from '../../../components/segment.tsx';
import { count, counted } from '../../../look/numbers.ts';
import { useNow } from '../../../state/clock.ts';
import { chartRows, chartSums } from './chart-rows.ts';
import { PlotCanvas } from './plot-canvas.tsx';
import { useMinutes } from './use-minutes.ts';

const HOUR = 60 * 60_000;
const RANGES = {
  hour: { ms: HOUR, step: 1, words: 'in the last hour' },
  day: { ms: 24 * HOUR, step: 10, words: 'in the last 24 h; each bar is the busiest minute of ten' },
} as const;
type Range = keyof typeof RANGES;

const CHOICES: readonly { value: Range; label: string }[] = [
  { value: 'hour', label: '1 h' },
  { value: 'day', label: '1 d' },
];

/** What the key was allowed, what it used, and where it was refused: minute by minute. */
export function KeyChart({ keyView: key }: { keyView: KeyView }) {
  const [range, setRange] = useState<Range>('hour');
  const minutes = useMinutes(key.id);
  const now = useNow(60_000);
  const { ms, step, words } = RANGES[range];
  const rows = useMemo(() => chartRows(minutes ?? [], now - ms, now + 60_000, step), [minutes, now, ms, step]);
  const sums = chartSums(minutes ?? [], now - ms);
  return (
    <section aria-label="Requests a minute" className="flex flex-col gap-2 border-b border-line px-6 py-4">
      <div className="flex min-h-7 items-center gap-4 text-small text-text-2">
        <h3 className="font-medium text-text">Requests a minute</h3>
        <Legend />
        <Segment label="How far back" value={range} choices={CHOICES} onChange={(next) => setRange(next)} className="ml-auto" />
      </div>
      <PlotCanvas rows={rows} />
      <p className="min-h-4 text-small text-text-2">
        {minutes === null
          ? 'Reading what it did'
          : `${counted(sums.requests, 'request')} ${words}. Busiest minute ${count(sums.busiest)}, ${counted(sums.refused, 'refusal')}, ${counted(sums.lost, 'lost answer')}.`}
      </p>
    </section>
  );
}

function Legend() {
  return (
    <ul aria-hidden className="flex gap-3 text-label">
      {[
        ['used', 'bg-text-2 h-2'],
        ['limit', 'bg-line-3 h-px'],
        ['429', 'bg-fail h-2'],
        ['lost', 'bg-unsure h-2'],
      ].map(([word, look]) => (
        <li key={word} className="flex items-center gap-1.5">
          <span className={`w-3 ${look}`} />
          {word}
        </li>
      ))}
    </ul>
  );
}
