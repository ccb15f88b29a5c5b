import type { JobDetail } from '../../../shared/domain.ts';
import { InspectorSection } from '../../components/inspector.tsx';
import { cx } from '../../components/cx.ts';
import { took } from '../../look/times.ts';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';
import { timeSpans } from './time-spans.ts';
import { findModel } from '../../state/models.ts';

/** Queued here, held by a limit, at the API: one bar, and the words under it. */
export function TimeSpent({ job }: { job: JobDetail }) {
  const usual = useEngine((state) => findModel(state.models, job.model)?.usualMs ?? null);
  const now = useNow(1_000);
  const spans = timeSpans(job, now);
  if (!spans) return null;
  const whole = spans.queued + spans.held + spans.away || 1;
  const share = (ms: number) => ({ width: `${Math.max(2, (100 * ms) / whole)}%` });
  return (
    <InspectorSection title="Where the time went">
      <div aria-hidden className="flex h-2 gap-px overflow-hidden">
        <div className="rounded-l-full bg-wait" style={share(spans.queued)} />
        {spans.held > 0 && <div className="hatch" style={share(spans.held)} />}
        <div className={cx('flex-1 rounded-r-full', AWAY[job.state] ?? 'bg-now')} />
      </div>
      <p className="flex flex-wrap justify-between gap-x-3 text-small text-text-2">
        <span>
          queued here <span className="mono text-text">{took(spans.queued)}</span>
        </span>
        {spans.held > 0 && (
          <span>
            held <span className="mono text-text">{took(spans.held)}</span>
          </span>
        )}
        <span>
          at the API <span className="mono text-text">{took(spans.away)}</span>
          {usual !== null && `, usually ${took(usual)}`}
        </span>
      </p>
    </InspectorSection>
  );
}

const AWAY: Partial<Record<JobDetail['state'], string>> = {
  done: 'bg-done',
  failed: 'bg-fail',
  uncertain: 'bg-unsure',
  cancelled: 'bg-wait',
  queued: 'bg-wait',
};
