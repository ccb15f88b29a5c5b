import { describe, expect, test } from 'vitest';
import { keyStateWords, planSourceWords, planWord, resetFigure, ringFace } from '../../../renderer/look/key-words.ts';
import { busyKeys, key, NOW, troubledKeys } from '../../support/fake-data.ts';

const [studio, nord, night, personal, trial] = busyKeys() as [
  ReturnType<typeof key>,
  ReturnType<typeof key>,
  ReturnType<typeof key>,
  ReturnType<typeof key>,
  ReturnType<typeof key>,
];
const [fresh, refused, holiday] = troubledKeys().slice(5) as [ReturnType<typeof key>, ReturnType<typeof key>, ReturnType<typeof key>];

describe('ring face', () => {
  test('sends: hot, with what is left', () => {
    expect(ringFace(studio, NOW, false)).toMatchObject({ kind: 'window', tone: 'now', left: '14', used: 46 / 60, reset: 23 / 60 });
  });
  test('spent: holds, and the 0 stays', () => {
    expect(ringFace(nord, NOW, false)).toMatchObject({ kind: 'window', tone: 'wait', left: '0', used: 1 });
  });
  test('refused with 429: holds although some are left', () => {
    expect(ringFace(night, NOW, false)).toMatchObject({ kind: 'window', tone: 'wait', left: '29' });
  });
  test('everything paused: holds', () => {
    expect(ringFace(studio, NOW, true)).toMatchObject({ tone: 'wait' });
  });
  test('less left than our log explains: what is left counts', () => {
    expect(ringFace(key({ id: 9, label: 'x', plan: 'pro', colour: 0, used: 5, remaining: 30, resetInS: 10, jobs: 0, day: 0 }), NOW, false)).toMatchObject({
      used: 0.5,
      left: '30',
    });
  });
  test('a fresh window is whole', () => {
    expect(ringFace(key({ id: 9, label: 'x', plan: 'pro', colour: 0, used: 0, resetInS: null, jobs: 0, day: 0 }), NOW, false)).toMatchObject({
      used: 0,
      left: '60',
      reset: 1,
    });
  });
  test('day spent, not known, off', () => {
    expect(ringFace(trial, NOW, false)).toEqual({ kind: 'asleep' });
    expect(ringFace(fresh, NOW, false)).toEqual({ kind: 'unknown', probing: true });
    expect([ringFace(refused, NOW, false), ringFace(holiday, NOW, false)]).toEqual([{ kind: 'off' }, { kind: 'off' }]);
  });
});

describe('words of a key', () => {
  test('beside every ring', () => {
    const all = [studio, nord, night, personal, fresh, refused, holiday].map((one) => keyStateWords(one, NOW));
    expect(all.map((words) => words.lead)).toEqual(['14 left', 'Waits 0:08', 'Waits 0:14', '3 left', 'Not known', 'Refused', 'Off']);
    expect(all[0]!.detail).toBe('resets in 0:23');
    expect(keyStateWords(trial, NOW)).toEqual({ lead: 'Asleep', detail: 'day spent, until 00:00' });
  });
  test('a reset that is past is a fresh window', () => {
    expect(keyStateWords(studio, NOW + 60_000).detail).toBe('fresh window');
    expect(resetFigure(studio, NOW + 60_000)).toEqual({ figure: '–', waits: false });
  });
  test('a minute never has more than a minute to run, though the second that screens count in began before', () => {
    const spent = key({ id: 9, label: 'x', plan: 'pro', colour: 0, used: 60, resetInS: 60.5, jobs: 0, day: 0 });
    expect(keyStateWords(spent, NOW).lead).toBe('Waits 1:00');
    expect(resetFigure(spent, NOW)).toEqual({ figure: '1:00', waits: true });
  });
  test('reset column', () => {
    expect([resetFigure(studio, NOW), resetFigure(nord, NOW), resetFigure(trial, NOW)]).toEqual([
      { figure: '0:23', waits: false },
      { figure: '0:08', waits: true },
      { figure: '00:00', waits: false },
    ]);
  });
  test('the plan, and how sure we are', () => {
    expect([planWord(studio), planWord({ plan: 'free', planSource: 'assumed' }), planWord(fresh)]).toEqual(['Pro', 'Free?', 'plan unknown']);
    expect(planSourceWords({ plan: 'free', planSource: 'assumed' })).toBe('assumed until an answer tells.');
  });
});
