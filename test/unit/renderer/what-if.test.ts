import { describe, expect, it } from 'vitest';
import { spendCsv } from '../../../renderer/screens/queue/spend/csv.ts';
import { allScenarios, differenceWords, everything, firstScenarios, movedWords, scenarioWords } from '../../../renderer/screens/queue/what-if/scenarios.ts';
import { busyBatches, busyKeys, NOW } from '../../support/fake-data.ts';

const around = { batches: busyBatches(), keys: busyKeys() };

describe('what if', () => {
  it('asks first for one more key, the largest batch held, the busiest key left out', () => {
    expect(firstScenarios(around)).toEqual([
      { kind: 'with-key', plan: 'pro' },
      { kind: 'paused', batchId: 6 },
      { kind: 'without-key', keyId: 1 },
    ]);
    expect(firstScenarios({ batches: [], keys: [] })).toEqual([{ kind: 'with-key', plan: 'pro' }]);
    expect(scenarioWords({ kind: 'without-key', keyId: 2 }, around)).toBe('Without Client Nord');
    expect(allScenarios(around).length).toBeGreaterThan(8);
  });

  it('tells when all is done, without the batch that is held, and nothing where one has no end', () => {
    const batches = [
      { batchId: 1, at: 50, asIs: 90 },
      { batchId: 2, at: 70, asIs: 60 },
    ];
    expect(everything({ kind: 'with-key', plan: 'pro' }, { batches })).toEqual({ at: 70, asIs: 90 });
    expect(everything({ kind: 'paused', batchId: 2 }, { batches })).toEqual({ at: 50, asIs: 90 });
    expect(everything({ kind: 'with-key', plan: 'pro' }, { batches: [{ batchId: 1, at: null, asIs: 5 }] })).toBeNull();
    expect(everything({ kind: 'with-key', plan: 'pro' }, { batches: [] })).toBeNull();
  });

  it('tells which batch feels it most, and of the held one nothing', () => {
    const HOUR = 3_600_000;
    const batches = [
      { batchId: 1, at: NOW + HOUR, asIs: NOW + 2 * HOUR },
      { batchId: 2, at: NOW + 9 * HOUR, asIs: NOW + HOUR },
    ];
    const named = busyBatches();
    const name = named.find((batch) => batch.id === 1)?.name;
    expect(movedWords({ kind: 'paused', batchId: 2 }, { batches }, named, NOW)).toEqual({
      name,
      times: expect.stringMatching(/^at \d\d:\d\d instead of \d\d:\d\d$/),
    });
    expect(movedWords({ kind: 'with-key', plan: 'pro' }, { batches: [batches[0]!] }, named, NOW)).toBeNull();
  });

  it('tells seconds where the minutes are the same', () => {
    const batches = [1, 2].map((batchId) => ({ batchId, at: NOW + 1_000, asIs: NOW + 8_000 * batchId }));
    expect(movedWords({ kind: 'with-key', plan: 'pro' }, { batches }, busyBatches(), NOW)?.times).toBe('at 11:52:21 instead of 11:52:36');
  });

  it('says how much sooner or later', () => {
    expect(differenceWords(0, 82 * 60_000)).toBe('−1 h 22 min');
    expect(differenceWords(120_000, 0)).toBe('+2:00');
    expect(differenceWords(5, 0)).toBe('no difference');
    expect(differenceWords(5, null)).toBe('now it has no end');
  });
});

describe('spend as CSV', () => {
  it('keeps the three columns apart, and makes no formula of a name', () => {
    const row = { by: 'batch' as const, id: '1', name: '=HYPERLINK("x")', jobs: 3, reported: 2.5, estimated: 0, unknownJobs: 1 };
    expect(spendCsv([row]).split('\r\n')).toEqual([
      'by,id,name,jobs,credits reported,credits estimated,jobs of unknown cost',
      `batch,1,"'=HYPERLINK(""x"")",3,2.5,0,1`,
      '',
    ]);
  });
});
