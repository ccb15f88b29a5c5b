import { memo } from 'react';
import { isFinal } from '../../../shared/job-state.ts';
import { cx } from '../../components/cx.ts';
import { Outcome } from '../../components/glyph.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import { count } from '../../look/numbers.ts';
import { glyphOfJob } from '../../look/states.ts';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';
import { findModel } from '../../state/models.ts';
import { creditsWord, tookWords, whyWords } from './job-words.ts';

const AN_HOUR = 3_600_000;

export const JOB_COLUMNS = 'grid grid-cols-[104px_52px_24px_minmax(0,5fr)_minmax(0,4fr)_64px_56px] items-center gap-x-3 px-4';

/** 34 px: state, number, thumbnail, prompt, why and until when, took, credits. Outlined while its page is read. */
export interface JobRowProps {
  id: number | undefined;
  /** Shown beside the list. */
  chosen: boolean;
  /** One of those that an action would hit. */
  selected: boolean;
  /** The list it is a row of, by id. */
  gridId: string;
  /** From 0. */
  index: number;
  /** Where it stands in the list, px. */
  top: number;
}

/** Which row of a list was hit, from 0; -1: none. */
export function rowIndexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[role="row"]') : null;
  return Number(row?.getAttribute('aria-rowindex') ?? 0) - 1;
}

export const JobRow = memo(function JobRow({ id, chosen, selected, gridId, index, top }: JobRowProps) {
  const job = useEngine((state) => (id === undefined ? undefined : state.jobs[id]));
  const keyLabel = useEngine((state) => (job?.keyId == null ? undefined : state.keys[job.keyId]?.label));
  const silentSince = useEngine((state) => (state.status?.api.state === 'silent' ? state.status.api.since : null));
  const usualMs = useEngine((state) => (job ? (findModel(state.models, job.model)?.usualMs ?? null) : null));
  // What is over counts nothing: only the others are drawn again each second.
  const now = useNow(job === undefined || isFinal(job.state) ? AN_HOUR : 1_000);
  const glyph = job ? glyphOfJob(job) : null;
  const why = job ? whyWords(job, keyLabel, silentSince, now, usualMs) : null;
  return (
    <div
      role="row"
      id={`${gridId}-${index}`}
      aria-rowindex={index + 1}
      style={{ top }}
      aria-selected={selected || chosen}
      className={cx(
        JOB_COLUMNS,
        'absolute inset-x-0 h-8.5 [contain:layout_style] border-b border-line text-body',
        chosen
          ? 'bg-raised group-focus-visible/jobs:outline-2 group-focus-visible/jobs:-outline-offset-2 group-focus-visible/jobs:outline-now before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-now'
          : selected
            ? 'bg-control before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-text-3'
            : 'hover:bg-panel',
      )}
    >
      {job && glyph && (
        <>
          <span role="gridcell">
            <Outcome name={glyph} />
          </span>
          <span role="gridcell" className="mono text-small text-text-2">
            #{count(job.number)}
          </span>
          <span role="gridcell">
            <Thumbnail sha256={job.assets[0]} ready={job.thumbnails.length > 0 && job.thumbnails[0] === job.assets[0]} className="size-6" />
          </span>
          <span role="gridcell" className="truncate text-text" title={job.prompt ?? undefined}>
            {job.picks.length > 0 && <span className="pr-2">{job.picks.join(', ')}</span>}
            <span className={job.picks.length > 0 ? 'text-text-3' : undefined}>{job.prompt ?? job.model}</span>
          </span>
          <span role="gridcell" className="flex min-w-0 gap-1 text-text-2">
            <span className="truncate">{why?.words} </span>
            <span className="shrink-0">{why?.time}</span>
          </span>
          <span role="gridcell" className="mono text-right text-small text-text-2">
            {tookWords(job, now)}
          </span>
          <span role="gridcell" className="mono text-right text-small text-text-2">
            {creditsWord(job)}
          </span>
        </>
      )}
    </div>
  );
});
