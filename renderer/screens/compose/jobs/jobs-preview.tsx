import { memo, useState } from 'react';
import type { ModelView } from '../../../../shared/domain.ts';
import { Empty, OutlineTiles } from '../../../components/empty.tsx';
import { Switch } from '../../../components/switch.tsx';
import { count, counted } from '../../../look/numbers.ts';
import { changeDraft } from '../draft/draft-store.ts';
import type { Follow } from '../after/follow.ts';
import type { Draft } from '../draft/draft.ts';
import { ModeChoice } from '../matrix/mode-choice.tsx';
import type { Forecast } from '../foot/use-forecast.ts';
import { rowPrice } from './cost.ts';
import { JobRows } from './job-rows.tsx';
import { KeyShares } from './key-shares.tsx';
import type { Made } from './use-made.ts';
import { OneJob } from './one-job.tsx';
import type { Plan } from './plan.ts';

export interface JobsPreviewProps {
  draft: Draft;
  plan: Plan;
  model: ModelView | null;
  /** What each job becomes; null before there is a model. */
  follow: Follow | null;
  made: Made;
  forecast: Forecast | null;
  className?: string | undefined;
}

/** The jobs as they will be queued, and one of them in full. */
export const JobsPreview = memo(function JobsPreview({ model, follow, ...rest }: JobsPreviewProps) {
  if (!model || !follow) return <NoJobs className={rest.className} />;
  return <Preview model={model} follow={follow} {...rest} />;
});

function NoJobs({ className }: { className: string | undefined }) {
  return (
    <section aria-label="Jobs" className={className}>
      <Empty drawing={<OutlineTiles />} title="The jobs show here before you queue them">
        Each with its prompt, its seed and what it costs.
      </Empty>
    </section>
  );
}

/** Rows a browser can hold in one scrolled box (its pixels end at about 33 million). */
const MOST_ROWS = 1_000_000;

function Preview({ draft, plan, model, follow, made, forecast, className }: JobsPreviewProps & { model: ModelView; follow: Follow }) {
  const [at, setAt] = useState(0);
  const shown = Math.min(at, plan.count - 1);
  const drawn = plan.count > MOST_ROWS ? { ...plan, count: MOST_ROWS } : plan;
  return (
    <section aria-label="Jobs" className={className}>
      <div className="flex min-h-10 shrink-0 items-center gap-2.5 px-4">
        <h2 className="text-body font-semibold">{plan.columns.length > 0 ? 'Matrix' : 'Jobs'}</h2>
        <span className="min-w-0 flex-1 truncate text-small text-text-3">{rowsWords(plan, model, follow)}</span>
        {plan.columns.length > 0 && <ModeChoice draft={draft} />}
      </div>
      <JobRows plan={drawn} price={rowPrice(follow.models)} chosen={shown} onChoose={setAt} made={draft.leaveOut ? made.jobs : NOTHING} />
      {(made.jobs.size > 0 || made.looking) && <LeaveOut draft={draft} made={made} />}
      <OneJob plan={plan} at={shown} follow={follow} />
      {forecast && plan.count > 1 && <KeyShares forecast={forecast} />}
    </section>
  );
}

const NOTHING: Made['jobs'] = new Map();

/** `252 combinations`; `252 combinations × 3 steps` where each row is a line. */
function rowsWords(plan: Plan, model: ModelView, { layout, models }: Follow): string {
  const alone = layout.kind === 'list';
  if (alone && plan.columns.length === 0) return `${counted(plan.count, 'job')} with ${model.name}`;
  const rows = plan.columns.length > 0 ? counted(plan.count, 'combination') : counted(plan.count, 'row');
  return alone ? rows : `${rows} × ${counted(models.length, layout.kind === 'line' ? 'step' : 'model')}`;
}

function LeaveOut({ draft, made }: { draft: Draft; made: Made }) {
  return (
    <div className="flex h-9 shrink-0 items-center justify-between gap-3 border-t border-line px-4">
      <span className="truncate text-small text-text-2">{made.looking ? 'Looking in the library …' : `${count(made.jobs.size)} already in the library`}</span>
      <Switch checked={draft.leaveOut} onChange={(leaveOut) => changeDraft((before) => ({ ...before, leaveOut }))}>
        Reuse what the library has, free
      </Switch>
    </div>
  );
}
