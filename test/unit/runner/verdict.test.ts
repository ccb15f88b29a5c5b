import { describe, expect, it } from 'vitest';
import type { ApiError, Exchange, JobReport, LimitHeaders, RefusalKind } from '../../../electron/engine/api/exchange.ts';
import { afterPoll, afterRun } from '../../../electron/engine/runner/verdict.ts';

const LIMITS: LimitHeaders = {
  limit: 60,
  remaining: 5,
  resetAtMs: null,
  retryAfterMs: 7_000,
  serverNowMs: null,
  raw: { limit: null, remaining: null, reset: null, retryAfter: null },
};
const ERROR: ApiError = { code: 'SOME_CODE', message: 'What the API said', status: 400, details: { secret: 'of the API' } };
const JOB_ERROR = { code: 'SOME_CODE', message: 'What the API said', status: 400 };
const OUTPUT = { url: 'https://out.test/a.png', kind: 'image' as const, mime: null, width: null, height: null };

function report(overrides: Partial<JobReport> = {}): JobReport {
  return {
    remoteId: 'job_1',
    upstreamId: null,
    status: 'completed',
    word: 'completed',
    outputs: [OUTPUT],
    error: null,
    credits: 1,
    tookMs: 4_000,
    ...overrides,
  };
}

function ok(overrides: Partial<JobReport> = {}): Exchange<JobReport> {
  return { kind: 'ok', status: 200, limits: LIMITS, value: report(overrides) };
}

function refused(refusal: RefusalKind): Exchange<JobReport> {
  return { kind: 'refused', status: 400, limits: LIMITS, refusal, error: ERROR };
}

const unclear: Exchange<JobReport> = { kind: 'unclear', limits: null, error: ERROR };
const notSent: Exchange<JobReport> = { kind: 'not-sent', error: { ...ERROR, status: null } };

describe('after a submission', () => {
  it('only an answer that tells nothing makes a job uncertain; what never left, or was refused, did not run', () => {
    const kinds = (exchange: Exchange<JobReport>) => afterRun(exchange).kind;
    expect(kinds(unclear)).toBe('uncertain');
    expect(kinds(notSent)).toBe('release');
    const all: RefusalKind[] = ['rate-limited', 'unavailable', 'dialect', 'unauthorized', 'forbidden', 'quota', 'invalid', 'not-found', 'failed'];
    expect(Object.fromEntries(all.map((refusal) => [refusal, kinds(refused(refusal))]))).toEqual({
      'rate-limited': 'release',
      unavailable: 'release',
      dialect: 'release',
      unauthorized: 'release',
      forbidden: 'release',
      quota: 'release',
      invalid: 'failed',
      'not-found': 'failed',
      failed: 'failed',
    });
  });

  it('a refusal says when the job may go again: when the key may, at once with another, or later', () => {
    const again = (refusal: RefusalKind) => {
      const verdict = afterRun(refused(refusal));
      return verdict.kind === 'release' ? [verdict.outcome, verdict.again, verdict.retryAfterMs] : null;
    };
    expect(again('rate-limited')).toEqual(['refused', 'when-allowed', null]);
    expect(again('unavailable')).toEqual(['refused', 'later', 7_000]);
    for (const refusal of ['dialect', 'unauthorized', 'forbidden', 'quota'] as const) expect(again(refusal)).toEqual(['refused', 'at-once', null]);
  });

  it('what no try will ever get out fails', () => {
    expect(afterRun({ kind: 'not-sent', error: { ...ERROR, code: 'UNSENDABLE' } })).toMatchObject({ kind: 'failed', error: { code: 'UNSENDABLE' } });
  });

  it('keeps of an error what is for people, not its details', () => {
    expect(afterRun(refused('invalid'))).toEqual({ kind: 'failed', error: JOB_ERROR, report: null });
    expect(afterRun(unclear)).toEqual({ kind: 'uncertain', error: JOB_ERROR });
  });
});

describe.each([
  ['run', afterRun],
  ['poll', afterPoll],
] as const)('what a %s reports', (_, after) => {
  it.each([
    ['pending', {}, 'running'],
    ['processing', {}, 'running'],
    ['completed', {}, 'finished'],
    ['completed', { outputs: [] }, 'look-for-result'],
    ['cancelled', { outputs: [] }, 'cancelled'],
    ['failed', { outputs: [], error: ERROR }, 'failed'],
  ] as const)('%s %o: %s', (status, overrides, kind) => {
    expect(after(ok({ status, ...overrides } as Partial<JobReport>))?.kind).toBe(kind);
  });

  it('a failure without a reason has one of ours', () => {
    expect(after(ok({ status: 'failed', outputs: [], error: null }))).toMatchObject({ kind: 'failed', error: { code: 'INFERENCE_FAILED' } });
  });
});

describe('after a poll', () => {
  it('an answer that tells nothing, or that was refused for the key, changes nothing', () => {
    for (const exchange of [
      unclear,
      notSent,
      refused('rate-limited'),
      refused('unavailable'),
      refused('unauthorized'),
      refused('forbidden'),
      refused('quota'),
      refused('dialect'),
      refused('invalid'),
    ])
      expect(afterPoll(exchange)).toBeNull();
  });

  it('a job the API does not know any more has expired', () => {
    expect(afterPoll(refused('not-found'))).toMatchObject({ kind: 'failed', error: { code: 'RESULT_EXPIRED', status: 404 } });
    expect(afterPoll(refused('failed'))).toEqual({ kind: 'failed', error: JOB_ERROR, report: null });
  });

  it('that names no job is about the one that was asked for: its outputs may be at their own address', () => {
    expect(afterPoll(ok({ remoteId: null, outputs: [] }))?.kind).toBe('look-for-result');
    // After a run there is no address to look at.
    expect(afterRun(ok({ remoteId: null, outputs: [] }))).toMatchObject({ kind: 'failed', error: { code: 'NO_OUTPUT' } });
  });
});
