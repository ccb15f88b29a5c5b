import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../electron/engine/api/exchange.ts';
import { as, bench, never, RUN, SECRET } from './client-fixture.ts';
import { type Answer, apiError, broken, FakeApi, fetchFailed, json, systemError } from './fake-api.ts';
import { createApiClient } from '../../../electron/engine/api/api-client.ts';
import { memoryDialect } from './client-fixture.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const run = (answer: Answer) => bench(answer).client.run(RUN, never);
const poll = (answer: Answer) => bench(answer).client.job(SECRET, 'job_1', never);

describe('what the server refused', () => {
  it.each([
    [401, 'UNAUTHORIZED', 'unauthorized'],
    [403, 'FORBIDDEN', 'forbidden'],
    [429, 'RATE_LIMITED', 'rate-limited'],
    [503, 'RATE_LIMITED', 'rate-limited'],
    [429, 'CONCURRENCY_LIMIT', 'rate-limited'],
    [429, 'QUOTA_EXCEEDED', 'quota'],
    [403, 'QUOTA_EXCEEDED', 'quota'],
    [402, 'PAYMENT', 'quota'],
    [400, 'INVALID_INPUT', 'invalid'],
    [422, 'SHAPE', 'invalid'],
    [404, 'MODEL_NOT_FOUND', 'not-found'],
    [404, 'JOB_NOT_FOUND', 'not-found'],
    [503, 'MODEL_UNAVAILABLE', 'unavailable'],
    [500, 'INFERENCE_FAILED', 'failed'],
    [200, 'INFERENCE_FAILED', 'failed'],
    [502, 'PROVIDER_FAILURE', 'failed'],
    [409, 'CONFLICT', 'failed'],
    [200, 'inference_failed', 'failed'],
  ])('%i %s is %s, for runs and polls', async (status, code, refusal) => {
    expect(await run(apiError(status, code))).toMatchObject({ kind: 'refused', status, refusal });
    expect(await poll(apiError(status, code))).toMatchObject({ kind: 'refused', status, refusal });
  });

  it.each([
    [json({ error: 'No such key' }, 401), 'unauthorized', { code: 'HTTP_401', message: 'No such key' }],
    [json({ error: 'RATE_LIMITED' }, 400), 'rate-limited', { code: 'RATE_LIMITED' }],
    [json({ code: 'FORBIDDEN', message: 'No.' }, 403), 'forbidden', { code: 'FORBIDDEN', message: 'No.' }],
    [json({ detail: 'Too big' }, 413), 'invalid', { message: 'Too big' }],
    [new Response('<html>Forbidden</html>', { status: 403 }), 'forbidden', { code: 'HTTP_403' }],
    [json({ error: { code: 7, message: ['x'], details: 'none' } }, 429), 'rate-limited', { code: 'HTTP_429', details: null }],
    [json({ error: { code: 'constructor' } }, 400), 'invalid', { code: 'CONSTRUCTOR' }],
    [new Response(null, { status: 404 }), 'not-found', { code: 'HTTP_404' }],
  ])('plain text, other envelopes and proxies: %#', async (response, refusal, error) => {
    expect(await run(response)).toMatchObject({ kind: 'refused', refusal, error });
  });

  it('a refusal whose body breaks off is still a refusal', async () => {
    expect(await run(broken('{"error":', 429))).toMatchObject({ kind: 'refused', refusal: 'rate-limited' });
  });

  it.each([301, 302, 307, 308])('a redirect (%i) is not followed and says so', async (status) => {
    const { api, client } = bench(new Response(null, { status, headers: { location: 'https://elsewhere.test/' } }));
    expect(await client.run(RUN, never)).toMatchObject({ kind: 'refused', refusal: 'unavailable', error: { code: 'REDIRECTED' } });
    expect(api.asked).toHaveLength(1);
    expect(api.last.redirect).toBe('manual');
  });

  it('a message is cut at a length, enormous details are dropped', async () => {
    const { error } = as(await run(apiError(400, 'INVALID_INPUT', { message: 'm'.repeat(5_000), details: { x: 'y'.repeat(20_000) } })), 'refused');
    expect(error.message.length).toBeLessThan(1_100);
    expect(error.details).toBeNull();
  });

  it('a key that the server echoes is taken out', async () => {
    const answer = await run(apiError(401, 'UNAUTHORIZED', { message: `bad key ${SECRET}`, details: { key: SECRET } }));
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });
});

describe('what is unclear', () => {
  it.each([
    ['a bare 500', new Response('oops', { status: 500 })],
    ['a bare 503', new Response('', { status: 503 })],
    ['a 504 of a proxy', new Response('<html>', { status: 504 })],
    ['an unknown code with 500', apiError(500, 'INTERNAL_ERROR')],
    ['TIMEOUT', apiError(504, 'TIMEOUT')],
    ['TIMEOUT as 400', apiError(400, 'TIMEOUT')],
    ['408', new Response('', { status: 408 })],
    ['a connection that was reset', fetchFailed(systemError('ECONNRESET', 'read'))],
    ['a connection that ended', fetchFailed(systemError('UND_ERR_SOCKET'))],
    ['no headers in time', fetchFailed(systemError('UND_ERR_HEADERS_TIMEOUT'))],
    ['something unknown', new Error('?')],
    ['a body that breaks off', broken('{"job_id":"j"')],
    ['no JSON', new Response('<html>Welcome to the hotel</html>')],
    ['half a JSON', new Response('{"job_id":"j","status":')],
    ['a body that is too long', new Response(`"${'x'.repeat(9 * 1024 * 1024)}"`)],
  ])('%s', async (_name, answer) => {
    expect((await run(answer)).kind).toBe('unclear');
    expect((await poll(answer)).kind).toBe('unclear');
  });

  it.each([[null], [[]], ['text'], [7], [{}], [{ status: 5 }], [{ message: 'hello' }], [{ data: null }]])('the wrong thing in a 200: %j', async (body) => {
    expect((await run(json(body))).kind).toBe('unclear');
    expect((await poll(json(body))).kind).toBe('unclear');
  });

  it.each([{ status: 'processing' }, { status: 'pending', job_id: '' }, { status: 'completed' }, { status: 'completed', output: 5 }, { job_id: '..' }])(
    'a run that cannot be followed: %j',
    async (body) => {
      expect(await run(json(body, 202))).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_UNREADABLE', status: 202 } });
    },
  );

  it('its limits are read where headers came', async () => {
    const headers = { 'x-ratelimit-remaining': '4' };
    expect(await run(new Response('', { status: 500, headers }))).toMatchObject({ limits: { remaining: 4 } });
    expect(await run(broken('{', 200, undefined, headers))).toMatchObject({ kind: 'unclear', limits: { remaining: 4 } });
    expect(await run(fetchFailed(systemError('ECONNRESET')))).toMatchObject({ limits: null });
  });

  it('says what it may cost for a run, and that a poll costs nothing', async () => {
    expect(await run(apiError(500, 'INTERNAL_ERROR'))).toMatchObject({ error: { code: 'INTERNAL_ERROR', message: expect.stringContaining('may be charged') } });
    expect(await poll(apiError(500, 'INTERNAL_ERROR'))).toMatchObject({ error: { message: expect.stringContaining('costs no credits') } });
  });
});

describe('what never left', () => {
  it.each([
    ['ECONNREFUSED', fetchFailed(systemError('ECONNREFUSED', 'connect'))],
    ['ENOTFOUND', fetchFailed(systemError('ENOTFOUND', 'getaddrinfo'))],
    ['EAI_AGAIN', fetchFailed(systemError('EAI_AGAIN', 'getaddrinfo'))],
    ['EHOSTUNREACH', fetchFailed(systemError('EHOSTUNREACH'))],
    ['ENETUNREACH', fetchFailed(systemError('ENETUNREACH'))],
    ['UND_ERR_CONNECT_TIMEOUT', fetchFailed(systemError('UND_ERR_CONNECT_TIMEOUT'))],
    ['ETIMEDOUT', fetchFailed(systemError('ETIMEDOUT', 'connect'))],
    ['CERT_HAS_EXPIRED', fetchFailed(systemError('CERT_HAS_EXPIRED'))],
    ['ECONNREFUSED', fetchFailed(new AggregateError([systemError('ECONNREFUSED', 'connect'), systemError('ENETUNREACH', 'connect')]))],
    ['ECONNREFUSED', fetchFailed(fetchFailed(systemError('ECONNREFUSED')))],
    ['ERR_CONNECTION_REFUSED', new Error('net::ERR_CONNECTION_REFUSED')],
    ['ERR_NAME_NOT_RESOLVED', new Error('net::ERR_NAME_NOT_RESOLVED')],
    ['ERR_INTERNET_DISCONNECTED', new TypeError('Failed to fetch', { cause: new Error('net::ERR_INTERNET_DISCONNECTED') })],
    ['ERR_ADDRESS_UNREACHABLE', new Error('net::ERR_ADDRESS_UNREACHABLE')],
    ['ERR_CERT_DATE_INVALID', new Error('net::ERR_CERT_DATE_INVALID')],
  ])('%s', async (code, error) => {
    expect(await run(error)).toMatchObject({ kind: 'not-sent', error: { code, status: null } });
  });

  it.each([
    ['one of two attempts got further', fetchFailed(new AggregateError([systemError('ECONNREFUSED', 'connect'), systemError('ECONNRESET', 'read')]))],
    ['a reset in Chromium', new Error('net::ERR_CONNECTION_RESET')],
    ['a network change', new Error('net::ERR_NETWORK_CHANGED')],
    ['an error that is its own cause', selfCaused()],
  ])('but not when %s', async (_name, error) => {
    expect((await run(error)).kind).toBe('unclear');
  });

  it('a call that was stopped before, or whose key no header can carry', async () => {
    const { api, client } = bench(json({}));
    expect(await client.run(RUN, AbortSignal.abort())).toMatchObject({ kind: 'not-sent', error: { code: 'STOPPED' } });
    const answer = await client.run({ ...RUN, secret: 'sk_live_line\nbreak' }, never);
    expect(answer).toMatchObject({ kind: 'not-sent', error: { code: 'UNSENDABLE' } });
    expect(JSON.stringify(answer)).not.toContain('line');
    expect(api.asked).toHaveLength(0);
  });
});

describe('time', () => {
  it('polls wait 30 s', async () => {
    const { client, clock } = bench('hang');
    const answer = client.job(SECRET, 'j', never);
    await clock.advance(30_000);
    expect(await answer).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LATE' } });
  });
  it('a body that never ends is late too, and its limits count', async () => {
    const { client, clock } = bench(broken('{', 200, null, { 'x-ratelimit-limit': '10' }));
    const answer = client.run(RUN, never);
    await clock.advance(120_000);
    expect(await answer).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LATE', status: 200 }, limits: { limit: 10 } });
    expect(clock.pending).toBe(0);
  });
  it('a stop while waiting is unclear for a run', async () => {
    const stop = new AbortController();
    const { client, clock } = bench('hang');
    const answer = client.run(RUN, stop.signal);
    stop.abort();
    expect(await answer).toMatchObject({ kind: 'unclear', error: { code: 'STOPPED' } });
    expect(clock.pending).toBe(0);
  });
  it('a fetch that ignores its signal holds nobody up', async () => {
    const clock = new VirtualClock();
    const deaf: typeof fetch = () => new Promise(() => undefined);
    const client = createApiClient({ baseUrl: 'https://api.example.test/v1/', fetch: deaf, dialect: memoryDialect(), clock });
    const answer = client.cancel(SECRET, 'j', never);
    await clock.advance(30_000);
    expect((await answer).kind).toBe('unclear');
  });
});

describe('requests', () => {
  it('carry the key in one header and nowhere else', async () => {
    const { api, client } = bench(json({ job_id: 'j', status: 'pending' }));
    await client.run(RUN, never);
    expect(api.last.headers.get('authorization')).toBe(`Bearer ${SECRET}`);
    expect(api.last.headers.get('content-type')).toBe('application/json');
    expect(api.last.url).not.toContain(SECRET);
    expect(JSON.stringify(api.last.body)).not.toContain(SECRET);
  });
  it.each([new Response(null, { status: 204 }), json({ status: 'cancelled' }), new Response('gone', { status: 200 })])(
    'any 2xx cancels: %#',
    async (answer) => {
      const { api, client } = bench(answer);
      expect(await client.cancel(SECRET, 'job/1', never)).toMatchObject({ kind: 'ok', value: null });
      expect(api.last).toMatchObject({ method: 'DELETE', path: '/v1/jobs/job%2F1' });
    },
  );
  it('a failed job is a report, not a refusal', async () => {
    const body = { job_id: 'j', status: 'failed', error: { code: 'INFERENCE_FAILED', message: 'content filter' }, credits_used: 0 };
    expect(as(await run(json(body)), 'ok').value).toMatchObject({ status: 'failed', error: { code: 'INFERENCE_FAILED', message: 'content filter' } });
    expect(as(await poll(json({ job_id: 'j', status: 'failed' })), 'ok').value.error).toMatchObject({ code: 'NO_REASON' });
    expect(as(await poll(json({ job_id: 'j', status: 'failed', error: 'blew up' })), 'ok').value.error).toMatchObject({ message: 'blew up' });
  });
  it('outputs without a job id are kept', async () => {
    const answer = as(await run(json({ status: 'completed', output: { items: [{ url: 'https://c.test/a.png' }] } })), 'ok');
    expect(answer.value).toMatchObject({ remoteId: null, status: 'completed', outputs: [{ url: 'https://c.test/a.png' }] });
  });
});

describe('whatever comes', () => {
  const KINDS: readonly Exchange<unknown>['kind'][] = ['ok', 'refused', 'unclear', 'not-sent'];
  const known = fc.constantFrom(
    'job_id',
    'request_id',
    'id',
    'status',
    'output',
    'result',
    'items',
    'error',
    'code',
    'message',
    'details',
    'data',
    'metrics',
    'url',
    'models',
    'retry_after',
    '__proto__',
  );
  const { body } = fc.letrec<{ body: unknown }>((tie) => ({
    body: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.constantFrom('completed', 'processing', 'RATE_LIMITED', 'https://c.test/a.png'),
      fc.array(tie('body'), { maxLength: 3 }),
      fc.dictionary(known, tie('body'), { maxKeys: 6 }),
    ),
  }));
  const status = fc.constantFrom(200, 201, 202, 299, 301, 400, 401, 404, 408, 418, 429, 500, 503, 599);
  const headers = fc.dictionary(
    fc.constantFrom('x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after', 'date'),
    fc.oneof(fc.integer().map(String), fc.stringMatching(/^[!-~]{0,12}$/)),
  );

  it('never throws and is always one of the four', async () => {
    await fc.assert(
      fc.asyncProperty(body, status, headers, async (value, code, extra) => {
        const client = bench(json(value, code, extra)).client;
        const answers = [
          client.run({ ...RUN, mode: 'async' }, never),
          client.job(SECRET, 'j', never),
          client.models(SECRET, { limit: 1, offset: 0 }, never),
          client.model(SECRET, 'm', never),
          client.cancel(SECRET, 'j', never),
        ];
        for (const answer of await Promise.all<Exchange<unknown>>(answers)) expect(KINDS).toContain(answer.kind);
      }),
      { numRuns: 400 },
    );
  });
  it('any text is read as well as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), status, async (text, code) => {
        const { kind } = await run(new Response(text, { status: code }));
        expect(kind).toBe(code === 408 || code >= 500 || code < 300 ? 'unclear' : 'refused');
      }),
      { numRuns: 300 },
    );
  });
  it('a run is never refused by a 5xx that does not name a known code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 500, max: 599 }), fc.stringMatching(/^X[A-Z_]{0,20}$/), async (code, word) => {
        expect((await run(apiError(code, word))).kind).toBe('unclear');
      }),
    );
  });
  it('one call is one request', async () => {
    await fc.assert(
      fc.asyncProperty(body, status, async (value, code) => {
        const api = new FakeApi(json(value, code));
        const client = createApiClient({ baseUrl: 'https://api.example.test/v1', fetch: api.fetch, dialect: memoryDialect(), clock: new VirtualClock() });
        await client.run({ ...RUN, mode: 'async' }, never);
        expect(api.asked).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});

function selfCaused(): Error {
  const error: Error & { cause?: unknown } = new Error('loop');
  error.cause = error;
  return error;
}
