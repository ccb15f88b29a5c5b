import type { AppError } from '../../../../shared/errors.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { counted } from '../../../look/numbers.ts';
import { refusedJobs } from './refused-jobs.ts';

const SHOWN = 5;

/** The engine took none of the jobs: why, and which. */
export function Refusal({ error, onClose }: { error: AppError; onClose(): void }) {
  const jobs = refusedJobs(error);
  const listed = jobs.length > 1 ? jobs.slice(0, SHOWN) : [];
  return (
    <ErrorNotice
      title={error.message}
      className="shrink-0"
      actions={
        <Button size="small" onClick={onClose}>
          Close
        </Button>
      }
    >
      {listed.map((job) => (
        <p key={`${job.index} ${job.message}`}>
          Job {(job.index + 1).toLocaleString()}: {job.message}
        </p>
      ))}
      {listed.length > 0 && jobs.length > SHOWN && <p>and {counted(jobs.length - SHOWN, 'more message', 'more messages')}</p>}
      {jobs.length > 0 && <p>It cost nothing.</p>}
    </ErrorNotice>
  );
}
