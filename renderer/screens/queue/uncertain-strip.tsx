import { Ellipsis } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { JobView } from '../../../shared/domain.ts';
import { useOffer } from '../../app/offered.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { Menu } from '../../components/menu.tsx';
import { count } from '../../look/numbers.ts';
import { useClient, useEngine } from '../../state/engine.tsx';
import { hrefOf } from '../../state/route.ts';
import { useDoing } from '../../state/use-doing.ts';
import { resendCost } from './resend-cost.ts';
import { type Decide, uncertainCommands } from './uncertain-commands.ts';
import { useUncertainJobs } from './uncertain-jobs.ts';

/** Sent, and the answer was lost: shown before anything else, with what is known, and one click decides. */
export function UncertainStrip() {
  const total = useEngine((state) => state.totals?.counts.uncertain ?? 0);
  return total > 0 ? <Strip total={total} /> : null;
}

function Strip({ total }: { total: number }) {
  const jobs = useUncertainJobs();
  const models = useEngine((state) => state.models);
  const client = useClient();
  const { doing, perform } = useDoing();
  const job = jobs[0];
  const decide = useCallback<Decide>(
    (ids, decision) => void perform(decision, () => client.call('job.resolve', { ids: [...ids], decision })),
    [client, perform],
  );
  const commands = useMemo(() => {
    const costs = { first: resendCost(jobs.slice(0, 1), models), all: resendCost(jobs, models) };
    return uncertainCommands(jobs, costs, decide);
  }, [jobs, models, decide]);
  useOffer(commands);
  const undecided = doing === null ? undefined : 'Deciding';
  return (
    <section
      aria-label={`${count(total)} uncertain`}
      className="flex min-h-11 shrink-0 items-center gap-3 border-b border-l-3 border-b-line border-l-unsure bg-[color-mix(in_oklab,var(--color-unsure-dim)_55%,var(--color-bg))] py-2 pr-3 pl-4"
    >
      <Glyph name="uncertain" size={14} />
      <span className="shrink-0 text-body font-semibold text-unsure-text">{count(total)} uncertain</span>
      <p className="line-clamp-2 min-w-0 flex-1 text-body text-text">{job && <Known job={job} />}</p>
      {job && (
        <div className="flex shrink-0 items-center gap-2">
          <a href={hrefOf('queue', job.batchId, job.id)} className="rounded-chip px-2 text-body text-text-2 hover:text-text">
            What is known
          </a>
          <Button size="small" disabledBecause={undecided} onClick={() => decide([job.id], 'fail')}>
            Count as failed
          </Button>
          <Button size="small" disabledBecause={undecided} onClick={() => decide([job.id], 'resubmit')}>
            Send again, {resendCost([job], models)}
          </Button>
          {jobs.length > 1 && <AllMenu jobs={jobs} cost={resendCost(jobs, models)} decide={decide} />}
        </div>
      )}
    </section>
  );
}

function Known({ job }: { job: JobView }) {
  const batch = useEngine((state) => state.batches[job.batchId]?.name);
  const key = useEngine((state) => (job.keyId === null ? undefined : state.keys[job.keyId]?.label));
  return (
    <>
      {batch} #{count(job.number)}
      {key && ` with ${key}`}. {job.error?.message}
    </>
  );
}

function AllMenu({ jobs, cost, decide }: { jobs: readonly JobView[]; cost: string; decide: Decide }) {
  const ids = jobs.map((job) => job.id);
  return (
    <Menu
      trigger={<IconButton label={`Decide all ${count(jobs.length)}`} icon={<Ellipsis size={16} aria-hidden />} />}
      items={[
        { label: `Count ${count(ids.length)} as failed`, run: () => decide(ids, 'fail') },
        { label: `Send ${count(ids.length)} again, ${cost}`, run: () => decide(ids, 'resubmit') },
      ]}
    />
  );
}
