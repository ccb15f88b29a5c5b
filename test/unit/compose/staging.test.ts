import { describe, expect, it } from 'vitest';
import { createStaging } from '../../../electron/engine/compose/staging.ts';
import { sendBatch } from '../../../renderer/screens/compose/foot/send-batch.ts';
import { EngineWorld } from '../../support/engine-world.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const job = (prompt: string) => ({ model: 'fal-ai/flux/schnell', input: { prompt }, priority: 0 });

describe('jobs told in parts', () => {
  it('come together under their name, once', () => {
    const staging = createStaging(new VirtualClock());
    expect([staging.add('a', [job('1')]), staging.add('b', [job('x')]), staging.add('a', [job('2')])]).toEqual([1, 1, 2]);
    expect(staging.take('a').map(({ input }) => input.prompt)).toEqual(['1', '2']);
    expect(() => staging.take('a')).toThrow('no longer kept');
  });

  it('are forgotten when nobody comes back for them', async () => {
    const clock = new VirtualClock();
    const staging = createStaging(clock);
    staging.add('a', [job('1')]);
    await clock.advance(9 * 60_000);
    staging.add('a', [job('2')]);
    await clock.advance(9 * 60_000);
    expect(staging.add('a', [job('3')])).toBe(3);
    await clock.advance(11 * 60_000);
    expect(() => staging.take('a')).toThrow('no longer kept');
  });

  it('are never more than a batch takes', () => {
    const staging = createStaging(new VirtualClock());
    for (let part = 0; part < 50; part++)
      staging.add(
        'a',
        Array.from({ length: 2_000 }, () => job('x')),
      );
    expect(() => staging.add('a', [job('x')])).toThrow('At most 100,000 jobs');
  });

  it('become one batch in their order', async () => {
    const world = new EngineWorld({ sandbox: { window: 'fixed', keys: [{ label: 'studio', plan: 'business' }] } });
    await world.start();
    await world.call('queue.pause', null);
    const calls: string[] = [];
    const client = { call: ((name, input) => (calls.push(name), world.call(name, input))) as EngineWorld['call'] };
    async function* parts(...sizes: number[]) {
      let at = 0;
      for (const size of sizes) yield Array.from({ length: size }, () => job(`fox ${at++}`));
    }
    const made = await sendBatch(client, { parts: parts(1_000, 1_000, 500), about: () => ({ name: 'Many' }) });
    expect([made.jobs, calls]).toEqual([2_500, ['compose.stage', 'compose.stage', 'compose.stage', 'compose.enqueue']]);
    const { jobs } = await world.call('job.list', { batchId: made.batchId, offset: 2_400, limit: 100 });
    expect(new Set(jobs.map(({ prompt }) => prompt)).has('fox 2499')).toBe(true);
    expect((await sendBatch(client, { parts: parts(1), about: () => ({ name: 'One' }) })).jobs).toBe(1);
    expect(calls.at(-1)).toBe('batch.create');
    await world.stop();
  });
});
