import { describe, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract.ts';
import type { KeyMinute } from '../../../shared/domain.ts';
import { reservedArcs } from '../../../renderer/components/ring-geometry.ts';
import { answerText, asCurl, asText } from '../../../renderer/components/request/as-curl.ts';
import { chartRows, chartSums } from '../../../renderer/screens/keys/chart/chart-rows.ts';
import { LogSource } from '../../../renderer/screens/keys/log/log-source.ts';
import { mark } from './board/rows.ts';

const MIN = 60_000;
const minute = (at: number, more: Partial<KeyMinute>): KeyMinute => ({
  ...{ keyId: 1, at: at * MIN, runs: 0, polls: 0, others: 0, refused: 0, lost: 0, limit: null, leastLeft: null, busyMs: 0, done: 0, failed: 0, unsure: 0 },
  ...more,
});

describe('the chart of a key', () => {
  it('has a step for every minute: one without traffic is zero, and a limit holds until another is told', () => {
    const rows = chartRows([minute(11, { runs: 3, polls: 1, limit: 60 }), minute(13, { runs: 9, refused: 2 })], 10 * MIN, 15 * MIN, 1);
    expect(rows).toEqual({
      at: [600, 660, 720, 780, 840],
      limit: [60, 60, 60, 60, 60],
      used: [0, 4, 0, 9, 0],
      refused: [0, 0, 0, 2, 0],
      lost: [0, 0, 0, 0, 0],
    });
  });

  it('shows the busiest minute of several, because the limit is a minute’s; refusals add up', () => {
    const rows = chartRows([minute(10, { runs: 3, refused: 1 }), minute(14, { runs: 50, refused: 1 }), minute(21, { lost: 1 })], 10 * MIN, 30 * MIN, 10);
    expect(rows.used).toEqual([50, 0]);
    expect(rows.refused).toEqual([2, 0]);
    expect(rows.lost).toEqual([0, 1]);
    expect(rows.limit).toEqual([null, null]);
  });

  it('is told in words as well', () => {
    expect(chartSums([minute(1, { runs: 9 }), minute(10, { runs: 3, polls: 2, refused: 1 }), minute(11, { runs: 1 })], 10 * MIN)).toEqual({
      requests: 6,
      busiest: 5,
      refused: 1,
      lost: 0,
    });
  });
});

describe('the reserve of a ring', () => {
  it('is its last segments, at least one where there is any', () => {
    expect(reservedArcs(0, 12, 20)).toEqual([]);
    expect(reservedArcs(0.1, 12, 20)).toHaveLength(2);
    expect(reservedArcs(0.02, 12, 20)).toHaveLength(1);
    expect(reservedArcs(0.1, 10, 20)[0]?.to).toBeLessThanOrEqual(1);
  });
});

describe('a request as text', () => {
  const request = {
    method: 'POST' as const,
    url: 'https://api.example.test/v1/models/flux/run',
    headers: [
      ['Accept', 'application/json'],
      ['Authorization', 'Bearer sk_live_…7f3a'],
      ['Content-Type', 'application/json'],
    ] as [string, string][],
    body: { input: { prompt: "a fox's den; $HOME `ls`" } },
  };

  it('is a command that any shell takes as it is, with the key from the environment', () => {
    expect(asCurl(request)).toBe(
      [
        `curl -X POST 'https://api.example.test/v1/models/flux/run'`,
        `-H 'Accept: application/json'`,
        `-H "Authorization: Bearer $ABSTRAKT_API_KEY"`,
        `-H 'Content-Type: application/json'`,
        String.raw`--data-raw '{"input":{"prompt":"a fox'\''s den; $HOME ${'`'}ls${'`'}"}}'`,
      ].join(' \\\n  '),
    );
  });

  it('is readable, and so is what was kept of the answer', () => {
    expect(asText(request)).toContain('Authorization: Bearer sk_live_…7f3a');
    expect(answerText({ answer: null })).toBeNull();
    expect(answerText({ answer: { status: 429, headers: [['Retry-After', '9']], kept: { code: 'RATE_LIMITED' } } })).toBe(
      'HTTP 429\nRetry-After: 9\n\n{\n  "code": "RATE_LIMITED"\n}',
    );
  });
});

describe('the request log', () => {
  function source(total: number) {
    const rows = Array.from({ length: total }, (_, at) => mark(at + 1, at));
    const client = {
      call<N extends CallName>(_name: N, input: CallInput<N>): Promise<CallOutput<N>> {
        const { before = Infinity, limit = 200 } = input as CallInput<'request.list'>;
        return Promise.resolve(
          rows
            .filter((row) => row.id < before)
            .toReversed()
            .slice(0, limit) as CallOutput<N>,
        );
      },
    };
    return { rows, log: new LogSource(client, {}) };
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('is read page by page, until nothing older is there', async () => {
    const { log } = source(450);
    const off = log.subscribe(() => {});
    await settle();
    expect(log.read()).toMatchObject({ whole: false });
    await log.more();
    await log.more();
    expect(log.read().rows?.map((row) => row.id)).toEqual(Array.from({ length: 450 }, (_, at) => 450 - at));
    expect(log.read().whole).toBe(true);
    off();
  });

  it('takes in new rows and answers, and begins anew where more came than a page holds', async () => {
    const { rows, log } = source(10);
    const off = log.subscribe(() => {});
    await settle();
    rows.push(mark(11, 11));
    rows[9] = mark(10, 9, { outcome: 'lost' });
    log.refresh();
    await new Promise((resolve) => setTimeout(resolve, 760));
    expect(
      log
        .read()
        .rows?.slice(0, 2)
        .map((row) => [row.id, row.outcome]),
    ).toEqual([
      [11, 'ok'],
      [10, 'lost'],
    ]);
    for (let id = 12; id < 500; id++) rows.push(mark(id, id));
    log.refresh();
    await new Promise((resolve) => setTimeout(resolve, 760));
    expect(log.read()).toMatchObject({ whole: false });
    expect(log.read().rows?.at(-1)?.id).toBe(300);
    off();
  });
});
