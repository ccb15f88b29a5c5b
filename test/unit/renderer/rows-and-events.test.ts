import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../../shared/contract.ts';
import { EMPTY_STATE, type AppState } from '../../../renderer/state/app-state.ts';
import { applyEvents } from '../../../renderer/state/apply-events.ts';
import { holdJobs, letGoJobs } from '../../../renderer/state/held-jobs.ts';
import { update, upsert, without } from '../../../renderer/state/rows.ts';
import { createAppStore } from '../../../renderer/state/store.ts';
import { batch, busyKeys, jobsOf } from '../../support/fake-data.ts';

const row = (id: number, revision: number) => ({ id, revision });

describe('rows', () => {
  test('the newest revision wins in any order of arrival', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.integer({ min: 1, max: 4 }), revision: fc.nat(20) })), (changes) => {
        const rows = changes.reduce<Readonly<Record<number, { id: number; revision: number }>>>((all, change) => upsert(all, [change]), {});
        for (const id of new Set(changes.map((change) => change.id))) {
          expect(rows[id]?.revision).toBe(Math.max(...changes.filter((change) => change.id === id).map((change) => change.revision)));
        }
      }),
    );
  });

  test('nothing newer gives the same object, so that nothing is drawn again', () => {
    const rows = { 1: row(1, 5) };
    expect(upsert(rows, [row(1, 5), row(1, 4)])).toBe(rows);
    expect(update(rows, [row(2, 1)])).toBe(rows);
    expect(without(rows, [9])).toBe(rows);
  });

  test('update never adds a row, without drops it', () => {
    expect(update({ 1: row(1, 1) }, [row(1, 2), row(2, 1)])).toEqual({ 1: row(1, 2) });
    expect(without({ 1: row(1, 1), 2: row(2, 1) }, [1])).toEqual({ 2: row(2, 1) });
  });
});

describe('events', () => {
  const key = busyKeys()[0]!;
  const event = (sequence: number, revision: number): EngineEvent => ({ sequence, name: 'key.changed', payload: [{ ...key, revision }] });

  test('are applied in order and passed over once seen', () => {
    const applied = applyEvents({ ...EMPTY_STATE, sequence: 3 }, [event(3, 9), event(4, 2), event(5, 3)]);
    expect(applied.kind).toBe('applied');
    if (applied.kind !== 'applied') return;
    expect(applied.state.sequence).toBe(5);
    expect(applied.state.keys[key.id]?.revision).toBe(3);
  });

  test('a missing one is a gap', () => {
    expect(applyEvents({ ...EMPTY_STATE, sequence: 3 }, [event(4, 2), event(6, 3)])).toEqual({ kind: 'gap' });
  });

  test('a late event does not overwrite a newer row', () => {
    const applied = applyEvents({ ...EMPTY_STATE, keys: { [key.id]: { ...key, revision: 8 } } }, [event(1, 7)]);
    expect(applied.kind === 'applied' && applied.state.keys[key.id]?.revision).toBe(8);
  });

  test('jobs nobody asked for are not kept, but lists are told to look again', () => {
    const [known, other] = jobsOf(batch({ id: 1, name: 'x', counts: { queued: 2 } }));
    const state = { ...EMPTY_STATE, jobs: { [known!.id]: known! } };
    const applied = applyEvents(state, [{ sequence: 1, name: 'job.changed', payload: [{ ...known!, revision: 2, state: 'running' }, other!] }]);
    expect(applied.kind === 'applied' && Object.keys(applied.state.jobs)).toEqual([String(known!.id)]);
    expect(applied.kind === 'applied' && applied.state.jobs[known!.id]?.state).toBe('running');
    expect(applied.kind === 'applied' && applied.state.jobsTick).toBe(1);
  });

  test('a removed batch is gone', () => {
    const one = batch({ id: 1, name: 'x', counts: {} });
    const applied = applyEvents({ ...EMPTY_STATE, batches: { 1: one } }, [{ sequence: 1, name: 'batch.removed', payload: [1] }]);
    expect(applied.kind === 'applied' && applied.state.batches).toEqual({});
  });
});

describe('jobs that are held', () => {
  const jobs = (...ids: number[]) => Object.fromEntries(ids.map((id) => [id, row(id, 1)])) as unknown as AppState['jobs'];

  test('a row goes when the last that holds it lets it go', () => {
    const store = createAppStore();
    store.setState({ jobs: jobs(1, 2, 3) });
    holdJobs(store, [1, 2]);
    holdJobs(store, [2, 3]);
    letGoJobs(store, [1, 2]);
    expect(Object.keys(store.getState().jobs)).toEqual(['2', '3']);
    letGoJobs(store, [2, 3]);
    expect(store.getState().jobs).toEqual({});
  });
});
