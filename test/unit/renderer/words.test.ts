import { describe, expect, test } from 'vitest';
import { bytes, count, counted, creditFigure, creditWords, percent, rate } from '../../../renderer/look/numbers.ts';
import { clipLength, clockSeconds, clockTime, countdown, inWords, left, moment, span, took } from '../../../renderer/look/times.ts';

const S = 1_000;
const MIN = 60 * S;
const HOUR = 60 * MIN;
const noon = new Date(2026, 10, 24, 11, 52, 20).getTime();

describe('numbers', () => {
  test('thousands separated, – for none, − for minus', () => {
    expect([count(4_812), count(0), count(null), count(-26)]).toEqual(['4,812', '0', '–', '−26']);
  });
  test('one and many', () => {
    expect([counted(1, 'job'), counted(240, 'job'), counted(2, 'batch', 'batches')]).toEqual(['1 job', '240 jobs', '2 batches']);
  });
  test('credits may be fractions', () => {
    expect([creditFigure(480), creditFigure(2.5), creditWords(1), creditWords(2.5), creditFigure(null)]).toEqual([
      '480',
      '2.5',
      '1 credit',
      '2.5 credits',
      '–',
    ]);
  });
  test('a space before %, never 100 too early, never 0 once something is', () => {
    expect([percent(9_272, 15_200), percent(9_999, 10_000), percent(1, 10_000), percent(0, 5), percent(5, 5), percent(1, 0)]).toEqual([
      '61 %',
      '99 %',
      '1 %',
      '0 %',
      '100 %',
      '–',
    ]);
  });
  test('rates and bytes', () => {
    expect([rate(11.46), rate(1.313, 2), rate(null)]).toEqual(['11.5', '1.31', '–']);
    expect([bytes(999), bytes(12_000), bytes(1_400_000), bytes(41_600_000_000)]).toEqual(['999 B', '12 kB', '1.4 MB', '41.6 GB']);
  });
});

describe('times', () => {
  test('times of day on a clock of 24 h', () => {
    expect([clockTime(new Date(2026, 0, 1, 0, 5).getTime()), clockTime(noon), clockSeconds(noon)]).toEqual(['00:05', '11:52', '11:52:20']);
  });
  test('a moment beyond 24 h has its date', () => {
    expect(moment(noon + 2 * HOUR, noon)).toBe('13:52');
    expect(moment(noon + 26 * HOUR, noon)).toBe('25 Nov, 13:52');
  });
  test('a countdown is rounded up, and never negative', () => {
    expect([countdown(8_000), countdown(7_001), countdown(1), countdown(0), countdown(-5), countdown(9 * MIN + 59 * S)]).toEqual([
      '0:08',
      '0:08',
      '0:01',
      '0:00',
      '0:00',
      '9:59',
    ]);
  });
  test('m:ss under ten minutes, words beyond', () => {
    expect([left(23 * S), left(9 * MIN), left(10 * MIN), left(HOUR), left(160 * MIN), left(3 * 24 * HOUR)]).toEqual([
      '0:23',
      '9:00',
      '10 min',
      '1 h',
      '2 h 40 min',
      '3 days',
    ]);
    expect([inWords(160 * MIN), inWords(0)]).toEqual(['in 2 h 40 min', 'now']);
  });
  test('how long something took', () => {
    expect([took(300), took(6_400), took(18_200), took(178 * S)]).toEqual(['0.3 s', '6.4 s', '18 s', '2:58']);
  });
  test('how long ago', () => {
    expect([span(4_200), span(171 * S), span(5 * MIN), span(25 * MIN), span(3 * HOUR + 5 * MIN), span(30 * HOUR)]).toEqual([
      '4 s',
      '2 min 51 s',
      '5 min',
      '25 min',
      '3 h 5 min',
      '1 day',
    ]);
  });
  test('lengths of clips', () => {
    expect([clipLength(6), clipLength(75.4), clipLength(3_723)]).toEqual(['0:06', '1:15', '1:02:03']);
  });
});
