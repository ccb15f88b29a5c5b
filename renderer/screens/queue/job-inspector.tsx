import type { JobDetail } from '../../../shared/domain.ts';
import { Outcome } from '../../components/glyph.tsx';
import { Facts, Inspector, InspectorSection } from '../../components/inspector.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { count, NONE } from '../../look/numbers.ts';
import { glyphOfJob, waitWords } from '../../look/states.ts';
import { clockSeconds, dateWords } from '../../look/times.ts';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';
import { Attempts } from './attempts.tsx';
import { costWords } from './cost-words.ts';
import { JobActions } from './job-actions.tsx';
import { JobInput } from './job-input.tsx';
import { JobOutputs } from './job-outputs.tsx';
import { useJobDetail } from './job-detail.ts';
import { TimeSpent } from './time-spent.tsx';
import { tookWords } from './job-words.ts';
import { findModel } from '../../state/models.ts';

/** One job: what happened, what it cost, what to do; then how it went, attempt by attempt, and what was sent. */
export function JobInspector({ id, onClose }: { id: number; onClose(): void }) {
  const { detail, error } = useJobDetail(id);
  return (
    <Inspector label="Job" onClose={onClose} broad>
      {error && <ErrorNotice title={error.message} className="mt-10" />}
      {!detail && !error && <p className="px-4 py-3 text-body text-text-2">Reading job {count(id)}</p>}
      {detail && <Detail job={detail} />}
    </Inspector>
  );
}

function Detail({ job }: { job: JobDetail }) {
  const now = useNow(1_000);
  return (
    <>
      <InspectorSection>
        <p className="flex items-center gap-3 pr-8 text-body">
          <Outcome name={glyphOfJob(job)} word={job.state} className="font-medium" />
          <span className="mono text-text-2">#{count(job.number)}</span>
        </p>
        <h2 data-selectable className="text-title font-semibold break-words text-text">
          {headline(job, now)}
        </h2>
        <JobActions job={job} />
      </InspectorSection>
      <JobOutputs job={job} />
      <InspectorSection>
        <JobFacts job={job} />
      </InspectorSection>
      {job.submittedAt !== null && <TimeSpent job={job} />}
      <Attempts attempts={job.attempts} />
      <JobInput input={job.input} />
    </>
  );
}

function JobFacts({ job }: { job: JobDetail }) {
  const model = useEngine((state) => findModel(state.models, job.model));
  const key = useEngine((state) => (job.keyId === null ? undefined : state.keys[job.keyId]?.label));
  const now = useNow(1_000);
  return (
    <Facts
      rows={[
        ...(job.prompt && headline(job, now) !== job.prompt ? [{ name: 'Prompt', value: job.prompt }] : []),
        { name: 'Model', value: <ModelName name={model?.name} id={job.model} /> },
        ...(key ? [{ name: 'Key', value: key }] : []),
        { name: 'Queued', value: <When at={job.createdAt} now={now} /> },
        ...(job.submittedAt === null ? [] : [{ name: 'Sent', value: <When at={job.submittedAt} now={now} /> }]),
        ...(tookWords(job, now) === NONE
          ? []
          : [{ name: job.finishedAt === null ? 'So far' : 'Took', value: <span className="mono">{tookWords(job, now)}</span> }]),
        { name: 'Cost', value: costWords(job, model?.creditsPerRun ?? null) },
        ...(job.error
          ? [{ name: 'Code', value: <span className="mono">{[job.error.code, job.error.status].filter((part) => part !== null).join(' ')}</span> }]
          : []),
      ]}
    />
  );
}

function ModelName({ name, id }: { name: string | undefined; id: string }) {
  return (
    <>
      {name ?? ''} <span className="mono text-small text-text-3">{id}</span>
    </>
  );
}

function When({ at, now }: { at: number; now: number }) {
  const words = now - at < 24 * 60 * 60_000 ? clockSeconds(at) : `${dateWords(at, now)}, ${clockSeconds(at)}`;
  return <span className="mono">{words}</span>;
}

/** The sentence that says most: the error, what it waits for, or what it is. */
function headline(job: JobDetail, now: number): string {
  if (job.error && (job.state === 'failed' || job.state === 'uncertain')) return job.error.message;
  if (job.state === 'queued' && job.waiting) return waitWords(job.waiting, now);
  return job.prompt ?? job.model;
}
