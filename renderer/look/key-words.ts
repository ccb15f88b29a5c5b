import type { KeyView } from '../../shared/domain.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { count } from './numbers.ts';
import { clockTime, inWords, left, moment } from './times.ts';

const MINUTE = 60_000;

/** What the ring of a key shows. */
export type RingFace =
  | { kind: 'window'; tone: 'now' | 'wait'; used: number; limit: number | null; left: string; reset: number | null; reserved: number }
  | { kind: 'asleep' }
  | { kind: 'unknown'; probing: boolean }
  | { kind: 'off' };

/** `held`: the whole queue is paused. */
export function ringFace(key: KeyView, now: number, held: boolean): RingFace {
  if (key.state !== 'ready') return { kind: 'off' };
  const { minute, asleep } = key.allowance;
  if (asleep?.why === 'day-spent') return { kind: 'asleep' };
  if (!minute.known) return { kind: 'unknown', probing: minute.used > 0 };
  const remaining = remainingOf(key);
  const waits = held || asleep !== null || remaining === 0;
  return {
    kind: 'window',
    tone: waits ? 'wait' : 'now',
    used: usedShare(key),
    limit: minute.limit,
    left: remaining === null ? '∞' : count(remaining),
    reset: resetShare(key, now),
    reserved: minute.limit ? minute.reserved / minute.limit : 0,
  };
}

/** Requests left in this minute; null when there is no limit or it is not known. */
export function remainingOf({ allowance: { minute } }: KeyView): number | null {
  if (minute.remaining !== null) return minute.remaining;
  return minute.limit === null ? null : Math.max(0, minute.limit - minute.used);
}

function usedShare(key: KeyView): number {
  const { limit } = key.allowance.minute;
  const remaining = remainingOf(key);
  return limit === null || limit === 0 || remaining === null ? 0 : (limit - remaining) / limit;
}

/** How much of the minute is still to run; whole when none has begun. */
function resetShare(key: KeyView, now: number): number | null {
  const until = waitsUntil(key) ?? key.allowance.minute.resetAt;
  if (until === null) return usedShare(key) === 0 ? 1 : null;
  return Math.min(1, Math.max(0, (until - now) / MINUTE));
}

/** What is left of a window of a minute (ms). The second that screens count in began before `now` did, so it would be up to one too much. */
export function leftOfMinute(resetAt: number, now: number): number {
  return Math.min(MINUTE, resetAt - now);
}

/** When a key that holds will send again. */
function waitsUntil({ allowance }: KeyView): number | null {
  if (allowance.asleep) return allowance.asleep.until;
  return allowance.minute.remaining === 0 ? allowance.minute.resetAt : null;
}

/** The words that always stand beside a ring. `lead` first, `detail` under it. */
export function keyStateWords(key: KeyView, now: number): { lead: string; detail: string } {
  switch (key.state) {
    case 'disabled':
      return { lead: 'Off', detail: 'switched off by you' };
    case 'refused':
      return { lead: 'Refused', detail: 'the API does not take this key' };
    case 'locked':
      return { lead: 'Locked', detail: 'unlock the vault to send' };
    case 'missing':
      return { lead: 'No secret', detail: 'its secret is not in the vault' };
    case 'ready':
      return readyWords(key, now);
    default:
      return unreachable(key.state);
  }
}

function readyWords(key: KeyView, now: number): { lead: string; detail: string } {
  const { minute, asleep } = key.allowance;
  if (asleep) return asleepWords(asleep, now);
  if (!minute.known) return { lead: 'Not known', detail: minute.used > 0 ? '1 probe out' : 'no request sent yet' };
  const remaining = remainingOf(key);
  if (remaining === null) return { lead: 'No limit', detail: 'a minute' };
  if (remaining === 0) return { lead: minute.resetAt === null ? 'Waits' : `Waits ${left(leftOfMinute(minute.resetAt, now))}`, detail: 'window spent' };
  const reset = minute.resetAt === null || minute.resetAt <= now ? 'fresh window' : `resets ${inWords(leftOfMinute(minute.resetAt, now))}`;
  return { lead: `${count(remaining)} left`, detail: reset };
}

function asleepWords(asleep: NonNullable<KeyView['allowance']['asleep']>, now: number): { lead: string; detail: string } {
  switch (asleep.why) {
    case 'day-spent':
      return { lead: 'Asleep', detail: `day spent, until ${moment(asleep.until, now)}` };
    case 'rate-limited':
      return { lead: `Waits ${left(asleep.until - now)}`, detail: 'refused with 429' };
    case 'backoff':
      return { lead: `Waits ${left(asleep.until - now)}`, detail: 'backs off after an error' };
    default:
      return unreachable(asleep.why);
  }
}

/** The reset column of a strip: a countdown, in hours beyond ten minutes. `waits`: with the hourglass. */
export function resetFigure(key: KeyView, now: number): { figure: string; waits: boolean } {
  const { minute, asleep } = key.allowance;
  const until = asleep?.until ?? minute.resetAt;
  if (key.state !== 'ready' || until === null || until <= now) return { figure: '–', waits: false };
  return {
    figure: asleep?.why === 'day-spent' ? clockTime(until) : left(asleep ? until - now : leftOfMinute(until, now)),
    waits: (asleep !== null && asleep.why !== 'day-spent') || remainingOf(key) === 0,
  };
}

const PLAN_WORDS = { free: 'Free', pro: 'Pro', business: 'Business', enterprise: 'Enterprise', custom: 'Custom' } as const;

/** `Pro`, and how sure we are: `Free?` while it is only assumed. */
export function planWord(key: Pick<KeyView, 'plan' | 'planSource'>): string {
  if (key.plan === null) return 'plan unknown';
  return key.planSource === 'assumed' ? `${PLAN_WORDS[key.plan]}?` : PLAN_WORDS[key.plan];
}

/** Where the plan comes from; follows its name and a colon. */
export function planSourceWords(key: Pick<KeyView, 'plan' | 'planSource'>): string {
  if (key.plan === null) return 'no answer has told it yet.';
  return key.planSource === 'headers' ? 'as the headers of its answers tell.' : 'assumed until an answer tells.';
}
