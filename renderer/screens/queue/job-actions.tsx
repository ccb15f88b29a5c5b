import { Check, RotateCcw, X } from 'lucide-react';
import type { JobDetail } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';
import { resendCost } from './resend-cost.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with a job in its state. */
export function JobActions({ job }: { job: JobDetail }) {
  const retry = useCommand('job.retry');
  const cancel = useCommand('job.cancel');
  const resolve = useCommand('job.resolve');
  const ids = [job.id];
  const models = useEngine((state) => state.models);
  const cost = resendCost([job], models);
  switch (job.state) {
    case 'failed':
    case 'cancelled':
      return (
        <div>
          <Button busy={retry.busy} icon={<RotateCcw {...ICON} />} onClick={() => void retry.run({ ids })}>
            Send again, {cost}
          </Button>
        </div>
      );
    case 'uncertain':
      return (
        <div className="flex flex-wrap gap-2">
          <Button busy={resolve.busy} icon={<Check {...ICON} />} onClick={() => void resolve.run({ ids, decision: 'fail' })}>
            Count as failed
          </Button>
          <Button busy={resolve.busy} icon={<RotateCcw {...ICON} />} onClick={() => void resolve.run({ ids, decision: 'resubmit' })}>
            Send again, {cost}
          </Button>
        </div>
      );
    case 'queued':
    case 'running':
      return (
        <div>
          <Button look="danger" busy={cancel.busy} icon={<X {...ICON} />} onClick={() => void cancel.run({ ids })}>
            Cancel 1 job
          </Button>
        </div>
      );
    default:
      return null;
  }
}
