import type { Clock } from '../../../shared/clock.ts';
import type { AskedStart, BatchStart, EndpointName } from '../../../shared/domain.ts';
import { takesOnlyByLabel } from '../../../shared/test-keys.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { KeyRow } from '../keys/key-row.ts';
import { isLabelled } from './eligible.ts';
import type { Meters } from './meters.ts';

const DAY_MS = 86_400_000;

export interface StartOptions {
  clock: Clock;
  keyRing: Pick<KeyRing, 'rows'>;
  meters: Pick<Meters, 'of'>;
  endpoint: EndpointName;
  labels: readonly string[];
}

/** What was asked for as a moment or hours: `new-day` is when the first key that may take the batch has its day back, as far as we know. */
export function startOf(asked: AskedStart, options: StartOptions): BatchStart {
  return asked.kind === 'new-day' ? { kind: 'at', at: newDayAt(options) } : asked;
}

/** Where no key is known, midnight UTC: the day is taken to turn then (abstrakt-api.md, section 7). */
function newDayAt({ clock, keyRing, meters, endpoint, labels }: StartOptions): number {
  const now = clock.now();
  const rows = keyRing.rows();
  const takes = (key: KeyRow) => isLabelled({ ...key, onlyByLabel: takesOnlyByLabel(key, rows) }, { labels });
  const keys = rows.filter((key) => key.endpoint === endpoint && key.state === 'ready' && takes(key));
  const days = keys.map(({ id }) => {
    const { meter } = meters.of(id);
    const { asleep } = meter.learned;
    return asleep?.why === 'day-spent' && asleep.until > now ? asleep.until : meter.day(now).resetAt;
  });
  const midnight = (Math.floor(now / DAY_MS) + 1) * DAY_MS;
  return Math.ceil(days.length > 0 ? Math.min(...days) : midnight);
}
