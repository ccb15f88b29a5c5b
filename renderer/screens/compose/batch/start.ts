import type { AskedStart } from '../../../../shared/domain.ts';
import type { Draft } from '../draft/draft.ts';

export const START_CHOICES: readonly { value: Draft['start']['kind']; label: string }[] = [
  { value: 'now', label: 'now' },
  { value: 'at', label: 'at a time' },
  { value: 'hours', label: 'within hours of the day' },
  { value: 'new-day', label: 'when the day’s allowance returns' },
];

/** The time zone of this window: that in which its user reads clocks. */
export function ownZone(): string {
  return (zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** Asked once: it takes a millisecond, and each key press asks. */
let zone: string | undefined;

/** What the draft's start asks of the engine, or what is wrong with it. */
export function startOfDraft({ kind, at, from, to }: Draft['start'], zone: string): { ok: true; start: AskedStart } | { ok: false; message: string } {
  switch (kind) {
    case 'now':
    case 'new-day':
      return { ok: true, start: { kind } };
    case 'at': {
      const time = Date.parse(at);
      return Number.isNaN(time) ? { ok: false, message: 'Say on which day and at what time' } : { ok: true, start: { kind, at: time } };
    }
    case 'hours': {
      const [begin, end] = [minutesOf(from), minutesOf(to)];
      if (begin === null || end === null) return { ok: false, message: 'Say from when to when' };
      if (begin === end) return { ok: false, message: 'These hours end where they begin' };
      return { ok: true, start: { kind, from: begin, to: end, zone } };
    }
  }
}

/** The draft's form of a start that is known. Of hours in another time zone the clock stays, not the zone. */
export function draftStart(start: AskedStart, empty: Draft['start']): Draft['start'] {
  switch (start.kind) {
    case 'now':
    case 'new-day':
      return { ...empty, kind: start.kind };
    case 'at':
      return { ...empty, kind: 'at', at: localText(start.at) };
    case 'hours':
      return { ...empty, kind: 'hours', from: clockText(start.from), to: clockText(start.to) };
  }
}

function minutesOf(text: string): number | null {
  const found = /^(\d\d):(\d\d)$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

const two = (value: number) => `${value}`.padStart(2, '0');

function clockText(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** As a box for date and time holds it: local, without seconds. */
function localText(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
