import { describe, expect, it } from 'vitest';
import { askProgress } from '../../../electron/engine/api/ask-progress.ts';
import { FIRST_DIALECT } from '../../../electron/engine/api/dialect.ts';
import { apiError, json } from './fake-api.ts';
import { benchWith, memoryDialect, never, SECRET } from './client-fixture.ts';

const DONE = { request_id: 'r1', status: 'completed', output: { items: [{ type: 'image', url: 'https://cdn.example.test/a.png' }] } };
const RUNS = { request_id: 'r1', status: 'processing' };
const BARE = { request_id: 'r1', status: 'completed' };

describe('where a job is asked for', () => {
  it('is its own address, until its outputs were found at theirs', async () => {
    const { api, client, dialect } = benchWith({}, json(BARE), json(DONE), json(RUNS));
    await client.progress(SECRET, 'r1', never);
    expect(api.last.path).toBe('/v1/jobs/r1');
    await client.result(SECRET, 'r1', never);
    expect(dialect.get().outputsAt).toBe('result');
    expect(await client.progress(SECRET, 'r2', never)).toMatchObject({ kind: 'ok', value: { status: 'processing' } });
    expect(api.last.path).toBe('/v1/jobs/r2/result');
  });

  it('is its own again where the other refuses a job that still runs', async () => {
    const { api, client, dialect } = benchWith({ dialect: { ...FIRST_DIALECT, outputsAt: 'result' } }, apiError(404, 'JOB_NOT_FOUND'), json(RUNS), json(BARE));
    expect(await client.progress(SECRET, 'r1', never)).toMatchObject({ kind: 'refused', refusal: 'dialect' });
    expect(await client.progress(SECRET, 'r1', never)).toMatchObject({ kind: 'ok', value: { status: 'processing' } });
    expect(dialect.get().outputsAt).toBe('result-when-done');
    await client.progress(SECRET, 'r2', never);
    expect(api.last.path).toBe('/v1/jobs/r2');
  });

  it('stays where it is when the job is one that the API has forgotten', async () => {
    const gone = apiError(404, 'JOB_NOT_FOUND');
    const { client, dialect } = benchWith({ dialect: { ...FIRST_DIALECT, outputsAt: 'result' } }, gone, apiError(404, 'JOB_NOT_FOUND'));
    await client.progress(SECRET, 'r1', never);
    expect(await client.progress(SECRET, 'r1', never)).toMatchObject({ kind: 'refused', refusal: 'not-found' });
    expect(dialect.get().outputsAt).toBe('result');
  });

  it('is not doubted by a refusal that says nothing of the job', async () => {
    const dialect = memoryDialect({ ...FIRST_DIALECT, outputsAt: 'result' });
    const limits = {
      limit: null,
      remaining: null,
      resetAtMs: null,
      retryAfterMs: 1_000,
      serverNowMs: null,
      raw: { limit: null, remaining: null, reset: null, retryAfter: '1' },
    };
    const busy = {
      kind: 'refused' as const,
      status: 429,
      limits,
      refusal: 'rate-limited' as const,
      error: { code: 'RATE_LIMITED', message: 'slow', status: 429, details: null },
    };
    const asked: string[] = [];
    const ask = (name: string) => async () => (asked.push(name), busy);
    const { progress } = askProgress(dialect, ask('job'), ask('result'));
    expect(await progress(SECRET, 'r1', never)).toBe(busy);
    await progress(SECRET, 'r1', never);
    expect(asked).toEqual(['result', 'result']);
  });
});
