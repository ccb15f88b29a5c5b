import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { count, counted } from '../../look/numbers.ts';
import { moving } from '../../look/states.ts';
import { countdown, span } from '../../look/times.ts';
import { useNow } from '../../state/clock.ts';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';

/** One lost answer is no silence; the status line and the job itself tell of it. */
const WORTH_TELLING_MS = 5_000;

/** The API does not answer: what that means, what it costs, when it is asked again. */
export function SilentNotice() {
  const api = useEngine((state) => state.status?.api);
  const counts = useEngine((state) => state.totals?.counts);
  const now = useNow(1_000);
  const tryNow = useCommand('queue.tryNow');
  if (api?.state !== 'silent' || !counts || now - api.since < WORTH_TELLING_MS) return null;
  const away = moving(counts);
  return (
    <div className="flex shrink-0 items-center border-b border-line bg-panel pr-4">
      <ErrorNotice title={`The API has not answered for ${span(now - api.since)}`} className="min-w-0 flex-1">
        Nothing is lost and nothing is being charged anew: {counted(counts.queued, 'queued job keeps', 'queued jobs keep')}{' '}
        {counts.queued === 1 ? 'its' : 'their'} place
        {away > 0 && `; the ${count(away)} at the API will be asked first`}. The library works as ever.
      </ErrorNotice>
      <p className="mono mr-3 text-body whitespace-nowrap text-text-2">
        next try <span className="inline-block w-[4ch] text-text">{countdown(api.nextTry - now)}</span>
      </p>
      <Button busy={tryNow.busy} onClick={() => void tryNow.run(null)}>
        Try now
      </Button>
    </div>
  );
}
