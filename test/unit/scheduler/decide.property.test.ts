import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WaitingBatch } from '../../../electron/engine/queue/waiting.ts';
import { decide } from '../../../electron/engine/scheduler/decide.ts';
import { Looked } from './looked.ts';
import { batch, type Drawn, key, NOW, situation, situationOf } from './situations.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 400);

function always(holds: (looked: Looked) => void): void {
  fc.assert(
    fc.property(situation, (drawn) => holds(new Looked(drawn))),
    { numRuns: RUNS },
  );
}

/** With the jobs themselves, in their order. */
function plain(drawn: Drawn) {
  return { ...drawn, batches: drawn.batches.map((one) => ({ ...one, jobs: [...one.jobs], models: one.jobs.models })) };
}

function rank(one: WaitingBatch): number {
  return one.priority + (one.hand ? 1_000 : 0);
}

describe('a decision', () => {
  it('is the same for the same situation, and changes nothing of it', () => {
    always(({ drawn, decision }) => {
      const before = structuredClone(plain(drawn));
      expect(decide(situationOf(drawn))).toEqual(decision);
      expect(plain(drawn)).toEqual(before);
    });
  });

  it('never takes more of a key than it has', () => {
    always((looked) => {
      for (const one of looked.drawn.keys) {
        expect(looked.polled(one.id) + looked.sent(one.id)).toBeLessThanOrEqual(one.blocked ? 0 : one.requests);
        expect(looked.sent(one.id)).toBeLessThanOrEqual(one.slots);
      }
    });
  });

  it('sends each job once, with a key that may run it, when its time has come', () => {
    always((looked) => {
      const { send } = looked.decision;
      expect(new Set(send.map((one) => one.jobId)).size).toBe(send.length);
      for (const { jobId, batchId, model, keyId } of send) {
        const from = looked.batchOf(batchId);
        const job = [...from.jobs].find((one) => one.id === jobId)!;
        expect(job.model).toBe(model);
        expect(job.notBefore).toBeLessThanOrEqual(NOW);
        expect(from.paused).toBe(false);
        expect(looked.mayRun(looked.keyOf(keyId), from, job)).toBe(true);
      }
    });
  });

  it('asks for what is due first, the longest due before the others', () => {
    always((looked) => {
      const { decision, drawn } = looked;
      for (const poll of decision.poll) expect(poll.dueAt).toBeLessThanOrEqual(NOW);
      for (const one of drawn.keys) {
        const due = drawn.polls.filter((poll) => poll.keyId === one.id && poll.dueAt <= NOW).toSorted((a, b) => a.dueAt - b.dueAt || a.attemptId - b.attemptId);
        const possible = Math.min(due.length, one.blocked ? 0 : one.requests);
        expect(decision.poll.filter((poll) => poll.keyId === one.id)).toEqual(due.slice(0, possible));
      }
    });
  });

  it('leaves no key idle that could run a job which waits, but for what is kept for work by hand', () => {
    always((looked) => {
      for (const from of looked.drawn.batches) {
        for (const job of looked.left(from)) {
          for (const one of looked.drawn.keys)
            if (looked.mayRun(one, from, job)) expect(looked.roomLeft(one, from), `job ${job.id}, key ${one.id}`).toBe(false);
        }
      }
    });
  });

  it('lets nothing of lower rank have a key that something of higher rank waits for', () => {
    always((looked) => {
      const { drawn, decision } = looked;
      for (const from of drawn.batches) {
        for (const job of looked.left(from)) {
          const below = decision.send.filter((one) => rank(looked.batchOf(one.batchId)) < rank(from) && looked.mayRun(looked.keyOf(one.keyId), from, job));
          expect(below, `job ${job.id} waits`).toEqual([]);
        }
      }
    });
  });

  it('takes the free key with most of its day left', () => {
    always((looked) => {
      const first = looked.decision.send[0];
      if (!first) return;
      const from = looked.batchOf(first.batchId);
      const job = [...from.jobs].find((one) => one.id === first.jobId)!;
      const before = new Looked(looked.drawn, { ...looked.decision, send: [] });
      const free = looked.drawn.keys.filter((one) => before.mayRun(one, from, job) && before.roomLeft(one, from));
      expect(looked.keyOf(first.keyId).dayLeft).toBe(Math.max(...free.map((one) => one.dayLeft)));
    });
  });

  it('says of every batch that has something left why, and of no other', () => {
    always((looked) => {
      const { drawn, decision } = looked;
      for (const from of drawn.batches) {
        const sent = decision.send.filter((one) => one.batchId === from.id).length;
        const waits = !from.paused && from.jobs.length > sent;
        expect(decision.waits.has(from.id), `batch ${from.id}`).toBe(waits);
      }
    });
  });

  it('looks again as soon as any reason may be over, and later than now', () => {
    always(({ decision }) => {
      for (const { until } of decision.waits.values()) if (until !== null) expect(decision.wakeAt).toBeLessThanOrEqual(until);
      expect(decision.wakeAt).toBeGreaterThan(NOW);
    });
  });

  it('looks again by itself unless an answer must come first', () => {
    always((looked) => {
      const { drawn, decision } = looked;
      for (const from of drawn.batches) {
        if (from.paused) continue;
        // A job put off goes no sooner than one of its kind that waits already, nor where no key has room.
        const stuck = new Set(looked.left(from).map((job) => job.model));
        const room = drawn.keys.some((one) => looked.mayRun(one, from, { ...from.jobs.at(0)!, model: 'any' }) && looked.roomLeft(one, from));
        const free = [...from.jobs].filter((job) => job.notBefore > NOW && !stuck.has(job.model) && (room || stuck.size === 0));
        for (const job of free) expect(decision.wakeAt).toBeLessThanOrEqual(job.notBefore);
        for (const job of looked.left(from)) {
          for (const one of drawn.keys.filter((each) => looked.mayRun(each, from, job))) {
            const until = one.blocked ? one.blocked.until : one.slots - looked.sent(one.id) <= 0 ? one.slotsAt : NOW + 1_000;
            expect(decision.wakeAt, `job ${job.id}, key ${one.id}`).toBeLessThanOrEqual(until);
          }
        }
      }
      for (const poll of drawn.polls) {
        const one = drawn.keys.find((each) => each.id === poll.keyId);
        if (!one || decision.poll.includes(poll)) continue;
        const until = poll.dueAt > NOW ? poll.dueAt : one.blocked ? one.blocked.until : NOW + 1_000;
        expect(decision.wakeAt, `poll ${poll.attemptId}`).toBeLessThanOrEqual(until);
      }
    });
  });
});

describe('batches of equal rank', () => {
  it('share keys so that none is more than one job ahead of another that has more to send', () => {
    const shares = fc.record({
      inFlight: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 6 }),
      room: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(shares, ({ inFlight, room }) => {
        const batches = inFlight.map((_, index) => batch(index + 1, 50));
        const { decision } = new Looked({
          keys: room.map((requests, index) => key(index + 1, { requests, slots: requests })),
          batches,
          polls: [],
          inFlight: new Map(inFlight.map((count, index) => [index + 1, count])),
          reserved: 0,
        });
        const total = (id: number) => (inFlight[id - 1] ?? 0) + decision.send.filter((one) => one.batchId === id).length;
        const grew = batches.filter((one) => decision.send.some((sending) => sending.batchId === one.id));
        for (const ahead of grew) for (const other of batches) expect(total(ahead.id)).toBeLessThanOrEqual(total(other.id) + 1);
        expect(decision.send).toHaveLength(room.reduce((a, b) => a + b, 0));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('n jobs and n free keys', () => {
  it.each([1, 2, 7, 50])('all %i start at once, whatever batches they come from', (n) => {
    const keys = Array.from({ length: n }, (_, index) => key(index + 1, { requests: 1, slots: 1, look: index % 2 === 0 ? 'cold' : null }));
    for (const batches of [[batch(1, n)], Array.from({ length: n }, (_, index) => batch(index + 1, 1, { hand: index % 3 === 0, priority: index % 2 }))]) {
      const { decision } = new Looked({ keys, batches, polls: [], inFlight: new Map(), reserved: 0 });
      expect(decision.send).toHaveLength(n);
      expect(new Set(decision.send.map((one) => one.keyId)).size).toBe(n);
      expect(decision.waits.size).toBe(0);
      expect(decision.wakeAt).toBe(Infinity);
    }
  });
});
