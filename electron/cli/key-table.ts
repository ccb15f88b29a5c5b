import type { KeyView } from '../../shared/domain.ts';
import { table } from './table.ts';
import { figure, timeOfDay } from './words.ts';

/** A key a line: plan, what is left of its minute and day, where it comes from. */
export function keyTable(keys: KeyView[], now: number): string {
  return table(
    [
      { head: 'key', cell: (key) => key.label },
      { head: 'ends in', cell: (key) => key.last4 },
      { head: 'from', cell: (key) => key.source },
      { head: 'plan', cell: (key) => `${key.plan ?? 'unknown'}${key.plan && key.planSource === 'assumed' ? ' (assumed)' : ''}` },
      { head: 'minute', cell: ({ allowance }) => left(allowance.minute.remaining, allowance.minute.limit), right: true },
      { head: 'day', cell: ({ allowance: { day } }) => left(day.limit === null ? null : Math.max(0, day.limit - day.used), day.limit), right: true },
      { head: 'jobs', cell: (key) => figure(key.jobsDone), right: true },
      { head: 'refused', cell: (key) => figure(key.refused), right: true },
      ...(keys.some((key) => key.account !== null) ? [{ head: 'account', cell: (key: KeyView) => key.account ?? '–' }] : []),
      ...(keys.some((key) => key.creditBudget !== null) ? [{ head: 'budget', cell: budget, right: true }] : []),
      { head: 'state', cell: (key) => stateWords(key, now) },
    ],
    keys,
  );
}

/** What counts against its ceiling so far. */
function budget({ creditBudget, spent }: KeyView): string {
  return creditBudget === null ? 'none' : `${figure(spent.credits)} of ${figure(creditBudget.credits)}`;
}

/** How much of a limit is left. */
function left(remaining: number | null, limit: number | null): string {
  if (limit === null) return remaining === null ? 'unknown' : figure(remaining);
  return `${figure(remaining)} of ${figure(limit)}`;
}

function stateWords({ state, allowance, lastError }: KeyView, now: number): string {
  if (state === 'ready') return allowance.asleep && allowance.asleep.until > now ? `asleep until ${timeOfDay(allowance.asleep.until)}` : 'ready';
  return state === 'refused' && lastError ? `refused: ${lastError.message}` : state;
}
