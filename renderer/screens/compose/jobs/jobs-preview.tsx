import { useState } from 'react';
import type { ModelView } from '../../../../shared/domain.ts';
import { Empty, OutlineTiles } from '../../../components/empty.tsx';
import { counted } from '../../../look/numbers.ts';
import { inputText } from '../schema/json-text.ts';
import { JobRows } from './job-rows.tsx';
import type { Plan } from './plan.ts';

/** The jobs as they will be queued, and one of them in full. */
export function JobsPreview({ plan, model, className }: { plan: Plan; model: ModelView | null; className?: string | undefined }) {
  if (!model) return <NoJobs className={className} />;
  return <Preview plan={plan} model={model} className={className} />;
}

function NoJobs({ className }: { className: string | undefined }) {
  return (
    <section aria-label="Jobs" className={className}>
      <Empty drawing={<OutlineTiles />} title="The jobs show here before you queue them">
        Each with its prompt, its seed and what it costs.
      </Empty>
    </section>
  );
}

function Preview({ plan, model, className }: { plan: Plan; model: ModelView; className: string | undefined }) {
  const [at, setAt] = useState(0);
  const shown = Math.min(at, plan.count - 1);
  return (
    <section aria-label="Jobs" className={className}>
      <div className="flex h-10 shrink-0 items-center gap-2.5 px-4">
        <h2 className="text-body font-semibold">Jobs</h2>
        <span className="truncate text-small text-text-3">
          {counted(plan.count, 'job')} with {model.name}
        </span>
      </div>
      <JobRows plan={plan} price={model.creditsPerRun} chosen={shown} onChoose={setAt} />
      <OneJob plan={plan} at={shown} />
    </section>
  );
}

function OneJob({ plan, at }: { plan: Plan; at: number }) {
  const job = plan.at(at);
  return (
    <div className="flex max-h-[45%] shrink-0 flex-col gap-1.5 overflow-y-auto border-t border-line px-4 py-3">
      <p className="text-small text-text-3">{plan.count === 1 ? 'The job reads' : `Job ${(at + 1).toLocaleString()} reads`}</p>
      {job.prompt !== '' && (
        <p dir="auto" data-selectable className="text-body break-words whitespace-pre-wrap text-text">
          {job.prompt}
        </p>
      )}
      <p className="mt-1 text-small text-text-3">and sends</p>
      <pre className="mono text-small break-words whitespace-pre-wrap text-text-2">{inputText(job.input)}</pre>
    </div>
  );
}
