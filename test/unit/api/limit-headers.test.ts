import { describe, expect, it } from 'vitest';
import { readLimitHeaders } from '../../../electron/engine/api/limit-headers.ts';
import { bench, never, RUN } from './client-fixture.ts';
import { apiError, json } from './fake-api.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);
const read = (headers: Record<string, string>, bodyRetryS: number | null = null) => readLimitHeaders(new Headers(headers), NOW, bodyRetryS);

describe('rule 13: the header tells the limit', () => {
  it.each([
    ['60', 60],
    [' 60 ', 60],
    ['60, 60;w=60', 60],
    ['60.9', 60],
    ['0', null],
    ['-1', null],
    ['many', null],
    ['', null],
    ['6e3', null],
    ['99999999999999', null],
    ['0x10', null],
  ])('rule 13: X-RateLimit-Limit "%s" is %s', (text, limit) => {
    expect(read({ 'x-ratelimit-limit': text }).limit).toBe(limit);
  });
  it('rule 13: nothing remaining is 0, and nothing said is null', () => {
    expect(read({ 'x-ratelimit-remaining': '0' }).remaining).toBe(0);
    expect(read({ 'x-ratelimit-remaining': '-7' }).remaining).toBeNull();
    expect(read({})).toEqual({
      limit: null,
      remaining: null,
      resetAtMs: null,
      retryAfterMs: null,
      serverNowMs: null,
      raw: { limit: null, remaining: null, reset: null, retryAfter: null },
    });
  });
  it('keeps the headers as they came, on every answer', async () => {
    const { client } = bench(json({ job_id: 'j', status: 'pending' }, 202, { 'X-RateLimit-Limit': 'ten', 'X-RateLimit-Reset': '17' }));
    expect(await client.run(RUN, never)).toMatchObject({ limits: { limit: null, raw: { limit: 'ten', reset: '17' } } });
  });
});

describe('reset', () => {
  it.each([
    ['Unix seconds', String(NOW / 1000 + 30), NOW + 30_000],
    ['Unix seconds with a fraction', `${NOW / 1000 + 30}.5`, NOW + 30_500],
    ['Unix milliseconds', String(NOW + 30_000), NOW + 30_000],
    ['seconds from now', '30', NOW + 30_000],
    ['a moment ago', String(NOW / 1000 - 2), NOW - 2_000],
    ['three days ahead', String(NOW / 1000 + 3 * 86_400), null],
    ['two days ago', String(NOW / 1000 - 2 * 86_400), null],
    ['neither', '5000000', null],
    ['nonsense', '99999999999999', null],
    ['words', 'soon', null],
  ])('%s', (_name, text, expected) => {
    expect(read({ 'x-ratelimit-reset': text }).resetAtMs).toBe(expected);
  });
  it('is judged by the server’s clock, which may be years off ours', () => {
    const server = Date.UTC(2031, 5, 1);
    const headers = { date: new Date(server).toUTCString(), 'x-ratelimit-reset': String(server / 1000 + 20) };
    expect(read(headers)).toMatchObject({ serverNowMs: server, resetAtMs: server + 20_000 });
  });
});

describe('rule 14: how long to wait', () => {
  it.each([
    ['seconds', { 'retry-after': '12' }, null, 12_000],
    ['a fraction, rounded up', { 'retry-after': '0.0001' }, null, 1],
    ['a date by our clock', { 'retry-after': new Date(NOW + 9_000).toUTCString() }, null, 9_000],
    ['a date by the server’s clock', { 'retry-after': new Date(NOW + 9_000).toUTCString(), date: new Date(NOW + 4_000).toUTCString() }, null, 5_000],
    ['a date that is over', { 'retry-after': new Date(NOW - 9_000).toUTCString() }, null, 0],
    ['the header before the body', { 'retry-after': '12' }, 99, 12_000],
    ['the body without a header', {}, 7.5, 7_500],
    ['the body where the header is nonsense', { 'retry-after': 'later' }, 7, 7_000],
    ['neither', {}, null, null],
    ['what is no date', { 'retry-after': 'May 5' }, null, null],
    ['less than nothing', { 'retry-after': '-5' }, null, null],
    ['longer than a month', { 'retry-after': '99999999' }, null, null],
    ['until the day is over', { 'retry-after': '43200' }, null, 43_200_000],
  ])('rule 14: %s', (_name, headers, bodyRetryS, expected) => {
    expect(read(headers as Record<string, string>, bodyRetryS).retryAfterMs).toBe(expected);
  });
  it.each([{ retry_after: 3 }, { retry_after: '3' }, { details: { retry_after: 3 } }])('rule 14: the body of a refusal says %j', async (more) => {
    const { client } = bench(apiError(429, 'RATE_LIMITED', more));
    expect(await client.run(RUN, never)).toMatchObject({ refusal: 'rate-limited', limits: { retryAfterMs: 3_000 } });
  });
});
