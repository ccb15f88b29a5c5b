import type { BatchView, KeyView, Totals } from '../../../shared/domain.ts';
import type { JobCounts } from '../../../shared/job-state.ts';
import type { HeroFigureProps } from '../../components/hero.tsx';
import { count, counted, creditFigure, NONE, percent, rate } from '../../look/numbers.ts';
import { everythingDone, moving, unfinished } from '../../look/states.ts';
import { clockTime, dateWords, inWords, momentRange } from '../../look/times.ts';

export interface HeroFacts {
  totals: Totals;
  keys: readonly KeyView[];
  batches: readonly BatchView[];
  paused: boolean;
  /** The API does not answer. */
  silent: boolean;
}

const DAY = 24 * 60 * 60_000;

/** The seven figures over the queue, left to right. */
export function heroFigures(facts: HeroFacts, now: number): HeroFigureProps[] {
  const { totals, keys, batches } = facts;
  const { counts } = totals;
  const waiting = batches.filter((batch) => batch.counts.queued > 0).length;
  return [
    { ...doneFigure(facts, now), share: 1.7 },
    { label: 'Queued', figure: count(counts.queued), detail: waiting ? `in ${counted(waiting, 'batch', 'batches')}` : '', share: 1.15 },
    { label: 'Running', figure: count(moving(counts)), detail: slotWords(keys, counts), share: 0.95 },
    { ...todayFigure(totals), share: 1.15 },
    {
      label: 'Requests per job',
      figure: totals.jobsDone24h > 0 ? rate(totals.requests24h / totals.jobsDone24h, 2) : NONE,
      detail: '24 h',
      spare: true,
      share: 0.75,
    },
    { label: 'Refusals', figure: count(totals.refused24h), detail: `in ${counted(totals.requests24h, 'request')}`, spare: true },
    { label: 'Credits today', figure: creditFigure(totals.creditsToday), detail: stillToCome(batches), spare: true, share: 1.15 },
  ];
}

function doneFigure({ totals, keys, batches, paused, silent }: HeroFacts, now: number): HeroFigureProps {
  const label = 'Everything done';
  if (unfinished(totals.counts) === 0) return { label, figure: NONE, detail: 'nothing queued' };
  if (paused) return { label, figure: NONE, detail: 'held, all is paused' };
  if (!keys.some((key) => key.state === 'ready')) return { label, figure: NONE, detail: 'no key can send' };
  const forecast = everythingDone(batches);
  if (!forecast) return { label, figure: NONE, detail: silent ? 'the API is silent' : 'no forecast yet' };
  if (silent) return { label, figure: clockTime(forecast.at), detail: 'was due, the API is silent' };
  const which = forecast.at - now < DAY ? momentRange(forecast.from, forecast.to, now) : dateWords(forecast.at, now);
  return { label, figure: clockTime(forecast.at), detail: [which, inWords(forecast.at - now)].filter(Boolean).join(', ') };
}

function todayFigure(totals: Totals): HeroFigureProps {
  const label = 'Spent of today';
  if (totals.requestsPerDay === null) return { label, figure: NONE, detail: `${counted(totals.requestsToday, 'request')}` };
  return { label, figure: percent(totals.requestsToday, totals.requestsPerDay), detail: `${count(totals.requestsToday)} of ${count(totals.requestsPerDay)}` };
}

/** Slots of the keys that can send; unknown where one's limit is. What comes home holds none: then it says how many are held. */
function slotWords(keys: readonly KeyView[], counts: JobCounts): string {
  const ready = keys.filter((key) => key.state === 'ready');
  if (ready.length === 0) return 'no key can send';
  let slots = 0;
  for (const key of ready) {
    if (key.allowance.concurrency.limit === null) return 'slots unknown';
    slots += key.allowance.concurrency.limit;
  }
  const held = counts.collecting > 0 ? `${count(counts.submitting + counts.running)} ` : '';
  return `${held}of ${counted(slots, 'slot')}`;
}

/** What open batches are likely to cost still; nothing where any model's cost is unknown. */
function stillToCome(batches: readonly BatchView[]): string {
  let sum = 0;
  for (const batch of batches) {
    if (unfinished(batch.counts) === 0) continue;
    if (batch.creditsEstimated === null) return '';
    sum += Math.max(0, batch.creditsEstimated - batch.creditsUsed);
  }
  return sum > 0 ? `+${creditFigure(sum)} est.` : '';
}
