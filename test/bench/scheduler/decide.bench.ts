import { expect, it } from 'vitest';
import type { WaitingBatch } from '../../../electron/engine/queue/waiting.ts';
import { decide, type KeyNow, type Situation } from '../../../electron/engine/scheduler/decide.ts';
import { batch, key, NOW, situationOf } from '../../unit/scheduler/situations.ts';

/**
 * `decide` with 10,000 waiting jobs and 50 keys: what one look costs, whatever keeps the jobs waiting. The best of three
 * in a row leaves out the turns of other programs on the same cores.
 */
const KEYS = 50;
const JOBS = 10_000;
const ROUNDS = 2_000;

const free = Array.from({ length: KEYS }, (_, index) => key(index + 1, { requests: 4, slots: 4, dayLeft: (index % 7) / 7 }));
const full = Array.from({ length: KEYS }, (_, index) => key(index + 1, { requests: 0, blocked: { by: 'minute', until: NOW + 1_000 + index } }));
const busy = Array.from({ length: KEYS }, (_, index) => key(index + 1, { slots: index === 0 ? 1 : 0 }));
const one = [batch(1, JOBS)];
const hundred = Array.from({ length: 100 }, (_, index) =>
  batch(index + 1, JOBS / 100, { priority: index % 3, hand: index % 10 === 0, labels: index % 5 === 0 ? ['key 3', 'key 4'] : [] }),
);
const putOff = [
  batch(
    1,
    Array.from({ length: JOBS }, (_, index) => ({ notBefore: NOW + 1 + index })),
  ),
];
const mixed = [
  batch(
    1,
    Array.from({ length: JOBS }, (_, index) => ({ model: `model ${index % 20}` })),
  ),
];

const scenes: [string, KeyNow[], WaitingBatch[]][] = [
  ['one batch, 200 may go', free, one],
  ['one batch, nothing may go', full, one],
  ['one batch, one may go', busy, one],
  ['100 batches in 3 ranks, 200 may go', free, hundred],
  ['100 batches in 3 ranks, nothing may go', full, hundred],
  ['one batch of 20 models, nothing may go', full, mixed],
  ['one batch, all put off', free, putOff],
];

function timed(situation: Situation): number {
  const start = performance.now();
  decide(situation);
  return performance.now() - start;
}

/** In ms. */
function quantiles(times: number[]): string {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(2).padStart(6);
  return `p50 ${at(0.5)} p99 ${at(0.99)} ms`;
}

it('prints what a decision takes', () => {
  const rows = scenes.map(([name, keys, batches]) => {
    const situation = situationOf({ keys, batches, polls: [], inFlight: new Map(), reserved: 0 });
    const times = Array.from({ length: ROUNDS }, () => timed(situation));
    const best = Array.from({ length: ROUNDS / 2 }, () => Math.min(timed(situation), timed(situation), timed(situation)));
    return `${name.padEnd(42)} one: ${quantiles(times)}   best of three: ${quantiles(best)}   sends ${decide(situation).send.length}`;
  });
  process.stdout.write(`\ndecide: ${JOBS} waiting jobs, ${KEYS} keys, ${ROUNDS} rounds\n${rows.join('\n')}\n`);
  expect(rows).toHaveLength(scenes.length);
});
