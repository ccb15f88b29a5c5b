import type { RequestView } from '../../../../shared/domain.ts';
import { count } from '../../../look/numbers.ts';
import { clockSeconds, clockTime, moment, took } from '../../../look/times.ts';
import type { Sleep } from './lane-layout.ts';
import type { Flight } from './packing.ts';

/** What stands on the plate over a stretch in which a key sends nothing: why, and until when. */
export function plateLines(why: Sleep['why'], from: number, to: number, now: number): readonly string[] {
  switch (why) {
    case 'refused':
      return ['Refused with 429', `Waits until ${clockSeconds(to)}`];
    case 'minute':
      return ['Minute spent', `Waits until ${clockSeconds(to)}`];
    case 'day':
      return [`Day spent at ${clockSeconds(from)}`, `Asleep until ${moment(to, now)}, our guess`];
    case 'backoff':
      return ['Backs off after an error', `Waits until ${clockSeconds(to)}`];
  }
}

/** A label of the axis: with seconds while they differ. */
export function axisLabel(at: number, step: number): string {
  return step < 60_000 ? clockSeconds(at) : clockTime(at);
}

const STATE_WORDS: Readonly<Record<Flight['state'], string>> = {
  out: 'under way',
  done: 'done',
  failed: 'failed',
  uncertain: 'uncertain',
  cancelled: 'cancelled',
};

/** `6.4 s · usual 6.1 s`, `under way for 3.2 s · usual 6.1 s`. */
export function flightWords(flight: Pick<Flight, 'state' | 'startedAt' | 'endedAt'>, usualMs: number | null, now: number): string {
  const time = took(Math.max(0, (flight.endedAt ?? now) - flight.startedAt));
  const first = flight.state === 'done' ? time : flight.state === 'out' ? `under way for ${time}` : `${STATE_WORDS[flight.state]} after ${time}`;
  return usualMs === null ? first : `${first} · usual ${took(usualMs)}`;
}

const KIND_WORDS: Readonly<Record<RequestView['kind'], string>> = {
  run: 'Run',
  poll: 'Poll',
  result: 'Result',
  cancel: 'Cancel',
  catalog: 'Catalog',
  probe: 'Probe',
};

/** `Poll 200 · 212 ms · 14 left`. */
export function markWords(mark: RequestView): string {
  const answer = mark.outcome === 'pending' ? 'no answer yet' : mark.outcome === 'lost' ? 'answer lost' : (mark.status ?? 'no answer');
  const time = mark.answeredAt === null ? [] : [`${count(mark.answeredAt - mark.sentAt)} ms`];
  const left = mark.remaining === null ? [] : [`${count(mark.remaining)} left`];
  return [`${KIND_WORDS[mark.kind]} ${answer}`, ...time, ...left].join(' · ');
}

export function markTime(mark: RequestView): string {
  return `${clockSeconds(mark.sentAt)}${mark.errorCode ? ` · ${mark.errorCode}` : ''}`;
}
