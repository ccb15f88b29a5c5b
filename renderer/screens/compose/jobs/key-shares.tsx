import { cx } from '../../../components/cx.ts';
import { keyColour } from '../../../components/key-colour.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { count } from '../../../look/numbers.ts';
import { moment } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { useKeys } from '../../../state/lists.ts';
import type { Forecast } from '../foot/use-forecast.ts';

/** What each key would carry of the jobs and until when, and which keys sleep meanwhile. */
export function KeyShares({ forecast }: { forecast: Forecast }) {
  const keys = useKeys();
  const now = useNow(60_000);
  const most = Math.max(1, ...forecast.perKey.map(({ jobs }) => jobs));
  const shares = forecast.perKey.filter(({ jobs }) => jobs > 0).sort((one, other) => other.jobs - one.jobs);
  if (shares.length === 0) return null;
  const asleep = keys.filter(({ id, state, allowance }) => state === 'ready' && allowance.asleep !== null && !shares.some(({ keyId }) => keyId === id));
  return (
    <section aria-label="What each key will carry" className="max-h-40 shrink-0 overflow-y-auto border-t border-line px-4 py-3">
      <p className="pb-1 text-small text-text-3">What each key will carry</p>
      <ul>
        {shares.map(({ keyId, jobs, until }) => {
          const key = keys.find(({ id }) => id === keyId);
          return (
            <li key={keyId} className="flex h-6 items-center gap-2.5">
              <span aria-hidden className={cx('h-3.5 w-[3px] shrink-0', keyColour(key?.colour ?? 0))} />
              <span className="w-24 shrink-0 truncate text-body">{key?.label ?? '–'}</span>
              <span aria-hidden className="h-1 min-w-0 flex-1 bg-control-hi">
                <span className="block h-1 bg-text-2" style={{ width: `${(100 * jobs) / most}%` }} />
              </span>
              <span className="mono w-14 shrink-0 text-right text-body">{count(jobs)}</span>
              <span className="min-w-20 shrink-0 text-right text-small whitespace-nowrap text-text-3">
                until <span className="mono">{moment(until, now)}</span>
              </span>
            </li>
          );
        })}
        {asleep.map(({ id, label, allowance }) => (
          <li key={id} className="flex h-6 items-center gap-2.5 text-small text-text-3">
            <Glyph name="asleep" />
            <span className="truncate">
              {label} sleeps until {moment(allowance.asleep!.until, now)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
