import { useMemo } from 'react';
import { cx } from '../../components/cx.ts';
import { useBatches } from '../../state/lists.ts';
import { BATCH_COLUMNS, BatchRow } from './batch-row.tsx';
import { inOrder, isOver } from './order/order.ts';
import { useMove } from './order/use-move.ts';
import { NoBatches } from './no-batches.tsx';

/** All batches: what needs a person, then in the order in which they are sent, then those that are over. Arrow keys move between them, Enter opens. */
export function BatchTable() {
  const all = useBatches();
  const batches = useMemo(() => inOrder(all), [all]);
  const move = useMove();
  const movable = batches.filter((batch) => !isOver(batch)).map((batch) => batch.id);
  return (
    <section aria-label="Batches" className="flex min-h-0 flex-1 flex-col">
      <div aria-hidden className={cx(BATCH_COLUMNS, 'h-8 shrink-0 border-b border-line bg-panel text-small text-text-2')}>
        <span className="col-start-2">Batches</span>
        <span className="col-start-4">Progress</span>
        <span className="text-right whitespace-nowrap">jobs/min</span>
        <span className="text-right">Done at</span>
        <span className="text-right">Credits</span>
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto bg-bg">
        {batches.map((batch) => (
          <BatchRow key={batch.id} batch={batch} place={placeOf(movable, batch.id)} move={move} />
        ))}
        {batches.length === 0 && <NoBatches />}
      </ul>
    </section>
  );
}

function placeOf(movable: readonly number[], id: number): number | null {
  const at = movable.indexOf(id);
  return at < 0 ? null : at;
}
