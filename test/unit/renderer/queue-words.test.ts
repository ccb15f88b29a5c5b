import { describe, expect, test } from 'vitest';
import { statusItems, type StatusFacts } from '../../../renderer/app/status-items.ts';
import { narrowed } from '../../../renderer/app/palette-match.ts';
import { rate } from '../../../renderer/look/numbers.ts';
import { everythingDone, glyphOfBatch, glyphOfJob, waitWords } from '../../../renderer/look/states.ts';
import { parseHash, toHash } from '../../../renderer/state/route.ts';
import { jobsPerMinute, sampled } from '../../../renderer/state/speed.ts';
import { batchLine, lineParts, noFinishWords } from '../../../renderer/screens/queue/batch-words.ts';
import { cancelQuestion } from '../../../renderer/screens/queue/cancel-question.ts';
import { heroFigures } from '../../../renderer/screens/queue/hero-figures.ts';
import { ALL_JOBS, jobQuery } from '../../../renderer/screens/queue/job-query.ts';
import { creditsWord, shortError, tookWords, whyWords } from '../../../renderer/screens/queue/job-words.ts';
import { timeSpans } from '../../../renderer/screens/queue/time-spans.ts';
import { masked, parseKeys } from '../../../renderer/screens/keys/parse-keys.ts';
import { batch, busyBatches, busyKeys, detailOf, job, NOW, STATUS, totalsOf, troubledKeys } from '../../support/fake-data.ts';

const mocked = busyBatches().filter((one) => one.id >= 1 && one.id <= 5);
const facts: StatusFacts = { link: 'open', status: STATUS, totals: totalsOf(mocked), keys: busyKeys(), batches: mocked };
const words = (more: Partial<StatusFacts>) => statusItems({ ...facts, ...more }, NOW).map((item) => item.words);

describe('status line', () => {
  test('as in the mock', () => {
    expect(words({})).toEqual(['SYS.ONLINE', 'API.ACTIVE', '5 keys, 1 asleep', '412 queued', '30 running', 'done 14:32', '1 uncertain']);
  });
  test('the API is silent: that first, and what keeps its place', () => {
    expect(words({ status: { ...STATUS, api: { state: 'silent', since: NOW - 171_000, nextTry: NOW + 38_000 } } })).toEqual([
      'API.SILENT 2:51',
      'SYS.ONLINE',
      '5 keys, 1 asleep',
      '412 keep their place',
      'next try 0:38',
      '1 uncertain',
    ]);
  });
  test('no key, nothing queued', () => {
    expect(words({ status: { ...STATUS, api: { state: 'no-key' } }, keys: [], batches: [], totals: totalsOf([]) })).toEqual([
      'SYS.ONLINE',
      'API.NOKEY',
      '0 keys',
      '0 queued',
      'nothing is sent',
    ]);
  });
  test('the vault is locked, the disk full, everything paused', () => {
    expect(words({ status: { ...STATUS, vault: { kind: 'passphrase', state: 'locked' } } })[0]).toBe('VAULT.LOCKED');
    expect(words({ status: { ...STATUS, disk: 'full' as const } })[0]).toBe('DISK.FULL');
    expect(words({ status: { ...STATUS, paused: true } })).toEqual(expect.arrayContaining(['SYS.PAUSED', 'nothing is sent']));
  });
  test('the host is gone: nothing else is claimed', () => {
    expect(words({ link: 'lost' })).toEqual(['SYS.OFFLINE', 'the host does not answer, trying again']);
  });
  test('practice says so, refused keys are counted', () => {
    expect(words({ status: { ...STATUS, endpoint: 'sandbox' } })).toContain('sandbox, free');
    expect(words({ keys: troubledKeys() })).toContain('8 keys, 1 asleep, 1 refused');
  });
});

test('where no finish is told, the batch says why', () => {
  const one = batch({ id: 1, name: 'Foxes', counts: { queued: 3 } });
  const uncertain = batch({ id: 1, name: 'Foxes', counts: { uncertain: 1 } });
  const words = (of: typeof one, over: boolean, paused: boolean) => noFinishWords(of, { over, paused });
  expect([words(one, false, false), words(one, false, true), words({ ...one, state: 'paused' }, false, false)]).toEqual(['no forecast', 'held', 'held']);
  expect([words(one, true, true), words({ ...one, state: 'cancelled' }, true, false), words(uncertain, true, true)]).toEqual([
    'over',
    'cancelled',
    'your turn',
  ]);
});

describe('hero band', () => {
  const hero = (more: Partial<Parameters<typeof heroFigures>[0]>) =>
    heroFigures({ totals: facts.totals, keys: facts.keys, batches: mocked, paused: false, silent: false, ...more }, NOW);
  test('as in the mock', () => {
    expect(hero({}).map(({ figure, detail }) => [figure, detail])).toEqual([
      ['14:32', '14:20–14:51, in 2 h 40 min'],
      ['412', 'in 5 batches'],
      // Of the mock's 30 one is collecting: it holds no slot any more.
      ['30', '29 of 34 slots'],
      ['61 %', '9,272 of 15,200'],
      ['1.31', '24 h'],
      ['1', 'in 4,812 requests'],
      ['1,113', '+2,358 est.'],
    ]);
  });
  test('no forecast is –, never a guess', () => {
    const unknown = mocked.map((one) => ({ ...one, forecast: null }));
    expect(hero({ batches: unknown })[0]).toMatchObject({ figure: '–', detail: 'no forecast yet' });
    expect(hero({ paused: true })[0]).toMatchObject({ figure: '–', detail: 'held, all is paused' });
    const locked = facts.keys.map((key) => ({ ...key, state: 'locked' as const }));
    expect(hero({ keys: locked })[0]).toMatchObject({ figure: '–', detail: 'no key can send' });
    expect(hero({ silent: true })[0]).toMatchObject({ figure: '14:32', detail: 'was due, the API is silent' });
    expect(hero({ totals: totalsOf([]), batches: [] })[0]).toMatchObject({ figure: '–', detail: 'nothing queued' });
  });
  test('unknown limits and costs are not made up', () => {
    const odd = hero({
      totals: { ...facts.totals, requestsPerDay: null, jobsDone24h: 0 },
      batches: [batch({ id: 1, name: 'x', counts: { queued: 1 } })],
      keys: [],
    });
    expect(odd[3]).toMatchObject({ figure: '–', detail: '9,272 requests' });
    expect(odd[4]!.figure).toBe('–');
    expect(odd[6]!.detail).toBe('');
    expect(odd[2]!.detail).toBe('no key can send');
  });
});

describe('batches', () => {
  test('everything is done with the last of them; held ones do not count, an unknown one makes it unknown', () => {
    expect(everythingDone(mocked)?.at).toBe(NOW + 160 * 60_000);
    expect(everythingDone([...mocked, batch({ id: 9, name: 'x', counts: { queued: 1 } })])).toBeNull();
    expect(everythingDone([])).toBeNull();
  });
  test('marks', () => {
    expect(mocked.map(glyphOfBatch)).toEqual(['queued', 'paused', 'running', 'running', 'running']);
    expect(glyphOfBatch(batch({ id: 1, name: 'x', counts: { failed: 3 } }))).toBe('failed');
    expect(glyphOfBatch(batch({ id: 1, name: 'x', counts: { done: 2, failed: 1 } }))).toBe('done');
    expect(glyphOfBatch(batch({ id: 1, name: 'x', counts: { done: 2, uncertain: 1 } }))).toBe('uncertain');
  });
  test('the second line says what holds it, and until when', () => {
    const around = { silent: false, models: {}, keys: busyKeys(), paused: false };
    const nord = batch({ id: 3, name: 'x', counts: { queued: 2 }, models: ['flux-pro', 'flux'], more: { labels: ['nord'] } });
    expect(batchLine(nord, around, NOW)).toBe('Waits for Client Nord until 11:52:28');
    expect(batchLine({ ...nord, labels: ['print'] }, around, NOW)).toBe('Waits for a key labelled print');
    expect(batchLine({ ...nord, labels: [] }, around, NOW)).toBe('flux-pro and 1 more · any key');
    expect(batchLine({ ...nord, state: 'paused' }, around, NOW)).toBe('Paused by you');
    expect(batchLine(nord, { ...around, paused: true }, NOW)).toBe('Held: everything is paused');
    expect(batchLine(nord, { ...around, silent: true }, NOW)).toBe('Waits until the API answers');
  });
  test('cancelling says first what it will hit', () => {
    const question = cancelQuestion(mocked.find((one) => one.id === 3)!);
    expect(question.title).toBe('Cancel the rest of Still lifes for the Nord catalogue?');
    expect(question.hits).toEqual([
      { glyph: 'queued', words: 'leave the queue, free', count: '213' },
      { glyph: 'running', words: 'keep running, about 40 credits', count: '8' },
      { glyph: 'done', words: 'stay in the library', count: '64' },
    ]);
    expect(question.action).toBe('Cancel 213 jobs');
  });
  test('the moment of its line stands apart, and a speed of hundreds has no tenths', () => {
    expect(lineParts('Waits for Client Nord until 11:52:28')).toEqual({ words: 'Waits for Client Nord', time: 'until 11:52:28' });
    expect(lineParts('FLUX Dev · any key')).toEqual({ words: 'FLUX Dev · any key', time: '' });
    expect([rate(11.46), rate(317.02), rate(1.31, 2)]).toEqual(['11.5', '317', '1.31']);
  });
  test('speed is measured, and – before there is anything to measure', () => {
    const at = (done: number, now: number, before = {}) => sampled(before, { 1: batch({ id: 1, name: 'x', counts: { done } }) }, now);
    const samples = at(12, NOW + 60_000, at(10, NOW + 500, at(10, NOW)));
    expect(samples[1]).toHaveLength(2);
    expect(jobsPerMinute(samples[1], 12, NOW + 60_000)).toBe(2);
    expect(jobsPerMinute(samples[1], 10, NOW + 5_000)).toBeNull();
    expect(jobsPerMinute(undefined, 10, NOW)).toBeNull();
  });
});

describe('jobs', () => {
  const fox = mocked.find((one) => one.id === 1)!;
  const why = (of: ReturnType<typeof job>, key?: string, silent: number | null = null) =>
    Object.values(whyWords(of, key, silent, NOW))
      .filter(Boolean)
      .join(' ');
  test('why, until when', () => {
    expect(waitWords({ kind: 'minute', until: NOW + 8_000, keyLabel: 'Client Nord' }, NOW)).toBe('Waits for Client Nord until 11:52:28');
    expect(waitWords({ kind: 'offline', until: NOW + 38_000, keyLabel: null }, NOW)).toBe('Until the API answers, next try 11:52:58');
    expect(waitWords({ kind: 'paused', until: null, keyLabel: null }, NOW)).toBe('Paused');
    expect(why(job(fox, 140, 'running'), 'Studio')).toBe('At the API with Studio');
    expect(why(job(fox, 140, 'running'), 'Studio', NOW - 171_000)).toBe('At the API, silent for 2:51');
    expect(why(job(fox, 1, 'done'))).toBe('In the library');
    // A fast model runs in one request, which is at the API all the while.
    const sent = { ...job(fox, 140, 'submitting'), submittedAt: NOW - 9_000 };
    expect(whyWords(sent, 'Studio', null, NOW, 6_100)).toEqual({ words: 'Sent with Studio,', time: 'longer than the usual 6.1 s' });
  });
  test('every waiting reason has words and a mark', () => {
    const kinds = [
      'minute',
      'concurrency',
      'day',
      'budget',
      'asleep',
      'probe',
      'behind',
      'labels',
      'permission',
      'paused',
      'no-key',
      'offline',
      'retry-later',
      'disk',
    ] as const;
    for (const kind of kinds) for (const keyLabel of ['Nord', null]) expect(waitWords({ kind, until: null, keyLabel }, NOW)).toMatch(/^[A-Z]/);
    const budget = (of: 'key' | 'batch' | 'day', why: 'reached' | 'unknown-cost') => ({
      kind: 'budget' as const,
      until: null,
      keyLabel: 'Nord',
      budget: { of, why },
    });
    expect(waitWords(budget('key', 'reached'), NOW)).toBe('Budget of Nord is reached');
    expect(waitWords(budget('batch', 'reached'), NOW)).toBe('The batch’s budget is reached');
    expect(waitWords(budget('day', 'reached'), NOW)).toBe('The day’s budget is reached');
    expect(waitWords(budget('day', 'unknown-cost'), NOW)).toBe('Its cost is unknown, and a budget is set');
    expect(glyphOfJob({ state: 'queued', waiting: { kind: 'day', until: null, keyLabel: null } })).toBe('asleep');
    expect(glyphOfJob({ state: 'queued', waiting: { kind: 'behind', until: null, keyLabel: null } })).toBe('queued');
    expect(glyphOfJob({ state: 'running', waiting: null })).toBe('running');
  });
  test('an error up to its first stop', () => {
    expect(shortError('The model’s content filter refused this prompt. 2 credits.')).toBe('The model’s content filter refused this prompt');
    expect(shortError('After 6.4 s it failed')).toBe('After 6.4 s it failed');
  });
  test('took and credits say unknown, not 0', () => {
    expect([tookWords(job(fox, 200, 'queued'), NOW), tookWords(job(fox, 1, 'done'), NOW)]).toEqual(['–', '6.1 s']);
    expect([creditsWord(job(fox, 1, 'done')), creditsWord(job(fox, 1, 'uncertain')), creditsWord(job(fox, 1, 'queued'))]).toEqual(['2', '2?', '–']);
  });
  test('where the time went', () => {
    const detail = detailOf(job(fox, 88, 'failed'));
    expect(timeSpans(detail, NOW)).toMatchObject({ held: 29_000, away: 6_100 });
    expect(timeSpans({ createdAt: NOW, attempts: [] }, NOW)).toBeNull();
  });
  test('filters', () => {
    expect(jobQuery(3, { ...ALL_JOBS, group: 'moving', text: ' fox ' })).toEqual({ batchId: 3, states: ['submitting', 'running', 'collecting'], text: 'fox' });
    expect(jobQuery(3, { ...ALL_JOBS, group: 'all', text: ' ' })).toEqual({ batchId: 3 });
  });
});

describe('pasted keys', () => {
  test('one a line, with or without a label, each once', () => {
    expect(parseKeys('studio=sk_live_abcdef12\n\n  sk_test_abcdef34 \r\nsk_test_abcdef34\nshort')).toEqual([
      { label: 'studio', secret: 'sk_live_abcdef12', reads: 'live' },
      { label: null, secret: 'sk_test_abcdef34', reads: 'test' },
      { label: null, secret: 'short', reads: 'short' },
    ]);
  });
  test('an equals sign at the end belongs to the secret', () => {
    expect(parseKeys('c2VjcmV0LWtleQ==')).toEqual([{ label: null, secret: 'c2VjcmV0LWtleQ==', reads: 'unknown' }]);
  });
  test('what is shown holds no more than prefix and last four', () => {
    expect(masked('sk_live_abcdefgh7f3a')).toBe('sk_live_••••••7f3a');
    expect(masked('short')).toBe('•••••');
  });
});

describe('palette and addresses', () => {
  const commands = [
    { verb: 'Go to', object: 'Queue' },
    { verb: 'Open', object: 'Pau’s test' },
    { verb: 'Pause', object: 'Fox portraits, 10 finish first' },
  ];
  test('every typed word starts a word; verbs first', () => {
    expect(narrowed(commands, 'pau fox')).toEqual([commands[2]]);
    expect(narrowed(commands, 'pau')).toEqual([commands[2], commands[1]]);
    expect(narrowed(commands, ' ')).toEqual(commands);
    expect(narrowed(commands, 'zzz')).toEqual([]);
  });
  test('a hash is a screen and what is open in it; anything else leads home', () => {
    expect(parseHash('#/queue/12/345')).toEqual({ screen: 'queue', path: ['12', '345'] });
    expect(parseHash('#/nowhere')).toEqual({ screen: 'queue', path: [] });
    expect(parseHash('')).toEqual({ screen: 'queue', path: [] });
    expect(parseHash(toHash({ screen: 'models', path: ['fal-ai/flux/dev'] }))).toEqual({ screen: 'models', path: ['fal-ai/flux/dev'] });
    expect(parseHash('#/models/%E0%A4%A')).toEqual({ screen: 'models', path: ['%E0%A4%A'] });
  });
});
