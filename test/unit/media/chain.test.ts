import { afterEach, describe, expect, it } from 'vitest';
import { outputRef } from '../../../shared/media/reference.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { jobIds, startWorld } from '../engine/support.ts';
import { DURATIONS, EDIT, FILM, gotten, STILL } from './support.ts';

let world: EngineWorld;
afterEach(() => world.stop());

/** The sandbox refuses prompts with the word; only the first step is to fail. */
const later = (prompt: string) => prompt.replace('forbidden ', '');

/** Lines of three steps: still, edit, film. */
async function enqueueLines(prompts: readonly string[]): Promise<number> {
  const jobs = prompts.flatMap((prompt, line) => [
    { model: STILL, input: { prompt } },
    { model: EDIT, input: { prompt: `${later(prompt)}, edited`, image_url: outputRef(3 * line + 1) } },
    { model: FILM, input: { prompt: `${later(prompt)}, moving`, first_frame_image: outputRef(3 * line + 2) } },
  ]);
  return (await world.call('batch.create', { name: 'lines', jobs, layout: { kind: 'line', across: 3 } })).batchId;
}

const states = async (batchId: number) => (await world.call('job.list', { batchId })).jobs.map((job) => job.state).join(' ');

describe('jobs made from what others make', () => {
  it('wait for it, say so, and go as it arrives with it in their input', async () => {
    world = await startWorld({ durations: DURATIONS });
    const batchId = await enqueueLines(['a fox', 'a hare']);
    await world.clock.advance(500);
    const { jobs } = await world.call('job.list', { batchId });
    expect(jobs.map((job) => job.waiting?.input ?? null)).toEqual([
      null,
      { for: 'output', job: 1 },
      { for: 'output', job: 2 },
      null,
      { for: 'output', job: 4 },
      { for: 'output', job: 5 },
    ]);
    await world.finish([batchId]);
    expect(await states(batchId)).toBe('done done done done done done');
    const [first, second, third] = await Promise.all(jobIds(world, batchId).map((id) => world.call('job.get', { id })));
    expect(second?.input.image_url).toBe(`asset:${first?.assets[0]}`);
    expect(third?.input.first_frame_image).toBe(`asset:${second?.assets[0]}`);
    expect(second!.submittedAt!).toBeGreaterThanOrEqual(first!.finishedAt!);
    for (const { image_url = 'http', first_frame_image = 'http' } of gotten(world))
      expect([image_url, first_frame_image]).toEqual([expect.stringMatching(/^http/), expect.stringMatching(/^http/)]);
    expect(world.store.prepare('SELECT COUNT(*) FROM job_need').pluck().get()).toBe(0);
  });

  it('a failed input stops its own line alone; rerunning it brings the line on', async () => {
    world = await startWorld({ durations: DURATIONS });
    const batchId = await enqueueLines(['a forbidden fox', 'a hare']);
    await world.finish([batchId]);
    expect(await states(batchId)).toBe('failed failed failed done done done');
    const [first, second] = jobIds(world, batchId);
    expect(await world.call('job.get', { id: second! })).toMatchObject({
      error: { code: 'INPUT_FAILED', message: expect.stringMatching(/^Job 1, .*Rerun job 1/) },
      credits: null,
      attempts: [],
    });
    // Rerunning what waits for it alone changes nothing.
    await world.call('job.retry', { ids: [second!] });
    expect(await states(batchId)).toBe('failed failed failed done done done');
    await world.call('job.retry', { ids: [first!], change: { set: { prompt: 'a fox' } } });
    expect(await states(batchId)).toMatch(/queued queued done done done$/);
    await world.finish([batchId]);
    expect(await states(batchId)).toBe('done done done done done done');
  });

  it('are cancelled with what they are made from, and come back with it', async () => {
    world = await startWorld({ durations: DURATIONS });
    await world.call('queue.pause', null);
    const batchId = await enqueueLines(['a fox', 'a hare']);
    const [first] = jobIds(world, batchId);
    const one = await world.call('job.cancel', { ids: [first!] });
    expect(await states(batchId)).toBe('cancelled cancelled cancelled queued queued queued');
    await world.call('undo.apply', { undo: one.undo! });
    expect(await states(batchId)).toBe('queued queued queued queued queued queued');
    const all = await world.call('batch.cancel', { id: batchId });
    expect(all.cancelled).toBe(6);
    await world.call('undo.apply', { undo: all.undo! });
    expect(await states(batchId)).toBe('queued queued queued queued queued queued');
    await world.call('queue.resume', null);
    await world.finish([batchId]);
    expect(await states(batchId)).toBe('done done done done done done');
  });

  it('lose nothing when the engine dies at any moment', async () => {
    for (const at of [3, 6, 9, 12, 15, 18, 21]) {
      world = await startWorld({ durations: DURATIONS });
      const batchId = await enqueueLines(['a fox']);
      let count = 0;
      world.transactionFault = () => (++count === at ? (at % 2 === 0 ? 'die-after-commit' : 'die-before-commit') : 'none');
      await world.finish([batchId]);
      if (!world.alive) {
        world.transactionFault = () => 'none';
        await world.reopen();
        // One whose submission was cut off is decided by a person; until then its line waits.
        await world.clock.advance(60_000);
        const uncertain = (await world.call('job.list', { batchId, states: ['uncertain'] })).jobs.map((job) => job.id);
        if (uncertain.length > 0) await world.call('job.resolve', { ids: uncertain, decision: 'resubmit' });
        await world.finish([batchId]);
      }
      expect(await states(batchId), `died at transaction ${at}`).toBe('done done done');
      if (at !== 21) await world.stop();
    }
  });

  it('must stand behind what they are made from, in a batch and after a change', async () => {
    world = await startWorld({ durations: DURATIONS });
    const jobs = [
      { model: EDIT, input: { prompt: 'x', image_url: outputRef(2) } },
      { model: STILL, input: { prompt: 'y' } },
    ];
    await expect(world.call('batch.create', { name: 'x', jobs })).rejects.toThrow(/does not stand before it/);
    await world.call('queue.pause', null);
    const batchId = await enqueueLines(['a fox']);
    const [, second] = jobIds(world, batchId);
    await expect(world.call('job.update', { ids: [second!], change: { set: { image_url: outputRef(3) } } })).rejects.toThrow(/does not stand before it/);
    await world.call('job.update', { ids: [second!], change: { set: { image_url: 'https://example.com/a.png' } } });
    expect((await world.call('job.get', { id: second! })).waiting).toMatchObject({ kind: 'paused' });
    expect(world.store.prepare('SELECT job_id FROM job_need').pluck().all()).toHaveLength(1);
    await world.call('queue.resume', null);
    await world.finish([batchId]);
    expect(await states(batchId)).toBe('done done done');
  });

  it('are in the forecast: a line takes as long as its steps after each other', async () => {
    world = await startWorld({ durations: DURATIONS });
    const first = await enqueueLines(['a fox']);
    await world.finish([first]);
    world.engine.subscribe(() => {});
    const startedAt = world.clock.now();
    const batchId = await enqueueLines(['a hare']);
    await world.clock.advance(3_000);
    const { batches } = await world.call('app.snapshot', null);
    const forecast = batches.find((batch) => batch.id === batchId)?.forecast;
    await world.finish([batchId]);
    const took = world.clock.now() - startedAt;
    expect(forecast!.at - startedAt).toBeGreaterThan(took * 0.8);
    expect(forecast!.at - startedAt).toBeLessThan(took * 1.25);
  });
});
