import { describe, expect, it } from 'vitest';
import { alertsBetween } from '../../../shared/words/alerts.ts';
import { stateInSixWords, windowTitle } from '../../../shared/words/six-words.ts';
import { costWords } from '../../../renderer/screens/queue/cost-words.ts';
import { batch, busyBatches, busyKeys, NOW, STATUS, totalsOf } from '../../support/fake-data.ts';

const [studio] = busyKeys();
const facts = (more = {}) => ({ status: STATUS, keys: { 1: studio! }, batches: {}, ...more });
const titles = (before: object, after: object) => alertsBetween(facts(before), facts(after), NOW).map((notice) => notice.title);

describe('alerts', () => {
  it('tell of a key that is refused, and of one whose day is spent', () => {
    const refused = { ...studio!, state: 'refused' as const, lastError: { message: 'Revoked.', at: NOW } };
    const spent = { ...studio!, allowance: { ...studio!.allowance, asleep: { until: NOW + 3_600_000, why: 'day-spent' as const } } };
    expect(titles({}, { keys: { 1: refused } })).toEqual(['The API refuses Studio']);
    for (const message of ['The key is revoked', 'The key is revoked.']) {
      const [alert] = alertsBetween(facts(), facts({ keys: { 1: { ...refused, lastError: { message, at: NOW } } } }), NOW);
      expect(alert?.detail).toBe('The key is revoked. Its jobs go out with other keys.');
    }
    expect(titles({}, { keys: { 1: spent } })).toEqual(['The day of Studio is spent']);
    expect(titles({ keys: { 1: spent } }, { keys: { 1: { ...spent } } })).toEqual([]);
  });

  it('tell of a batch that is over or paused itself, once', () => {
    const running = batch({ id: 4, name: 'Foxes', counts: { queued: 1, done: 8 } });
    const over = { ...running, counts: { ...running.counts, queued: 0, done: 9 } };
    const held = { ...running, state: 'paused' as const, held: { kind: 'failing' as const, failed: 11, settled: 14 } };
    expect(titles({ batches: { 4: running } }, { batches: { 4: over } })).toEqual(['Foxes is over']);
    expect(titles({ batches: { 4: running } }, { batches: { 4: held } })).toEqual(['Foxes paused itself']);
    expect(titles({ batches: { 4: over } }, { batches: { 4: { ...over } } })).toEqual([]);
    expect(titles({}, { batches: { 4: over } })).toEqual([]);
  });

  it('tell of a batch whose first jobs are over, and why one paused itself', () => {
    const trying = batch({ id: 4, name: 'Foxes', counts: { queued: 9, running: 1, done: 1 }, more: { trial: { jobs: 2, open: 1 } } });
    const tried = { ...trying, counts: { ...trying.counts, running: 0, done: 2 }, trial: { jobs: 2, open: 0 } };
    expect(titles({ batches: { 4: trying } }, { batches: { 4: tried } })).toEqual(['The first 2 of Foxes are over']);
    const streak = { ...trying, state: 'paused' as const, held: { kind: 'streak' as const, failed: 3, code: 'INFERENCE_FAILED' } };
    const [notice] = alertsBetween(facts({ batches: { 4: trying } }), facts({ batches: { 4: streak } }), NOW);
    expect(notice?.detail).toBe('3 jobs in a row failed with INFERENCE_FAILED. 9 jobs wait; look, then resume.');
  });

  it('tell of a disk that gets full before it is', () => {
    const low = { ...STATUS, diskLow: { freeBytes: 1_400_000_000 } };
    expect(titles({}, { status: low })).toEqual(['The disk has 1.4 GB left']);
    expect(titles({ status: low }, { status: { ...STATUS, diskLow: { freeBytes: 1_300_000_000 } } })).toEqual([]);
    expect(titles({ status: low }, { status: { ...low, disk: 'full' as const } })).toEqual(['The disk is full']);
  });

  it('tell of a full disk; and nothing when another endpoint came into use', () => {
    expect(titles({}, { status: { ...STATUS, disk: 'full' as const } })).toEqual(['The disk is full']);
    expect(titles({}, { status: { ...STATUS, disk: 'full' as const, endpoint: 'sandbox' } })).toEqual([]);
  });
});

describe('the title', () => {
  const batches = busyBatches();
  const words = (more: object, counts = totalsOf(batches)) => stateInSixWords({ status: { ...STATUS, ...more }, totals: counts, batches }, NOW);
  const calm = { ...totalsOf(batches), counts: { ...totalsOf(batches).counts, uncertain: 0 } };

  it('says what needs a person first', () => {
    expect(words({})).toBe('1 uncertain, your turn');
    expect(words({ vault: { kind: 'passphrase', state: 'locked' } })).toBe('Vault locked, nothing is sent');
    expect(words({ disk: 'full' as const })).toBe('Disk full, outputs wait');
  });

  it('has six words at most, whatever the state', () => {
    const states = [{}, { paused: true }, { disk: 'full' as const }, { api: { state: 'silent', since: NOW, nextTry: NOW } }];
    for (const state of states)
      for (const totals of [calm, totalsOf([]), totalsOf(batches)]) expect(words(state, totals).split(/,? /).length).toBeLessThanOrEqual(6);
    expect(words({}, calm)).toMatch(/^30 running, 9,972 queued/);
    expect(stateInSixWords({ status: STATUS, totals: totalsOf([]), batches: [] }, NOW)).toBe('Nothing queued');
    expect(windowTitle('3 running')).toBe('3 running · Abstrakt Companion');
  });
});

describe('what a job costs', () => {
  it('is unknown only where nobody tells', () => {
    expect(costWords({ state: 'uncertain', credits: null }, 15)).toBe('may have cost 15 credits');
    expect(costWords({ state: 'uncertain', credits: null }, null)).toBe('unknown');
    expect(costWords({ state: 'queued', credits: null }, 2)).toBe('about 2 credits, as the catalog says');
    expect(costWords({ state: 'done', credits: { amount: 1, source: 'reported' } }, 2)).toBe('1 credit, as the API reported');
    expect(costWords({ state: 'cancelled', credits: null }, 2)).toBe('none reported');
  });
});
