import { describe, expect, it } from 'vitest';
import { type Move, MOVES, stateAfter } from '../../../electron/engine/queue/transitions.ts';
import { FINAL_STATES, isFinal, JOB_STATES, type JobState } from '../../../shared/job-state.ts';

/** Written down a second time, from the design's drawing: a change of the table must be meant. */
const DRAWN: Record<JobState, Partial<Record<Move, JobState>>> = {
  queued: { claim: 'submitting', cancel: 'cancelled', starve: 'failed' },
  submitting: { accept: 'running', finish: 'collecting', release: 'queued', lose: 'uncertain', fail: 'failed', cancel: 'cancelled' },
  running: { finish: 'collecting', fail: 'failed', cancel: 'cancelled' },
  collecting: { complete: 'done', fail: 'failed', cancel: 'cancelled' },
  done: {},
  failed: { requeue: 'queued', recollect: 'collecting', rejoin: 'running' },
  uncertain: { fail: 'failed', cancel: 'cancelled', requeue: 'queued' },
  cancelled: { requeue: 'queued', doubt: 'uncertain', recollect: 'collecting' },
};
const NAMES = Object.keys(MOVES) as Move[];

describe('the table of moves', () => {
  it.each(JOB_STATES)('allows a job that is %s what the drawing shows, and nothing else', (state) => {
    const allowed = Object.fromEntries(NAMES.flatMap((move) => (stateAfter(state, move) ? [[move, stateAfter(state, move)]] : [])));
    expect(allowed).toEqual(DRAWN[state]);
  });

  it('reaches every state from the first, and a final one from every other', () => {
    const reached = (from: JobState): Set<JobState> => {
      const seen = new Set<JobState>([from]);
      for (const state of seen) for (const move of NAMES) seen.add(stateAfter(state, move) ?? state);
      return seen;
    };
    expect([...reached('queued')].toSorted()).toEqual([...JOB_STATES].toSorted());
    for (const state of JOB_STATES) expect([...reached(state)].some(isFinal), state).toBe(true);
  });

  it('leaves what is done alone, and lets only a person or a rule end what is final', () => {
    const ofPeople: readonly Move[] = ['requeue', 'doubt', 'recollect', 'rejoin'];
    for (const state of FINAL_STATES) for (const move of NAMES) if (!ofPeople.includes(move)) expect(stateAfter(state, move), `${state} ${move}`).toBeNull();
    for (const move of NAMES) expect(stateAfter('done', move)).toBeNull();
  });
});
