import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { createAppStore } from '../../../renderer/state/store.ts';
import { synchronise } from '../../../renderer/state/sync.ts';
import { busyBatches, busyKeys, NOW } from '../../support/fake-data.ts';
import { FakeEngine } from '../../support/fake-engine.ts';

/** A window whose frames are drawn when told. */
function start(engine = new FakeEngine({ keys: busyKeys(), batches: busyBatches().slice(1, 4) })) {
  const store = createAppStore();
  const frames: (() => void)[] = [];
  const beat = { now: NOW - 5_000 };
  const stop = synchronise(engine, store, { now: () => beat.now, nextFrame: (callback) => frames.push(callback) });
  const draw = () => frames.splice(0).forEach((callback) => callback());
  return { engine, store, frames, draw, stop, beat };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('synchronisation', () => {
  test('starts from a snapshot and counts against the engine’s clock', async () => {
    const { store } = start();
    await settle();
    expect(Object.keys(store.getState().keys)).toHaveLength(5);
    expect(store.getState().clockOffset).toBe(5_000);
    expect(store.getState().link).toBe('open');
  });

  test('events of one frame are applied together, in order', async () => {
    const { engine, store, frames, draw } = start();
    await settle();
    let changes = 0;
    store.subscribe(() => changes++);
    engine.setStatus({ paused: true });
    engine.setStatus({ disk: 'full' });
    expect(frames).toHaveLength(1);
    expect(store.getState().status?.paused).toBe(false);
    draw();
    expect(store.getState().status).toMatchObject({ paused: true, disk: 'full' });
    expect(changes).toBe(1);
  });

  test('events that pour in are taken a few frames at a time', async () => {
    const { engine, store, draw, beat } = start();
    await settle();
    engine.setStatus({ paused: true });
    draw();
    engine.setStatus({ disk: 'full' });
    beat.now += 16;
    draw();
    expect(store.getState().status).toMatchObject({ paused: true, disk: 'well' });
    beat.now += 60;
    draw();
    expect(store.getState().status).toMatchObject({ disk: 'full' });
  });

  test('events that arrive while the snapshot is on its way are not lost', async () => {
    const { engine, store } = start();
    engine.setStatus({ paused: true });
    await settle();
    expect(store.getState().status?.paused).toBe(true);
    expect(store.getState().sequence).toBe(engine.sequence);
  });

  test('a gap asks for a new snapshot', async () => {
    const { engine, store, draw } = start();
    await settle();
    engine.sequence += 3;
    engine.status = { ...engine.status, disk: 'full' };
    engine.setStatus({ paused: true });
    draw();
    await settle();
    expect(store.getState().sequence).toBe(engine.sequence);
    expect(store.getState().status).toMatchObject({ paused: true, disk: 'full' });
  });

  test('a link that was lost and is back asks for a new snapshot', async () => {
    const { engine, store } = start();
    await settle();
    engine.setLink('lost');
    expect(store.getState().link).toBe('lost');
    engine.status = { ...engine.status, paused: true };
    engine.setLink('open');
    await settle();
    expect(store.getState().status?.paused).toBe(true);
  });

  test('an engine that cannot tell its state says why, and a later answer clears it', async () => {
    const engine = new FakeEngine();
    engine.snapshot = () => {
      throw new AppError('WORKSPACE_BROKEN', 'The database fails its check. Nothing was sent.');
    };
    const { store } = start(engine);
    await settle();
    expect(store.getState()).toMatchObject({ status: null, failure: 'The database fails its check. Nothing was sent.' });
    engine.snapshot = () => new FakeEngine().snapshot();
    engine.setLink('lost');
    engine.setLink('open');
    await settle();
    expect(store.getState().failure).toBeNull();
    expect(store.getState().status).not.toBeNull();
  });

  test('stopped, it changes nothing more', async () => {
    const { engine, store, draw, stop } = start();
    await settle();
    stop();
    engine.setStatus({ paused: true });
    draw();
    expect(store.getState().status?.paused).toBe(false);
  });
});
