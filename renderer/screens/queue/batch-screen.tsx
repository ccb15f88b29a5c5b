import { useState } from 'react';
import { Pause, Play, RotateCcw } from 'lucide-react';
import type { BatchView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { Segment } from '../../components/segment.tsx';
import { counted } from '../../look/numbers.ts';
import { hrefOf, navigateInPlace } from '../../state/route.ts';
import { BatchHold } from './batch-hold.tsx';
import { BatchHero } from './batch-hero.tsx';
import { useBatchActions, type BatchActions } from './batch-actions.ts';
import { JobFilters } from './job-filters.tsx';
import { JobInspector } from './job-inspector.tsx';
import { JobList } from './job-list.tsx';
import { ALL_JOBS, jobQuery, type JobFilter } from './job-query.ts';
import { RowsGrid } from './rows/rows-grid.tsx';
import { SilentNotice } from './silent-notice.tsx';
import { useSelection } from './select/use-selection.ts';
import { useRetryFailed } from './retry-failed.ts';

/** One batch: its figures, its jobs, and the chosen job beside them. */
export function BatchScreen({ batch, jobId }: { batch: BatchView; jobId: number | null }) {
  const [filter, setFilter] = useState<JobFilter>(ALL_JOBS);
  const [view, setView] = useState<'rows' | 'jobs'>(batch.layout.kind === 'list' ? 'jobs' : 'rows');
  const { layout } = batch;
  const query = jobQuery(batch.id, filter);
  const selection = useSelection(query);
  const actions = useBatchActions(batch);
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
              <JobFilters batch={batch} filter={filter} onChange={setFilter} onSelectAll={selection.everything} />
              <JobList
                query={query}
                selection={selection}
                chosen={jobId}
                onChoose={(id) => navigateInPlace('queue', batch.id, id)}
                onClear={() => setFilter(ALL_JOBS)}
              />
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
  const retry = useRetryFailed(batch);
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
        <Button busy={retry.busy} onClick={() => void retry.run()} icon={<RotateCcw size={16} strokeWidth={1.5} aria-hidden />}>
          Rerun {counted(batch.counts.failed, 'failed', 'failed')}
        </Button>
      )}
    </>
  );
}
