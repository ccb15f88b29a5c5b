import { afterEach, describe, expect, it } from 'vitest';
import { capped, type Grant, type Grants } from '../../../electron/engine/scheduler/grants.ts';
import { EngineWorld } from '../../support/engine-world.ts';

const ROOM = { requests: 10, slots: 5, slotsAt: Infinity, blocked: null, look: null };
const MINUTE = 60_000;

describe('a key’s room under a grant', () => {
  it('is the smaller of the two, and blocked until more is granted', () => {
    expect(capped(ROOM, null)).toEqual(ROOM);
    expect(capped(ROOM, { requests: 12, until: 99 })).toEqual(ROOM);
    expect(capped(ROOM, { requests: 3, until: 99 })).toEqual({ ...ROOM, requests: 3 });
    expect(capped(ROOM, { requests: 0, until: 99 })).toEqual({ ...ROOM, requests: 0, blocked: { by: 'minute', until: 99 } });
    const asleep = { ...ROOM, requests: 0, blocked: { by: 'asleep' as const, until: 50 } };
    expect(capped(asleep, { requests: 0, until: 99 })).toEqual(asleep);
  });
});

/** So many requests a minute for each machine; what they send is counted together. */
class Shares implements Grants {
  readonly #each: number;
  readonly #taken = new Map<string, number>();

  constructor(each: number) {
    this.#each = each;
  }

  of(fingerprint: string, now: number): Grant {
    return { requests: Math.max(0, this.#each - (this.#taken.get(this.#name(fingerprint, now)) ?? 0)), until: (Math.floor(now / MINUTE) + 1) * MINUTE + 1 };
  }

  took(fingerprint: string, now: number): void {
    const name = this.#name(fingerprint, now);
    this.#taken.set(name, (this.#taken.get(name) ?? 0) + 1);
  }

  /** Most that any key sent in one minute. */
  get most(): number {
    return Math.max(...this.#taken.values());
  }

  #name(fingerprint: string, now: number): string {
    return `${fingerprint} ${Math.floor(now / MINUTE)}`;
  }
}

describe('an engine whose keys are capped from outside', () => {
  let world: EngineWorld;
  afterEach(() => world.stop());

  it('sends what is granted and no more, and says that the minute is what it waits for', async () => {
    const grants = new Shares(20);
    world = new EngineWorld({ grants, sandbox: { keys: [{ label: 'pro', plan: 'pro' }], durations: { 'flux-schnell': 1_000 } }, latency: () => 10 });
    await world.start();
    const jobs = Array.from({ length: 70 }, (_, n) => ({ model: 'fal-ai/flux/schnell', input: { prompt: `fox ${n}` } }));
    const { batchId } = await world.call('batch.create', { name: 'foxes', jobs });
    await world.clock.advance(40_000);
    expect(world.sandbox.accepted()).toHaveLength(19);
    const { jobs: waiting } = await world.call('job.list', { batchId, states: ['queued'], limit: 1 });
    expect(waiting[0]!.waiting).toEqual({ kind: 'minute', until: world.clock.now() + 20_001, keyLabel: 'pro' });
    await world.finish([batchId]);
    expect(grants.most).toBe(20);
    expect(world.clock.now() % (60 * MINUTE)).toBeGreaterThan(3 * MINUTE);
    expect(world.refusals()).toBe(0);
  });
});

describe('the share that batches leave to work composed by hand', () => {
  let world: EngineWorld;
  afterEach(() => world.stop());

  it.each([
    [0.5, 30],
    [0.1, 6],
    [0, 0],
  ])('is a setting: %d of 60 requests', async (handReserve, kept) => {
    world = new EngineWorld({ sandbox: { keys: [{ label: 'pro', plan: 'pro' }], durations: { 'flux-schnell': 500 } }, latency: () => 10 });
    await world.start();
    await world.call('settings.update', { handReserve });
    const one = (prompt: string) => ({ model: 'fal-ai/flux/schnell', input: { prompt } });
    await world.call('batch.create', { name: 'by hand', source: 'hand', jobs: [one('by hand')] });
    await world.call('batch.create', { name: 'many', jobs: Array.from({ length: 200 }, (_, n) => one(`many ${n}`)) });
    await world.clock.advance(30_000);
    const sent = world.sandbox.requests()[0]!;
    const all = Object.values(sent.admitted).reduce((sum, count) => sum + count, 0);
    expect(60 - all).toBe(kept);
    expect((await world.call('app.snapshot', null)).keys[0]!.allowance.minute.reserved).toBe(kept);
  });
});
