import { useCallback, useMemo, useState } from 'react';
import { Pause, Pencil, Play, RotateCcw } from 'lucide-react';
import type { BatchView } from '../../../shared/domain.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { Segment } from '../../components/segment.tsx';
import { counted } from '../../look/numbers.ts';
import { useClient } from '../../state/engine.tsx';
import { hrefOf, navigateInPlace } from '../../state/route.ts';
import { useDoing } from '../../state/use-doing.ts';
import { openBatchDialog } from './batch-dialog.ts';
import { BatchHold } from './batch-hold.tsx';
import { BatchHero } from './batch-hero.tsx';
import { useBatchActions, type BatchActions } from './batch-actions.ts';
import { JobFilters } from './job-filters.tsx';
import { JobInspector } from './job-inspector.tsx';
import { JobList } from './job-list.tsx';
import { useListCommands } from './list-commands.ts';
import { ALL_JOBS, jobQuery, type JobFilter } from './job-query.ts';
import { RowsGrid } from './rows/rows-grid.tsx';
import { SilentNotice } from './silent-notice.tsx';
import { useSelection } from './select/use-selection.ts';
import { retryFailed } from './retry-failed.ts';

/** One batch: its figures, its jobs, and the chosen job beside them. */
export function BatchScreen({ batch, jobId }: { batch: BatchView; jobId: number | null }) {
  const [filter, setFilter] = useState<JobFilter>(ALL_JOBS);
  const [view, setView] = useState<'rows' | 'jobs'>(batch.layout.kind === 'list' ? 'jobs' : 'rows');
  const { layout } = batch;
  const query = useMemo(() => jobQuery(batch.id, filter), [batch.id, filter]);
  const selection = useSelection(query);
  const actions = useBatchActions(batch);
  const { everything } = selection;
  const show = useCallback((next: JobFilter) => (setView('jobs'), setFilter(next)), []);
  const selectAll = useCallback(() => (setView('jobs'), everything()), [everything]);
  useListCommands(batch, show, selectAll);
  const choose = useCallback((id: number) => navigateInPlace('queue', batch.id, id), [batch.id]);
  const showAll = useCallback(() => setFilter(ALL_JOBS), []);
  return (
    <>
      <ScreenTitle title={batch.name} within={{ title: 'Queue', href: hrefOf('queue') }} actions={<Actions batch={batch} hold={actions.hold} />} />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <SilentNotice />
          <BatchHold batch={batch} actions={actions} />
          <BatchHero batch={batch} />
          {layout.kind !== 'list' && <RowsOrJobs kind={layout.kind} view={view} onChange={setView} />}
          {layout.kind !== 'list' && view === 'rows' ? (
            <RowsGrid batch={batch} across={layout.across} kind={layout.kind} />
          ) : (
            <>
              <JobFilters batch={batch} filter={filter} onChange={setFilter} onSelectAll={everything} />
              <JobList query={query} selection={selection} chosen={jobId} onChoose={choose} onClear={showAll} />
            </>
          )}
        </div>
        {jobId !== null && <JobInspector key={jobId} id={jobId} onClose={() => navigateInPlace('queue', batch.id)} />}
      </div>
    </>
  );
}

function RowsOrJobs({ kind, view, onChange }: { kind: 'race' | 'line'; view: 'rows' | 'jobs'; onChange(view: 'rows' | 'jobs'): void }) {
  const choices = [
    { value: 'rows', label: kind === 'race' ? 'Side by side' : 'Step by step' },
    { value: 'jobs', label: 'All jobs' },
  ] as const;
  return (
    <div className="flex h-10 shrink-0 items-center border-b border-line px-4">
      <Segment<'rows' | 'jobs'> label="How the batch is shown" value={view} choices={choices} onChange={onChange} />
    </div>
  );
}

function Actions({ batch, hold }: { batch: BatchView; hold: BatchActions['hold'] }) {
  const client = useClient();
  const { doing, perform } = useDoing();
  const rerun = () => void perform('rerun', () => retryFailed(client, batch.id));
  return (
    <>
      {hold && (
        <Button
          look="ghost"
          busy={hold.busy}
          onClick={hold.run}
          icon={hold.label === 'Pause' ? <Pause size={16} strokeWidth={1.5} aria-hidden /> : <Play size={16} strokeWidth={1.5} aria-hidden />}
        >
          {hold.label}
        </Button>
      )}
      {batch.counts.failed > 0 && (
        <>
          <Button busy={doing === 'rerun'} onClick={rerun} icon={<RotateCcw size={16} strokeWidth={1.5} aria-hidden />}>
            Rerun {counted(batch.counts.failed, 'failed', 'failed')}
          </Button>
          <IconButton
            label="Rerun them with one thing changed"
            icon={<Pencil size={16} strokeWidth={1.5} aria-hidden />}
            onClick={() => openBatchDialog('rerun-changed', batch.id)}
          />
        </>
      )}
    </>
  );
}
