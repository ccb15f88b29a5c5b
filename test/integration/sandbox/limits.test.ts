/** The limits as a client meets them: headers, 429s, and what waiting exactly Retry-After does. */
import { describe, expect, it } from 'vitest';
import { WINDOW_KINDS } from '../../../electron/sandbox/limits/minute-window.ts';
import { createRig, expectError, FOX, PRO } from './rig.ts';

const FREE = { label: 'free', plan: 'free' } as const;
const T0_S = Date.UTC(2026, 0, 1) / 1000;
const remaining = (headers: Headers) => Number(headers.get('X-RateLimit-Remaining'));
const reset = (headers: Headers) => Number(headers.get('X-RateLimit-Reset')) - T0_S;

describe.each(WINDOW_KINDS)('a %s window over HTTP', (window) => {
  it('counts polls and catalog reads, then answers 429 until Retry-After has passed', async () => {
    const { send, clock, sandbox } = createRig({ window, keys: [FREE] });
    await clock.advance(20_500);
    for (let left = 9; left >= 0; left -= 1) {
      const answer = await send('GET', left % 2 === 0 ? '/models' : '/jobs/none');
      expect([answer.headers.get('X-RateLimit-Limit'), remaining(answer.headers)]).toEqual(['10', left]);
    }
    const refused = await send('GET', '/models');
    expectError(refused, 429, 'RATE_LIMITED');
    expect(remaining(refused.headers)).toBe(0);
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).toBe({ fixed: 40, sliding: 60, 'token-bucket': 6 }[window]);
    await clock.advance(wait * 1000);
    const again = await send('GET', '/models');
    expect(again.status).toBe(200);
    expect(remaining(again.headers)).toBe({ fixed: 9, sliding: 9, 'token-bucket': 0 }[window]);
    expect(sandbox.requests()).toEqual([
      { key: 'free', admitted: { run: 0, poll: 5, result: 0, cancel: 0, list: 6, model: 0 }, refused: { minute: 1, day: 0, concurrency: 0 } },
    ]);
  });

  it('announces its reset in whole seconds that are never early', async () => {
    const { send, clock } = createRig({ window, keys: [FREE] });
    await clock.advance(20_500);
    await send('GET', '/models');
    const { headers } = await send('GET', '/models');
    expect(reset(headers)).toBe({ fixed: 60, sliding: 81, 'token-bucket': 33 }[window]);
  });
});

describe('concurrency', () => {
  it('refuses a third job of a Free key with allowance left, until one has ended', async () => {
    const rig = createRig({ keys: [FREE], durations: { 'flux-schnell': 4_500 } });
    const first = rig.start('POST', '/models/flux-schnell/run', { body: FOX });
    await rig.clock.advance(1_000);
    await rig.run({ ...FOX, sync: false });
    const refused = await rig.run(FOX);
    expectError(refused, 429, 'RATE_LIMITED');
    expect([remaining(refused.headers), refused.headers.get('Retry-After')]).toEqual([8, '4']);
    expect((await rig.send('GET', '/models')).status).toBe(200);
    await rig.clock.advance(4_000);
    expect((await first).status).toBe(200);
    expect((await rig.run({ ...FOX, sync: false })).status).toBe(202);
    expect(rig.sandbox.requests()[0]?.refused).toEqual({ minute: 0, day: 0, concurrency: 1 });
  });

  it('counts a job until it ends, though its caller left after 55 s', async () => {
    const rig = createRig({ keys: [FREE], durations: { 'flux-schnell': 70_000 } });
    await Promise.all([rig.run(FOX), rig.run(FOX)]);
    expect((await rig.run(FOX)).headers.get('Retry-After')).toBe('15');
  });
});

describe('the day', () => {
  it('is spent after so many requests, with a Retry-After to midnight UTC and minutes left', async () => {
    const rig = createRig({ keys: [{ ...FREE, limits: { requestsPerDay: 3 } }] });
    await rig.clock.advance(22 * 3_600_000);
    for (let n = 0; n < 3; n += 1) await rig.send('GET', '/models');
    const refused = await rig.send('GET', '/models');
    expect([refused.status, refused.headers.get('Retry-After'), remaining(refused.headers)]).toEqual([429, '7200', 7]);
    await rig.clock.advance(7_200_000);
    expect((await rig.send('GET', '/models')).status).toBe(200);
  });
});

describe('headers', () => {
  it('tell the state at admission, however late the answer', async () => {
    const rig = createRig({ window: 'token-bucket', keys: [FREE], durations: { 'flux-schnell': 30_000 } });
    expect(remaining((await rig.run(FOX)).headers)).toBe(9);
    expect(remaining((await rig.send('GET', '/models')).headers)).toBe(9);
  });

  it('are on every answer to a known key, whatever it says, and count down', async () => {
    const rig = createRig({ keys: [{ ...PRO, permissions: ['models:run', 'jobs:read'], credits: 2, limits: { concurrentJobs: 1, requestsPerMinute: 12 } }] });
    const answers = [
      await rig.run({ ...FOX, sync: false }),
      await rig.run(FOX),
      await rig.send('GET', '/jobs/none'),
      await rig.send('GET', '/models'),
      await rig.run({ input: {} }),
    ];
    await rig.clock.advance(5_000);
    rig.sandbox.configureFaults([
      { kind: 'error-500', nth: 1 },
      { kind: 'error-503-before-accept', nth: 1 },
      { kind: 'error-503-after-accept', nth: 1 },
    ]);
    for (let n = 0; n < 4; n += 1) {
      answers.push(await rig.run(FOX));
      await rig.clock.advance(3_000);
    }
    rig.sandbox.configureFaults([]);
    answers.push(await rig.run({ input: {} }), await rig.run(FOX, { model: 'none' }));
    expect(answers.map(({ status }) => status)).toEqual([202, 429, 404, 403, 429, 500, 503, 503, 402, 400, 404]);
    expect(answers.map(({ headers }) => remaining(headers))).toEqual([11, 11, 10, 9, 9, 8, 7, 6, 5, 4, 3]);
    for (const { status, headers } of answers) {
      expect([headers.get('X-RateLimit-Limit'), reset(headers)]).toEqual(['12', 60]);
      expect(headers.has('Retry-After')).toBe(status === 429);
    }
  });

  it('are absent for a plan without limits', async () => {
    const { send } = createRig({ keys: [{ label: 'big', plan: 'enterprise' }] });
    expect((await send('GET', '/models')).headers.get('X-RateLimit-Limit')).toBeNull();
  });

  it('follow a server clock that is off, as Date and timestamps do', async () => {
    const rig = createRig({ revision: 'A', clockOffsetS: 300 });
    const early = await rig.run(FOX);
    expect(reset(early.headers)).toBe(360);
    expect(early.headers.get('Date')).toBe('Thu, 01 Jan 2026 00:05:02 GMT');
    expect(early.body.created_at).toBe('2026-01-01T00:05:00.000Z');
    await rig.send('POST', 'http://sandbox.test/sandbox/clock', { body: { offsetS: -120 } });
    expect(reset((await rig.send('GET', '/models')).headers)).toBe(-60);
  });

  it('T repeats Retry-After in the body', async () => {
    const { send } = createRig({ revision: 'T', keys: [{ ...FREE, limits: { requestsPerMinute: 1 } }] });
    await send('GET', '/models');
    expect((await send('GET', '/models')).body.error.retry_after).toBe(60);
  });

  it('may be missing, nonsense, or a date, where a fault says so', async () => {
    const rig = createRig({ keys: [{ ...FREE, limits: { requestsPerMinute: 1 } }] });
    rig.sandbox.configureFaults([{ kind: 'no-rate-headers', count: 1 }]);
    expect((await rig.send('GET', '/models')).headers.get('X-RateLimit-Limit')).toBeNull();
    rig.sandbox.configureFaults([{ kind: 'wrong-rate-headers', count: 1 }]);
    expect((await rig.send('GET', '/models')).headers.get('X-RateLimit-Remaining')).toBe('-7');
    rig.sandbox.configureFaults([{ kind: 'retry-after-date', count: 1 }]);
    expect((await rig.send('GET', '/models')).headers.get('Retry-After')).toBe('Thu, 01 Jan 2026 00:01:00 GMT');
  });
});
