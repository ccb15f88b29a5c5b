import { useState } from 'react';
import { Pause, Play, RotateCcw } from 'lucide-react';
import type { BatchView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { counted } from '../../look/numbers.ts';
import { hrefOf, navigateInPlace } from '../../state/route.ts';
import { BatchHold } from './batch-hold.tsx';
import { BatchHero } from './batch-hero.tsx';
import { useBatchActions, type BatchActions } from './batch-actions.ts';
import { JobFilters } from './job-filters.tsx';
import { JobInspector } from './job-inspector.tsx';
import { JobList } from './job-list.tsx';
import { ALL_JOBS, jobQuery, type JobFilter } from './job-query.ts';
import { SilentNotice } from './silent-notice.tsx';
import { useSelection } from './select/use-selection.ts';
import { useRetryFailed } from './retry-failed.ts';

/** One batch: its figures, its jobs, and the chosen job beside them. */
export function BatchScreen({ batch, jobId }: { batch: BatchView; jobId: number | null }) {
  const [filter, setFilter] = useState<JobFilter>(ALL_JOBS);
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
          <JobFilters batch={batch} filter={filter} onChange={setFilter} onSelectAll={selection.everything} />
          <JobList
            query={query}
            selection={selection}
            chosen={jobId}
            onChoose={(id) => navigateInPlace('queue', batch.id, id)}
            onClear={() => setFilter(ALL_JOBS)}
          />
        </div>
        {jobId !== null && <JobInspector key={jobId} id={jobId} onClose={() => navigateInPlace('queue', batch.id)} />}
      </div>
    </>
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
