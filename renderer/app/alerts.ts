import type { BatchView, KeyView } from '../../shared/domain.ts';
import type { ToastNotice } from '../components/toasts.ts';
import { count, counted } from '../look/numbers.ts';
import { unfinished } from '../look/states.ts';
import { moment } from '../look/times.ts';
import { navigate } from '../state/route.ts';

import { heldWords, isTried } from '../screens/queue/batch-holds.ts';
import type { AppState } from '../state/app-state.ts';

/** What an alert is made from: the state before and after. */
export type AlertFacts = Pick<AppState, 'keys' | 'batches' | 'status'>;

/** What happened between two states that a person should know of, wherever they look. Of the endpoint in use only. */
export function alertsBetween(before: AlertFacts, after: AlertFacts, now: number): ToastNotice[] {
  const endpoint = after.status?.endpoint;
  if (before.status === null || endpoint !== before.status.endpoint) return [];
  return [...keyAlerts(before, after, endpoint, now), ...batchAlerts(before, after, endpoint), ...diskAlerts(before, after)];
}

function keyAlerts(before: AlertFacts, after: AlertFacts, endpoint: string | undefined, now: number): ToastNotice[] {
  if (before.keys === after.keys) return [];
  return Object.values(after.keys).flatMap((key) => {
    const known = before.keys[key.id];
    if (!known || known === key || key.endpoint !== endpoint) return [];
    if (key.state === 'refused' && known.state !== 'refused') return [refused(key)];
    if (key.allowance.asleep?.why === 'day-spent' && known.allowance.asleep?.why !== 'day-spent') return [daySpent(key, now)];
    return [];
  });
}

function refused(key: KeyView): ToastNotice {
  return {
    glyph: 'failed',
    title: `The API refuses ${key.label}`,
    detail: `${key.lastError?.message ?? 'It did not say why.'} Its jobs go out with other keys.`,
    action: { label: 'Open the key', run: () => navigate('keys', key.id) },
    stays: true,
  };
}

function daySpent(key: KeyView, now: number): ToastNotice {
  const until = key.allowance.asleep?.until ?? now;
  return {
    glyph: 'asleep',
    title: `The day of ${key.label} is spent`,
    detail: `It sleeps until ${moment(until, now)}; the other keys go on.`,
    action: { label: 'Open the key', run: () => navigate('keys', key.id) },
  };
}

function batchAlerts(before: AlertFacts, after: AlertFacts, endpoint: string | undefined): ToastNotice[] {
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

function held(batch: BatchView): ToastNotice {
  return {
    glyph: 'failed',
    title: `${batch.name} paused itself`,
    detail: `${sentence(batch.held ? heldWords(batch.held) : '')} ${counted(batch.counts.queued, 'job')} wait; look, then resume.`,
    action: { label: 'Open the batch', run: () => navigate('queue', batch.id) },
    stays: true,
  };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function tried(batch: BatchView): ToastNotice {
  return {
    glyph: 'waiting',
    title: `The first ${count(batch.trial?.jobs ?? 0)} of ${batch.name} are over`,
    detail: `${counted(batch.counts.queued, 'job')} wait; look, then release them.`,
    action: { label: 'Open the batch', run: () => navigate('queue', batch.id) },
  };
}

function finished(batch: BatchView): ToastNotice {
  const { done, failed, uncertain } = batch.counts;
  const trouble = [...(failed ? [`${count(failed)} failed`] : []), ...(uncertain ? [`${count(uncertain)} uncertain`] : [])];
  return {
    glyph: done > 0 ? 'done' : 'failed',
    title: `${batch.name} is over`,
    detail: [`${count(done)} done`, ...trouble].join(', '),
    action: { label: 'Open the batch', run: () => navigate('queue', batch.id) },
  };
}

function diskAlerts(before: AlertFacts, after: AlertFacts): ToastNotice[] {
  const disk = after.status?.disk ?? 'well';
  if (disk === 'well' || disk === before.status?.disk) return [];
  const full = disk === 'full';
  return [
    {
      glyph: 'failed',
      title: full ? 'The disk is full' : 'The disk takes no outputs',
      detail: `Nothing new is sent. Finished outputs wait at the API, which keeps them for 24 h. ${full ? 'Make room' : 'Check the disk and its permissions'}, and it goes on by itself.`,
      action: { label: 'Open the queue', run: () => navigate('queue') },
      stays: true,
    },
  ];
}
