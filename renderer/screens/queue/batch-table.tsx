import { useMemo } from 'react';
import type { BatchView } from '../../../shared/domain.ts';
import { cx } from '../../components/cx.ts';
import { unfinished } from '../../look/states.ts';
import { useBatches } from '../../state/lists.ts';
import { BATCH_COLUMNS, BatchRow } from './batch-row.tsx';
import { NoBatches } from './no-batches.tsx';

/** All batches: those with something left to do, then those that are over; newest first. Arrow keys move between them, Enter opens. */
export function BatchTable() {
  const all = useBatches();
  const batches = useMemo(() => all.toSorted((one, other) => Number(isOver(one)) - Number(isOver(other))), [all]);
  return (
    <section aria-label="Batches" className="flex min-h-0 flex-1 flex-col">
      <div aria-hidden className={cx(BATCH_COLUMNS, 'h-8 shrink-0 border-b border-line bg-panel text-small text-text-2')}>
        <span className="col-start-2">Batches</span>
        <span className="col-start-4">Progress</span>
        <span className="text-right whitespace-nowrap">jobs/min</span>
        <span className="text-right">Done at</span>
        <span className="text-right">Credits</span>
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {batches.map((batch) => (
          <BatchRow key={batch.id} batch={batch} />
        ))}
        {batches.length === 0 && <NoBatches />}
      </ul>
    </section>
  );
}

function isOver(batch: BatchView): boolean {
  return unfinished(batch.counts) + batch.counts.uncertain === 0;
}
