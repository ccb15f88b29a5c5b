import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import type { AppError } from '../../../../shared/errors.ts';
import { refusedJobs } from './refused-jobs.ts';

const SHOWN = 5;

/** The engine took none of the jobs: why, and which. */
export function Refusal({ error, onClose }: { error: AppError; onClose(): void }) {
  const jobs = refusedJobs(error);
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
      {jobs.slice(0, SHOWN).map((job) => (
        <p key={job.index}>
          Job {job.index + 1}: {job.message}
        </p>
      ))}
      {jobs.length > SHOWN && <p>and {jobs.length - SHOWN} more</p>}
      <p>Nothing was queued and nothing was spent.</p>
    </ErrorNotice>
  );
}
