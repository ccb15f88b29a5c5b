import { memo } from 'react';
import type { RequestView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { Outcome } from '../../../components/glyph.tsx';
import type { GlyphName } from '../../../components/glyph-shapes.tsx';
import { count, NONE } from '../../../look/numbers.ts';
import { clockSeconds } from '../../../look/times.ts';
import { useEngine } from '../../../state/engine.tsx';

export const LOG_COLUMNS = 'grid grid-cols-[104px_72px_minmax(0,1fr)_minmax(0,2fr)_80px_72px] items-center gap-x-3 px-6';

const GLYPHS: Readonly<Record<RequestView['outcome'], GlyphName>> = {
  ok: 'done',
  refused: 'refused',
  error: 'failed',
  lost: 'uncertain',
  pending: 'submitting',
};

/** 28 px: when to the millisecond, what, with which key, what came of it. */
export const LogRow = memo(function LogRow({ request, index, chosen }: { request: RequestView; index: number; chosen: boolean }) {
  const label = useEngine((state) => state.keys[request.keyId]?.label);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={chosen}
      className={cx(LOG_COLUMNS, 'h-7 border-b border-line text-small text-text-2 hover:bg-panel', chosen && 'in-focus-visible:bg-raised')}
    >
      <span role="gridcell" className="mono text-text">
        {clockSeconds(request.sentAt)}
        <span className="text-text-3">.{String(request.sentAt % 1_000).padStart(3, '0')}</span>
      </span>
      <span role="gridcell">{request.kind}</span>
      <span role="gridcell" className="truncate">
        {label ?? NONE}
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-2">
        <Outcome name={GLYPHS[request.outcome]} word={request.outcome === 'pending' ? 'no answer yet' : request.outcome} />
        <span className="mono truncate text-text-3">{[request.status, request.errorCode].filter((part) => part !== null).join(' ')}</span>
      </span>
      <span role="gridcell" className="mono text-right">
        {request.answeredAt === null ? NONE : `${count(request.answeredAt - request.sentAt)} ms`}
      </span>
      <span role="gridcell" className="mono text-right">
        {request.remaining === null ? NONE : count(request.remaining)}
      </span>
    </div>
  );
});
