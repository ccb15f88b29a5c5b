import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobLine } from '../../../electron/engine/queue/job-line.ts';
import type { WaitingJob } from '../../../electron/engine/queue/waiting.ts';

const job = (id: number): WaitingJob => ({ id, model: 'flux', priority: 0, notBefore: 0, outputs: 1 });

/** One step: a place in the line as a share of its length, and whether a job is put there or taken. */
const steps = fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), put: fc.boolean() }), { maxLength: 120 });

describe('a line of jobs', () => {
  it('is what an array would be, wherever jobs are put and taken', () => {
    fc.assert(
      fc.property(fc.nat(40), steps, (count, moves) => {
        const plain = Array.from({ length: count }, (_, index) => job(index));
        const line = new JobLine(plain);
        for (const [index, { share, put }] of moves.entries()) {
          const at = Math.floor(share * plain.length);
          if (put) {
            plain.splice(at, 0, job(1_000 + index));
            line.insert(at, job(1_000 + index));
          } else if (at < plain.length) {
            expect(line.indexOf(plain[at]!.id)).toBe(at);
            plain.splice(at, 1);
            line.removeAt(at);
          }
          expect([...line]).toEqual(plain);
        }
        expect([line.length, line.at(0), line.at(plain.length), line.indexOf(-1)]).toEqual([plain.length, plain[0], undefined, -1]);
      }),
    );
  });

  it('lets go of what was taken from its front', () => {
    const line = new JobLine(Array.from({ length: 5_000 }, (_, index) => job(index)));
    for (let taken = 0; taken < 4_900; taken++) line.removeAt(0);
    line.insert(0, job(-1));
    expect([...line].map(({ id }) => id)).toEqual([-1, ...Array.from({ length: 100 }, (_, index) => 4_900 + index)]);
  });
});
