import { Check, Pencil, Play, RotateCcw, X } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { isHeld, type JobDetail } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { useCommand } from '../../state/command.ts';
import { useClient, useEngine } from '../../state/engine.tsx';
import { offerUndo } from '../../state/undo.ts';
import { resendCost } from './resend-cost.ts';
import { ChangeDialog } from './select/change-dialog.tsx';
import { useBulk } from './select/use-bulk.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with a job in its state. */
export function JobActions({ job }: { job: JobDetail }) {
  const models = useEngine((state) => state.models);
  const cost = resendCost([job], models);
  if (isHeld(job)) return <Held job={job} cost={cost} />;
  switch (job.state) {
    case 'failed':
    case 'cancelled':
      return <Ended job={job} cost={cost} />;
    case 'uncertain':
      return <Uncertain job={job} cost={cost} />;
    case 'queued':
    case 'submitting':
    case 'running':
    case 'collecting':
      return <Open job={job} />;
    case 'done':
      return null;
  }
}

interface ActionProps {
  job: JobDetail;
  /** What sending it once more costs, in words. */
  cost: string;
}

/** The companion ended twice while it worked on this one: only a person lets it go on. */
function Held({ job, cost }: ActionProps) {
  const release = useCommand('job.release');
  return (
    <Buttons>
      <Button busy={release.busy} icon={<Play {...ICON} />} onClick={() => void release.run({ ids: [job.id] })}>
        Let it go on, {cost}
      </Button>
    </Buttons>
  );
}

function Ended({ job, cost }: ActionProps) {
  const retry = useCommand('job.retry');
  return (
    <Buttons>
      <Button busy={retry.busy} icon={<RotateCcw {...ICON} />} onClick={() => void retry.run({ ids: [job.id] })}>
        Send again, {cost}
      </Button>
      <ChangeButton job={job} label="Change and send again" title={`Change job ${job.number}, then send it again`} rerun />
    </Buttons>
  );
}

function Uncertain({ job, cost }: ActionProps) {
  const resolve = useCommand('job.resolve');
  const ids = [job.id];
  return (
    <Buttons>
      <Button busy={resolve.busy} icon={<Check {...ICON} />} onClick={() => void resolve.run({ ids, decision: 'fail' })}>
        Count as failed
      </Button>
      <Button busy={resolve.busy} icon={<RotateCcw {...ICON} />} onClick={() => void resolve.run({ ids, decision: 'resubmit' })}>
        Send again, {cost}
      </Button>
    </Buttons>
  );
}

function Open({ job }: { job: JobDetail }) {
  const client = useClient();
  const cancel = useCommand('job.cancel');
  async function run(): Promise<void> {
    const answer = await cancel.run({ ids: [job.id] });
    if (answer) offerUndo(client, { glyph: 'cancelled', title: job.state === 'queued' ? '1 job cancelled' : '1 job is being given up', undo: answer.undo });
  }
  return (
    <Buttons>
      {job.state === 'queued' && <ChangeButton job={job} label="Change" title={`Change job ${job.number}`} />}
      <Button
        look="danger"
        busy={cancel.busy}
        disabledBecause={job.cancelling ? 'It is being given up' : undefined}
        icon={<X {...ICON} />}
        onClick={() => void run()}
      >
        Cancel 1 job
      </Button>
    </Buttons>
  );
}

function ChangeButton({ job, label, title, rerun = false }: { job: JobDetail; label: string; title: string; rerun?: boolean }) {
  const [open, setOpen] = useState(false);
  const ids = useMemo(() => [job.id], [job.id]);
  const bulk = useBulk(ids, () => {});
  return (
    <>
      <Button icon={<Pencil {...ICON} />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <ChangeDialog
          ids={ids}
          title={title}
          action={rerun ? 'Change and send again' : 'Change 1 job'}
          onClose={() => setOpen(false)}
          onChange={rerun ? bulk.rerunChanged : bulk.update}
        />
      )}
    </>
  );
}

function Buttons({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2">{children}</div>;
}
