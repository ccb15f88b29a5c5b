import type { BatchView, EngineStatus, KeyView } from '../domain.ts';
import { isTried, heldWords } from './holds.ts';
import { bytes, count, counted } from './numbers.ts';
import { unfinished } from './progress.ts';
import { moment } from './times.ts';

/** Something that happened and that a person should know of, wherever they look. */
export interface Alert {
  glyph: 'failed' | 'asleep' | 'done' | 'waiting';
  /** What happened. */
  title: string;
  /** What it costs, what to do. */
  detail: string;
  /** Where it is looked at; a queue without an id is the overview. */
  place: { screen: 'keys'; id: number } | { screen: 'queue'; id: number | null };
  /** It needs a person: it stays until it was seen. */
  stays: boolean;
}

/** What alerts are made from: the state before and after. */
export interface AlertFacts {
  status: EngineStatus | null;
  keys: Readonly<Record<number, KeyView>>;
  batches: Readonly<Record<number, BatchView>>;
}

/** What happened between two states. Of the endpoint in use only. */
export function alertsBetween(before: AlertFacts, after: AlertFacts, now: number): Alert[] {
  const endpoint = after.status?.endpoint;
  if (before.status === null || endpoint !== before.status.endpoint) return [];
  return [...keyAlerts(before, after, endpoint, now), ...batchAlerts(before, after, endpoint), ...diskAlerts(before.status, after.status)];
}

function keyAlerts(before: AlertFacts, after: AlertFacts, endpoint: string | undefined, now: number): Alert[] {
  if (before.keys === after.keys) return [];
  return Object.values(after.keys).flatMap((key) => {
    const known = before.keys[key.id];
    if (!known || known === key || key.endpoint !== endpoint) return [];
    if (key.state === 'refused' && known.state !== 'refused') return [refused(key)];
    if (key.allowance.asleep?.why === 'day-spent' && known.allowance.asleep?.why !== 'day-spent') return [daySpent(key, now)];
    return [];
  });
}

function refused(key: KeyView): Alert {
  return {
    glyph: 'failed',
    title: `The API refuses ${key.label}`,
    detail: `${sentence(key.lastError?.message ?? 'It did not say why')} Its jobs go out with other keys.`,
    place: { screen: 'keys', id: key.id },
    stays: true,
  };
}

function daySpent(key: KeyView, now: number): Alert {
  const until = key.allowance.asleep?.until ?? now;
  return {
    glyph: 'asleep',
    title: `The day of ${key.label} is spent`,
    detail: `It sleeps until ${moment(until, now)}; the other keys go on.`,
    place: { screen: 'keys', id: key.id },
    stays: false,
  };
}

function batchAlerts(before: AlertFacts, after: AlertFacts, endpoint: string | undefined): Alert[] {
  if (before.batches === after.batches) return [];
  return Object.values(after.batches).flatMap((batch) => {
    const known = before.batches[batch.id];
    if (!known || known === batch || batch.endpoint !== endpoint) return [];
    if (batch.held && !known.held) return [held(batch)];
    if (isTried(batch) && !isTried(known)) return [tried(batch)];
    const over = unfinished(batch.counts) === 0 && unfinished(known.counts) > 0;
    return over && batch.state !== 'cancelled' && batch.total > 1 ? [finished(batch)] : [];
  });
}

function held(batch: BatchView): Alert {
  return {
    glyph: 'failed',
    title: `${batch.name} paused itself`,
    detail: `${sentence(batch.held ? heldWords(batch.held) : '')} ${counted(batch.counts.queued, 'job waits', 'jobs wait')}; look, then resume.`,
    place: { screen: 'queue', id: batch.id },
    stays: true,
  };
}

/** The API’s own words end with a stop, or without one. */
function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}

function tried(batch: BatchView): Alert {
  return {
    glyph: 'waiting',
    title: `The first ${count(batch.trial?.jobs ?? 0)} of ${batch.name} are over`,
    detail: `${counted(batch.counts.queued, 'job waits', 'jobs wait')}; look, then release ${batch.counts.queued === 1 ? 'it' : 'them'}.`,
    place: { screen: 'queue', id: batch.id },
    stays: false,
  };
}

function finished(batch: BatchView): Alert {
  const { done, failed, uncertain } = batch.counts;
  const trouble = [...(failed ? [`${count(failed)} failed`] : []), ...(uncertain ? [`${count(uncertain)} uncertain`] : [])];
  return {
    glyph: done > 0 ? 'done' : 'failed',
    title: `${batch.name} is over`,
    detail: [`${count(done)} done`, ...trouble].join(', '),
    place: { screen: 'queue', id: batch.id },
    stays: false,
  };
}

function diskAlerts(before: EngineStatus, after: EngineStatus | null): Alert[] {
  if (!after) return [];
  const about = { glyph: 'failed', place: { screen: 'queue', id: null }, stays: true } as const;
  if (after.disk !== 'well') return after.disk === before.disk ? [] : [{ ...about, ...troubleWords(after.disk) }];
  if (!after.diskLow || before.diskLow) return [];
  const detail = 'Sending goes on. Once it is full, finished outputs wait at the API, which keeps them for 24 h. Make room before that.';
  return [{ ...about, title: `The disk has ${bytes(after.diskLow.freeBytes)} left`, detail }];
}

function troubleWords(disk: 'full' | 'refused'): Pick<Alert, 'title' | 'detail'> {
  const full = disk === 'full';
  const next = full ? 'Make room' : 'Check the disk and its permissions';
  return {
    title: full ? 'The disk is full' : 'The disk takes no outputs',
    detail: `Nothing new is sent. Finished outputs wait at the API, which keeps them for 24 h. ${next}, and it goes on by itself.`,
  };
}
