import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract.ts';
import { EngineWorld, mulberry32 } from '../../support/engine-world.ts';

const FLUX = 'fal-ai/flux/schnell';
const LTX = 'fal-ai/ltx-video';
const START = Date.UTC(2026, 0, 5, 9, 0, 12);

let world: EngineWorld;

afterEach(() => world.stop());

async function begin(keys: SandboxOptions['keys']): Promise<void> {
  const random = mulberry32(3);
  world = new EngineWorld({ startMs: START, sandbox: { keys, durations: { 'flux-schnell': 4_000 } }, latency: () => 5 + random() * 20 });
  await world.start();
  // What the model takes, and what the keys are, is learned from a first few.
  const batchId = await enqueue(12, 'first');
  await world.finish([batchId]);
}

async function enqueue(count: number, name: string, more: Partial<CallInput<'batch.create'>> = {}): Promise<number> {
  const jobs = Array.from({ length: count }, (_, n) => ({ model: FLUX, input: { prompt: `${name} ${n}` } }));
  return (await world.call('batch.create', { name, jobs, ...more })).batchId;
}

/** Asks, and lets the time go by that answering takes. */
async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  let settled = false;
  const answer = world.call(name, input).finally(() => (settled = true));
  answer.catch(() => {});
  await world.clock.runUntil(() => settled, 60_000);
  return answer;
}

const PRO = { label: 'pro', plan: 'pro' } as const;
const FREE = { label: 'free', plan: 'free' } as const;

describe('what is asked before a batch is confirmed', () => {
  it('is when it would be done, with which keys, at what price: as it then is', async () => {
    await begin([PRO, FREE]);
    const [pro, free] = (await world.call('app.snapshot', null)).keys;
    const told = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 300 }] });
    const asked = world.clock.now();
    expect(told.credits).toEqual({ known: 300, unknownJobs: 0 });
    expect(told.waits).toBeNull();
    expect(new Set(told.perKey.map((share) => share.keyId))).toEqual(new Set([pro!.id, free!.id]));
    expect(told.perKey.reduce((sum, share) => sum + share.jobs, 0)).toBe(300);
    // Of 5,000 and 100 requests a day hardly any are spent yet.
    expect(told.shareOfToday!).toBeGreaterThan(300 / 5_100);
    expect(told.shareOfToday!).toBeLessThan(320 / 5_050);
    const batchId = await enqueue(300, 'confirmed');
    await world.finish([batchId]);
    const took = world.clock.now() - asked;
    // How the server counts is not proved yet, and the look ahead takes the slowest way for true.
    expect(Math.abs(told.at! - asked - took) / took).toBeLessThan(0.08);
    const { keys } = await world.call('batch.summary', { ids: [batchId] });
    for (const { label, jobs } of keys) {
      const share = told.perKey.find(({ keyId }) => keyId === (label === 'pro' ? pro : free)!.id)!;
      expect(Math.abs(share.jobs - jobs)).toBeLessThanOrEqual(10);
    }
    expect(Math.max(...told.perKey.map(({ until }) => until))).toBe(told.at);
    expect(told.from!).toBeLessThanOrEqual(told.at!);
    expect(told.to!).toBeGreaterThanOrEqual(told.at!);
  });

  it('of a model nobody has run has the range of what the pages say, and takes no less than what is under way has taken', async () => {
    world = new EngineWorld({ startMs: START, sandbox: { keys: [PRO], durations: { [LTX]: 200_000 } }, latency: () => 10 });
    await world.start();
    const clip = [{ model: LTX, count: 1 }];
    const before = await ask('forecast.ask', { jobs: clip });
    const inSeconds = ({ at, from, to }: CallOutput<'forecast.ask'>) => [from, at, to].map((time) => (time! - world.clock.now()) / 1_000);
    // 30 to 120 s, evenly by ratio: a tenth, the middle, nine tenths.
    for (const [index, s] of inSeconds(before).entries()) expect(Math.abs(s - [34.5, 60, 104.5][index]!)).toBeLessThan(5);
    await world.call('batch.create', { name: 'under way', jobs: [{ model: LTX, input: { prompt: 'a clip' } }] });
    await world.clock.advance(150_000);
    const [from, at, to] = inSeconds(await ask('forecast.ask', { jobs: clip }));
    expect([from! > 145, at! > from!, to! > at!, to! < 245]).toEqual([true, true, true, true]);
  });

  it('stands behind what waits already, unless it ranks above it', async () => {
    await begin([FREE]);
    await world.call('queue.pause', null);
    await enqueue(40, 'before');
    const alone = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 10 }], priority: 1 });
    const behind = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 10 }], priority: -1 });
    const hand = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 10 }], source: 'hand', priority: -1 });
    expect(behind.at! - world.clock.now()).toBeGreaterThan(4 * 60_000);
    expect(alone.at! - world.clock.now()).toBeLessThan(2.2 * 60_000);
    expect(Math.abs(hand.at! - alone.at!)).toBeLessThan(1_000);
  });

  it('says for what it would wait where it would not be done by itself', async () => {
    await begin([PRO]);
    const nobody = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 5 }], labels: ['night'] });
    expect(nobody).toMatchObject({ at: null, from: null, to: null, perKey: [], waits: { kind: 'labels' } });
    const [key] = (await world.call('app.snapshot', null)).keys;
    await world.call('key.update', { id: key!.id, creditBudget: { credits: 15 } });
    // Twelve are spent.
    const poor = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 5 }] });
    expect(poor).toMatchObject({
      at: null,
      waits: { kind: 'budget', budget: { of: 'key', why: 'reached' } },
      perKey: [{ keyId: key!.id, jobs: 3, requests: 3, until: expect.any(Number) as number }],
    });
    expect((await ask('forecast.ask', { jobs: [{ model: FLUX, count: 3 }] })).at).not.toBeNull();
    await world.call('key.update', { id: key!.id, creditBudget: null });
    await world.call('settings.update', { creditsPerDay: { credits: 14 } });
    // Two today, three after midnight.
    const tomorrow = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 5 }] });
    expect(tomorrow.at! - Date.UTC(2026, 0, 6)).toBeGreaterThan(0);
    expect(tomorrow.at! - Date.UTC(2026, 0, 6)).toBeLessThan(60_000);
  });

  it('counts jobs whose price nobody knows', async () => {
    await begin([PRO]);
    world.store.prepare(`UPDATE model SET credits_per_run = NULL WHERE id LIKE '%ltx%'`).run();
    world.kill();
    await world.reopen();
    const jobs = [
      { model: FLUX, count: 4 },
      { model: LTX, count: 2 },
    ];
    expect((await ask('forecast.ask', { jobs })).credits).toEqual({ known: 4, unknownJobs: 2 });
  });

  it('takes the steps of a line one after the other, and refuses rows that are not whole', async () => {
    await begin([PRO]);
    const steps = [1, 2, 3].map(() => ({ model: FLUX, count: 2 }));
    const asked = world.clock.now();
    const beside = await ask('forecast.ask', { jobs: steps });
    const line = await ask('forecast.ask', { jobs: steps, layout: { kind: 'line', across: 3 } });
    expect(line.perKey.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(6);
    expect(beside.at! - asked).toBeLessThan(6_000);
    expect(line.at! - asked).toBeGreaterThan(10_000);
    await expect(ask('forecast.ask', { jobs: steps, layout: { kind: 'line', across: 2 } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('ends with CONFLICT when a newer question takes its place, and refuses more jobs than a batch may have', async () => {
    await begin([PRO]);
    const first = world.engine.call('forecast.ask', { jobs: [{ model: FLUX, count: 3_000 }] });
    const second = await ask('forecast.ask', { jobs: [{ model: FLUX, count: 10 }] });
    expect(second.at).not.toBeNull();
    await world.clock.advance(5);
    expect(await first).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    const tooMany = [0, 1].map(() => ({ model: FLUX, count: 60_000 }));
    await expect(ask('forecast.ask', { jobs: tooMany })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('what if', () => {
  it('there were one key more, one fewer, or a batch were paused', async () => {
    await begin([PRO, FREE]);
    const [pro] = (await world.call('app.snapshot', null)).keys;
    await world.call('queue.pause', null);
    const first = await enqueue(150, 'one');
    const second = await enqueue(150, 'two', { labels: [] });
    const spans = async (what: CallInput<'forecast.whatIf'>) => {
      const { batches } = await ask('forecast.whatIf', what);
      return new Map(batches.map(({ batchId, at, asIs }) => [batchId, { at: at === null ? null : at - world.clock.now(), asIs: asIs! - world.clock.now() }]));
    };
    const more = await spans({ kind: 'with-key', plan: 'pro' });
    expect(more.get(first)!.at!).toBeLessThan(more.get(first)!.asIs * 0.7);
    const fewer = await spans({ kind: 'without-key', keyId: pro!.id });
    expect(fewer.get(second)!.at!).toBeGreaterThan(fewer.get(second)!.asIs * 4);
    const paused = await spans({ kind: 'paused', batchId: second });
    expect(paused.get(second)!.at).toBeNull();
    expect(paused.get(first)!.at!).toBeLessThan(paused.get(first)!.asIs * 0.7);
    // As it is, is as it then is.
    await world.call('queue.resume', null);
    const from = world.clock.now();
    await world.finish([first, second]);
    const took = world.clock.now() - from;
    expect(Math.abs(paused.get(second)!.asIs - took) / took).toBeLessThan(0.08);
  });
});
