import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Purse, Spend } from '../../../electron/engine/budget/till.ts';
import { JobLine } from '../../../electron/engine/queue/job-line.ts';
import { decide } from '../../../electron/engine/scheduler/decide.ts';
import { Looked } from '../scheduler/looked.ts';
import { type Drawn, NOW, situation, situationOf } from '../scheduler/situations.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 400);
const PRICES: Readonly<Record<string, number | null>> = { flux: 1, kling: 3, veo: null };

const purse = fc.record({ left: fc.integer({ min: -2, max: 12 }), limit: fc.constant(12), unknown: fc.constantFrom('wait' as const, 'send' as const) });
const purses = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), purse), { maxLength: 6 });

const priced = fc
  .tuple(situation, purses, purses, fc.option(purse), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 }))
  .map(([drawn, keys, batches, day, outputs]): { drawn: Drawn; spend: Spend } => ({
    drawn: {
      ...drawn,
      batches: drawn.batches.map((one) => ({
        ...one,
        jobs: new JobLine(Array.from(one.jobs, (job, n) => ({ ...job, outputs: outputs[n % outputs.length]! }))),
      })),
    },
    spend: {
      keys: new Map(keys),
      batches: new Map(batches),
      days: new Map(day ? [['api' as const, day]] : []),
      dayEndsAt: NOW + 3_600_000,
      chargeOf: (_endpoint, job) => (PRICES[job.model] === null ? null : PRICES[job.model]! * job.outputs),
    },
  }));

describe('a decision under ceilings for credits', () => {
  it('pays from every purse what it sends, and never more than is there', () => {
    fc.assert(
      fc.property(priced, ({ drawn, spend }) => {
        const before = structuredClone([spend.keys, spend.batches, spend.days]);
        const { send } = decide({ ...situationOf(drawn), spend });
        const endpointOf = (batchId: number) => drawn.batches.find((one) => one.id === batchId)!.endpoint;
        const paid = (of: (one: (typeof send)[number]) => boolean) =>
          send.filter(of).reduce((sum, one) => sum + (spend.chargeOf('api', { model: one.model, outputs: one.outputs }) ?? 0), 0);
        const within = (held: Purse, of: (one: (typeof send)[number]) => boolean) => {
          if (send.some(of)) expect(paid(of)).toBeLessThanOrEqual(Math.max(0, held.left));
          if (held.unknown === 'wait') expect(send.filter((one) => of(one) && PRICES[one.model] === null)).toEqual([]);
        };
        for (const [id, held] of spend.keys) within(held, (one) => one.keyId === id);
        for (const [id, held] of spend.batches) within(held, (one) => one.batchId === id);
        for (const [name, held] of spend.days) within(held, (one) => endpointOf(one.batchId) === name);
        expect([spend.keys, spend.batches, spend.days]).toEqual(before);
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves nothing waiting that a free key may run and every purse can pay for', () => {
    fc.assert(
      fc.property(priced, ({ drawn, spend }) => {
        const looked = new Looked(drawn, decide({ ...situationOf(drawn), spend }));
        const { send } = looked.decision;
        const left = (held: Purse | undefined, of: (one: (typeof send)[number]) => boolean) =>
          held && { ...held, left: held.left - send.filter(of).reduce((sum, one) => sum + (spend.chargeOf('api', one) ?? 0), 0) };
        const pays = (held: Purse | undefined, charge: number | null) =>
          !held || (charge === null ? held.unknown === 'send' && held.left > 0 : charge <= held.left);
        const gone = new Set(send.map((one) => one.jobId));
        for (const batch of drawn.batches) {
          if (batch.paused) continue;
          for (const job of batch.jobs) {
            if (gone.has(job.id) || job.notBefore > NOW) continue;
            const charge = spend.chargeOf(batch.endpoint, job);
            const sameDay = (one: (typeof send)[number]) => drawn.batches.find((other) => other.id === one.batchId)!.endpoint === batch.endpoint;
            if (
              !pays(
                left(spend.batches.get(batch.id), (one) => one.batchId === batch.id),
                charge,
              )
            )
              continue;
            if (!pays(left(spend.days.get(batch.endpoint), sameDay), charge)) continue;
            for (const key of drawn.keys) {
              if (looked.mayRun(key, batch, job) && looked.roomLeft(key, batch))
                expect(
                  pays(
                    left(spend.keys.get(key.id), (one) => one.keyId === key.id),
                    charge,
                  ),
                  `job ${job.id} with key ${key.id}`,
                ).toBe(false);
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
