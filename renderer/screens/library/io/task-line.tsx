import type { TaskView } from '../../../../shared/contract/task.ts';
import { Glyph } from '../../../components/glyph.tsx';
import type { GlyphName } from '../../../components/glyph-shapes.tsx';
import { count } from '../../../look/numbers.ts';

const GLYPHS: Readonly<Record<TaskView['state'], GlyphName>> = { running: 'running', done: 'done', failed: 'failed', stopped: 'cancelled' };

/** How work goes: a bar with its figures while it does, then what happened in words. */
export function TaskLine({ task, doing }: { task: TaskView; doing: string }) {
  const { state, done, total, message } = task;
  if (state !== 'running') {
    return (
      <p role="status" className="flex items-start gap-2 text-body text-text">
        <Glyph name={GLYPHS[state]} className="mt-1" />
        <span className="min-w-0 wrap-anywhere">{message}</span>
      </p>
    );
  }
  const share = total ? done / total : 0;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3 text-small text-text-2">
        <span>{doing}</span>
        <span className="mono">{total === null ? '' : `${count(done)} / ${count(total)}`}</span>
      </div>
      <div
        role="progressbar"
        aria-label={doing}
        aria-valuenow={Math.round(100 * share)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1 rounded-full bg-control-hi"
      >
        <div className="h-1 rounded-full bg-now" style={{ width: `${100 * share}%` }} />
      </div>
    </div>
  );
}
