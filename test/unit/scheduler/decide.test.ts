import { describe, expect, it } from 'vitest';
import { decide, type KeyNow } from '../../../electron/engine/scheduler/decide.ts';
import type { WaitingBatch } from '../../../electron/engine/queue/waiting.ts';
import { batch, key, NOW, situationOf } from './situations.ts';

function look(keys: KeyNow[], batches: WaitingBatch[], reserved = 0) {
  return decide(situationOf({ keys, batches, polls: [], inFlight: new Map(), reserved }));
}

describe('why the next job of a batch waits', () => {
  const cases: { name: string; keys: KeyNow[]; of?: Partial<WaitingBatch>; reason: object }[] = [
    { name: 'no key at all', keys: [], reason: { kind: 'no-key', until: null, keyLabel: null } },
    { name: 'keys of another API only', keys: [key(1, { endpoint: 'sandbox' })], reason: { kind: 'no-key', until: null, keyLabel: null } },
    { name: 'a key that takes nothing new', keys: [key(1, { retired: true })], reason: { kind: 'no-key', until: null, keyLabel: null } },
    { name: 'labels that no key has', keys: [key(1, { labels: ['blue'] })], of: { labels: ['red'] }, reason: { kind: 'labels', until: null, keyLabel: null } },
    { name: 'a test key only', keys: [key(1, { onlyByLabel: true, labels: ['blue'] })], reason: { kind: 'test-key', until: null, keyLabel: null } },
    {
      name: 'a test key that is not the one it is bound to',
      keys: [key(1, { onlyByLabel: true })],
      of: { labels: ['red'] },
      reason: { kind: 'labels', until: null, keyLabel: null },
    },
    { name: 'a model no key may run', keys: [key(1, { forbidden: new Set(['flux']) })], reason: { kind: 'permission', until: null, keyLabel: null } },
    {
      name: 'the minute',
      keys: [key(1, { requests: 0, blocked: { by: 'minute', until: NOW + 9 } })],
      reason: { kind: 'minute', until: NOW + 9, keyLabel: 'key 1' },
    },
    { name: 'the day', keys: [key(1, { requests: 0, blocked: { by: 'day', until: NOW + 9 } })], reason: { kind: 'day', until: NOW + 9, keyLabel: 'key 1' } },
    {
      name: 'a refusal',
      keys: [key(1, { requests: 0, blocked: { by: 'asleep', until: NOW + 9 } })],
      reason: { kind: 'asleep', until: NOW + 9, keyLabel: 'key 1' },
    },
    { name: 'a probe', keys: [key(1, { requests: 0, blocked: { by: 'probe', until: Infinity } })], reason: { kind: 'probe', until: null, keyLabel: 'key 1' } },
    {
      name: 'the line',
      keys: [key(1, { requests: 0, blocked: { by: 'offline', until: NOW + 9 } })],
      reason: { kind: 'offline', until: NOW + 9, keyLabel: 'key 1' },
    },
    { name: 'a place', keys: [key(1, { slots: 0 })], reason: { kind: 'concurrency', until: null, keyLabel: 'key 1' } },
    {
      name: 'a place that a lost job may hold',
      keys: [key(1, { slots: 0, slotsAt: NOW + 9 })],
      reason: { kind: 'concurrency', until: NOW + 9, keyLabel: 'key 1' },
    },
  ];
  it.each(cases)('$name', ({ keys, of, reason }) => {
    expect(look(keys, [batch(1, 1, of)]).waits.get(1)).toEqual(reason);
  });

  it('a time of its own: it was put off', () => {
    expect(look([key(1)], [batch(1, [{ notBefore: NOW + 9 }])])).toMatchObject({
      send: [],
      wakeAt: NOW + 9,
      waits: new Map([[1, { kind: 'retry-later', until: NOW + 9, keyLabel: null }]]),
    });
  });

  it('the key that is free first, not the first key', () => {
    const keys = [30, 10, 20].map((at, index) => key(index + 1, { requests: 0, blocked: { by: 'minute', until: NOW + at } }));
    expect(look(keys, [batch(1, 1)])).toMatchObject({ wakeAt: NOW + 10, waits: new Map([[1, { kind: 'minute', until: NOW + 10, keyLabel: 'key 2' }]]) });
  });
});

describe('what is kept for work by hand', () => {
  it('is left by batches and taken by hand', () => {
    const decision = look([key(1, { requests: 10, slots: 10 })], [batch(1, 20), batch(2, 2, { hand: true })], 3);
    expect(decision.send.filter((one) => one.batchId === 2)).toHaveLength(2);
    expect(decision.send.filter((one) => one.batchId === 1)).toHaveLength(5);
    expect(decision.waits.get(1)).toMatchObject({ kind: 'minute' });
  });

  it('is not kept of a key that nobody has heard from: its one request would tell how much there is', () => {
    expect(look([key(1, { requests: 1, look: 'cold' })], [batch(1, 2)], 3).send).toHaveLength(1);
  });
});

describe('labels', () => {
  it('are those of the key, or its name', () => {
    const keys = [key(1, { labels: ['red', 'fast'] }), key(2)];
    expect(look(keys, [batch(1, 1, { labels: ['fast'] })]).send[0]?.keyId).toBe(1);
    expect(look(keys, [batch(1, 1, { labels: ['key 2'] })]).send[0]?.keyId).toBe(2);
  });
});

it('one model that no key may run does not hold the others up', () => {
  const decision = look([key(1, { forbidden: new Set(['veo']) })], [batch(1, [{ model: 'veo' }, { model: 'flux' }, { model: 'veo' }, { model: 'flux' }])]);
  expect(decision.send.map((one) => one.model)).toEqual(['flux', 'flux']);
  expect(decision.waits.get(1)?.kind).toBe('permission');
});

describe('so many at most', () => {
  const keys = [key(1, { requests: 40, slots: 40 })];
  const twenty = batch(1, 20);
  const decided = (most?: number) =>
    decide({ ...situationOf({ keys, batches: [twenty], polls: [], inFlight: new Map(), reserved: 0 }), ...(most ? { most } : {}) });

  it('are the first of what would go, and it says that there is more', () => {
    const all = decided();
    const some = decided(6);
    expect(all).toMatchObject({ more: false });
    expect(all.send).toHaveLength(20);
    expect(some.send).toEqual(all.send.slice(0, 6));
    expect(some.more).toBe(true);
  });

  it('are all of them where they are no more', () => {
    expect(decided(30)).toEqual(decided());
  });
});
