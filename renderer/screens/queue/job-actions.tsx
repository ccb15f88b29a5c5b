import { useMemo, useState } from 'react';
import type { JobDetail } from '../../../shared/domain.ts';
import { useOffer } from '../../app/offered.ts';
import { randomSeed } from '../compose/draft/draft-store.ts';
import { Button } from '../../components/button.tsx';
import { useClient, useEngine } from '../../state/engine.tsx';
import { useDoing } from '../../state/use-doing.ts';
import { jobActs } from './job-acts.ts';
import { resendCost } from './resend-cost.ts';
import { ChangeDialog } from './select/change-dialog.tsx';
import { useBulk } from './select/use-bulk.ts';

/** What can be done with a job: buttons here, and the same in the palette. */
export function JobActions({ job }: { job: JobDetail }) {
  const client = useClient();
  const cost = useEngine((state) => resendCost([job], state.models));
  const [changing, setChanging] = useState(false);
  const { doing, perform } = useDoing();
  const acts = useMemo(() => jobActs(job, { client, cost, randomSeed, change: () => setChanging(true) }), [client, job, cost]);
  const commands = useMemo(
    () => acts.filter((act) => act.disabledBecause === undefined).map((act) => ({ ...act, run: () => void perform(act.label, act.run) })),
    [acts, perform],
  );
  useOffer(commands);
  return (
    <div className="flex flex-wrap gap-2">
      {acts.map((act) => (
        <Button
          key={act.label}
          look={act.danger ? 'danger' : 'default'}
          busy={doing === act.label}
          disabledBecause={act.disabledBecause}
          icon={<act.icon size={14} strokeWidth={1.5} aria-hidden />}
          onClick={() => void perform(act.label, act.run)}
        >
          {act.label}
        </Button>
      ))}
      {changing && <ChangeJob job={job} onClose={() => setChanging(false)} />}
    </div>
  );
}

function ChangeJob({ job, onClose }: { job: JobDetail; onClose(): void }) {
  const ids = useMemo(() => [job.id], [job.id]);
  const bulk = useBulk(ids, nothing);
  const rerun = job.state !== 'queued';
  return (
    <ChangeDialog
      ids={ids}
      title={rerun ? `Change job ${job.number}, then send it again` : `Change job ${job.number}`}
      action={rerun ? 'Change and send again' : 'Change 1 job'}
      onClose={onClose}
      onChange={rerun ? bulk.rerunChanged : bulk.update}
    />
  );
}

/** Nothing is left selected. */
function nothing(): void {}
