import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { BatchView, JobView } from '../../../../shared/domain.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { Thumbnail } from '../../../components/thumbnail.tsx';
import { glyphOfJob, waitWords } from '../../../look/states.ts';
import { cx } from '../../../components/cx.ts';
import { useNow } from '../../../state/clock.ts';
import { useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { hrefOf } from '../../../state/route.ts';
import { scoreOf, scoreWords, useScores } from '../../../state/scores.ts';
import { useCellKeys } from './cell-keys.ts';
import { Stars } from './stars.tsx';
import { useStretch } from './use-stretch.ts';

const ROW = 212;
const HEAD = 44;

export interface RowsGridProps {
  batch: BatchView;
  across: number;
  kind: 'race' | 'line';
}

/** A batch in rows: of a race each prompt with its models side by side, of a line each with its steps after each other. Arrow keys go from job to job, Enter opens. */
export function RowsGrid({ batch, across, kind }: RowsGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: Math.ceil(batch.total / across),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 2,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  const shown = rows.getVirtualItems();
  const from = shown[0]?.index ?? 0;
  const jobs = useStretch(batch.id, from * across + 1, Math.min(500, Math.max(1, shown.length) * across));
  const columns = Array.from({ length: across }, (_, at) => jobs.get(from * across + 1 + at)?.model ?? null);
  const onKeyDown = useCellKeys({
    grid: scroller,
    rows: rows.options.count,
    columns: across,
    firstInSight: rows.range?.startIndex ?? 0,
    scrollTo: (row) => rows.scrollToIndex(row),
  });
  const template = { gridTemplateColumns: `minmax(120px,200px) repeat(${across}, minmax(130px, 1fr))` };
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="grid"
      aria-label={kind === 'race' ? 'Race' : 'Steps'}
      aria-rowcount={rows.options.count + 1}
      onKeyDown={onKeyDown}
      className="focus-inside min-h-0 flex-1 overflow-auto"
    >
      <div role="row" style={template} className="sticky top-0 z-10 grid h-11 items-center gap-3 border-b border-line bg-panel px-4 text-small">
        <span role="columnheader" className="text-text-3">
          Prompt
        </span>
        {columns.map((model, at) => (
          <ColumnHead key={at} model={model} number={kind === 'line' ? at + 1 : null} />
        ))}
      </div>
      <div role="rowgroup" className="relative min-w-max" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => (
          <div
            key={row.key}
            role="row"
            aria-rowindex={row.index + 2}
            style={{ ...template, top: row.start - HEAD, height: ROW }}
            className="absolute inset-x-0 grid items-start gap-3 border-b border-line px-4 py-3"
          >
            <span role="rowheader" dir="auto" className="line-clamp-8 text-body break-words text-text">
              {jobs.get(row.index * across + 1)?.prompt ?? ''}
            </span>
            {columns.map((_, at) => (
              <Cell key={at} job={jobs.get(row.index * across + 1 + at)} place={`${row.index},${at}`} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function ColumnHead({ model, number }: { model: string | null; number: number | null }) {
  const known = useEngine((state) => (model === null ? undefined : findModel(state.models, model)));
  const scores = useScores();
  return (
    <span role="columnheader" className="flex min-w-0 flex-col">
      <span className="truncate text-body font-medium text-text">
        {number !== null && <span className="mono text-text-3">{number} </span>}
        {known?.name ?? model ?? ''}
      </span>
      {number === null && <span className="truncate text-small text-text-3">{scoreWords(scoreOf(scores, known ?? { id: model ?? '', aliases: [] }))}</span>}
    </span>
  );
}

function Cell({ job, place }: { job: JobView | undefined; place: string }) {
  const now = useNow(1_000);
  if (!job) return <span role="gridcell" aria-label="not read yet" />;
  const [sha256] = job.assets;
  const words = wordsOf(job, now);
  return (
    <div role="gridcell" className="flex min-w-0 flex-col gap-1.5">
      <a
        href={hrefOf('queue', job.batchId, job.id)}
        data-cell={place}
        aria-label={`Job ${job.number}, ${job.state}${sha256 === undefined ? `: ${words}` : ''}`}
        className="block w-fit rounded-tile"
      >
        {sha256 === undefined ? (
          <span
            className={cx(
              'flex size-36 flex-col items-start justify-end gap-1 rounded-tile p-2 inset-ring inset-ring-line-2',
              job.state === 'failed' && 'inset-ring-fail/60',
            )}
          >
            <Glyph name={glyphOfJob(job)} />
            <span className="line-clamp-4 text-small text-text-2">{words}</span>
          </span>
        ) : (
          <Thumbnail sha256={sha256} ready={job.thumbnails.includes(sha256)} className="size-36" />
        )}
      </a>
      {sha256 !== undefined && <Stars sha256={sha256} label={`job ${job.number}`} />}
    </div>
  );
}

function wordsOf(job: JobView, now: number): string {
  if (job.state === 'queued') return job.waiting ? waitWords(job.waiting, now) : 'queued';
  return job.error && (job.state === 'failed' || job.state === 'uncertain') ? job.error.message : job.state;
}
