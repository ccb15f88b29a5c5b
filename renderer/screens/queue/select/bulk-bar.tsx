import { useMemo, useState } from 'react';
import { useOffer } from '../../../app/offered.ts';
import { ChevronsDown, ChevronsUp, Pencil, RotateCcw, X } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { OutcomeCount } from '../../../components/glyph.tsx';
import { count, counted } from '../../../look/numbers.ts';
import { JOB_STATES, type JobState } from '../../../../shared/job-state.ts';
import { CANCELLABLE, inStates, RERUNNABLE } from './bulk.ts';
import { bulkCommands } from './bulk-commands.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { useBulk } from './use-bulk.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;
const NONE_OF: Readonly<Record<'queued' | 'rerun' | 'cancel', string>> = {
  queued: 'None of them waits',
  rerun: 'None of them failed or was cancelled',
  cancel: 'All of them have ended',
};

/** In place of the header while jobs are selected: how many, in which states, and what can be done with them. */
export function BulkBar({ selected, onClear }: { selected: ReadonlySet<number>; onClear(): void }) {
  const ids = useMemo(() => [...selected], [selected]);
  const bulk = useBulk(ids, onClear);
  const [dialog, setDialog] = useState<'update' | 'rerun' | null>(null);
  useOffer(useMemo(() => bulkCommands(bulk, { ask: setDialog, clear: onClear }), [bulk, onClear]));
  const of = (states: readonly JobState[]) => (bulk.census ? inStates(bulk.census, states) : 0);
  const queued = of(['queued']);
  const failed = of(RERUNNABLE);
  const open = of(CANCELLABLE);
  const unless = (jobs: number, why: string) => (jobs > 0 ? undefined : why);
  return (
    <div
      role="toolbar"
      aria-label={`${counted(ids.length, 'job')} selected`}
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-raised px-4 py-1"
    >
      <span className="text-body font-medium text-text">{count(ids.length)} selected</span>
      <span className="flex gap-2 pr-2">
        {JOB_STATES.map((state) =>
          bulk.census && bulk.census.counts[state] > 0 ? <OutcomeCount key={state} name={state} count={count(bulk.census.counts[state])} /> : null,
        )}
      </span>
      <Button size="small" icon={<Pencil {...ICON} />} disabledBecause={unless(queued, NONE_OF.queued)} onClick={() => setDialog('update')}>
        Change {counted(queued, 'queued', 'queued')}
      </Button>
      <Button size="small" icon={<ChevronsUp {...ICON} />} disabledBecause={unless(queued, NONE_OF.queued)} onClick={() => void bulk.update({ priority: 10 })}>
        First
      </Button>
      <Button
        size="small"
        icon={<ChevronsDown {...ICON} />}
        disabledBecause={unless(queued, NONE_OF.queued)}
        onClick={() => void bulk.update({ priority: -10 })}
      >
        Last
      </Button>
      <Button size="small" icon={<RotateCcw {...ICON} />} disabledBecause={unless(failed, NONE_OF.rerun)} onClick={() => void bulk.rerun()}>
        Rerun {count(failed)}
      </Button>
      <Button size="small" icon={<RotateCcw {...ICON} />} disabledBecause={unless(failed, NONE_OF.rerun)} onClick={() => setDialog('rerun')}>
        With one thing changed
      </Button>
      <Button size="small" look="danger" icon={<X {...ICON} />} disabledBecause={unless(open, NONE_OF.cancel)} onClick={() => void bulk.cancel()}>
        Cancel {count(open)}
      </Button>
      <Button size="small" look="ghost" className="ml-auto" onClick={onClear}>
        Select none
      </Button>
      {dialog === 'update' && (
        <ChangeDialog
          ids={ids}
          title={ids.length === 1 ? 'Change this job' : `Change ${counted(queued, 'queued job')}`}
          action={`Change ${counted(queued, 'job')}`}
          onClose={() => setDialog(null)}
          onChange={bulk.update}
        />
      )}
      {dialog === 'rerun' && (
        <ChangeDialog
          ids={ids}
          title={`Rerun ${counted(failed, 'job')} with one thing changed`}
          action={`Change and rerun ${counted(failed, 'job')}`}
          onClose={() => setDialog(null)}
          onChange={bulk.rerunChanged}
        />
      )}
    </div>
  );
}
