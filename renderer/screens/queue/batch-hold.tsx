import type { ReactNode } from 'react';
import type { BatchView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { count, counted } from '../../look/numbers.ts';
import { moment } from '../../look/times.ts';
import { useNow } from '../../state/clock.ts';
import { hrefOf } from '../../state/route.ts';
import type { BatchActions } from './batch-actions.ts';
import { heldWords, isTried } from './batch-holds.ts';

/** Over a batch's jobs: why its own rules hold them, and what can be done about it. */
export function BatchHold({ batch, actions }: { batch: BatchView; actions: BatchActions }) {
  const now = useNow(30_000);
  const { counts, waiting, trial, held } = batch;
  const cancel = (
    <Button look="danger" onClick={actions.cancelRest}>
      Cancel {counted(counts.queued, 'job')}
    </Button>
  );
  if (held && counts.queued > 0)
    return (
      <Strip
        glyph="paused"
        title={`Paused itself: ${heldWords(held)}`}
        detail="What failed is below, with its reasons. Resume goes on with the others."
        actions={cancel}
      />
    );
  if (trial && isTried(batch))
    return (
      <Strip
        glyph="waiting"
        title={`The first ${count(trial.jobs)} are over`}
        detail={
          <>
            Look at{' '}
            <a href={hrefOf('library')} className="text-text underline underline-offset-2">
              what they made
            </a>
            , then let the others go, change them below, or leave them out.
          </>
        }
        actions={
          <>
            <Button busy={actions.releasing} onClick={actions.release}>
              Release {counted(counts.queued, 'job')}
            </Button>
            {cancel}
          </>
        }
      />
    );
  if (waiting?.kind === 'start' && waiting.until !== null)
    return (
      <Strip
        glyph="waiting"
        title={`Starts at ${moment(waiting.until, now)}`}
        detail={batch.start.kind === 'hours' ? 'It sends within its hours of the day only.' : 'Nothing of it is sent before.'}
        actions={
          <>
            <Button busy={actions.releasing} onClick={actions.startNow}>
              Start now
            </Button>
            {cancel}
          </>
        }
      />
    );
  return null;
}

function Strip({ glyph, title, detail, actions }: { glyph: 'paused' | 'waiting'; title: string; detail: ReactNode; actions: ReactNode }) {
  return (
    <section aria-label="Why it waits" className="flex shrink-0 items-center gap-3 border-b border-line bg-panel px-4 py-2.5">
      <Glyph name={glyph} />
      <div className="min-w-0 flex-1">
        <p className="text-body font-medium text-text">{title}</p>
        <p className="text-small text-text-2">{detail}</p>
      </div>
      {actions}
    </section>
  );
}
