import { describe, expect, it } from 'vitest';
import type { WaitingJob } from '../../../electron/engine/queue/waiting.ts';
import { decide, type KeyNow } from '../../../electron/engine/scheduler/decide.ts';
import { batch, key, situationOf } from './situations.ts';

/** While somebody composes: a tenth of what a key has, requests and places. */
function look(keys: KeyNow[], batches: ReturnType<typeof batch>[], reserved = 6) {
  return decide(situationOf({ keys, batches, polls: [], inFlight: new Map(), reserved }));
}

/** Ten places, all of them known, and so many of them free. */
const pro = (id: number, slots: number, more: Partial<KeyNow> = {}) => key(id, { requests: 30, slots, proved: 10, ...more });
const sentOf = (decision: ReturnType<typeof look>, batchId: number) => decision.send.filter((one) => one.batchId === batchId).length;

describe('places for work composed by hand', () => {
  it('are the last ones free, over all keys: batches leave them, the work takes them', () => {
    const decision = look([pro(1, 3), pro(2, 1)], [batch(1, 20), batch(2, 9, { hand: true })]);
    expect(sentOf(decision, 2)).toBe(4);
    expect(sentOf(decision, 1)).toBe(0);
    expect(sentOf(look([pro(1, 3), pro(2, 1)], [batch(1, 20)]), 1)).toBe(2);
  });

  it('are none while nobody composes', () => {
    expect(sentOf(look([pro(1, 3), pro(2, 1)], [batch(1, 20)], 0), 1)).toBe(4);
  });

  it('are four at the most, however many there are', () => {
    expect(sentOf(look([pro(1, 50, { proved: 500, requests: 100 })], [batch(1, 99)]), 1)).toBe(46);
  });

  it('are none of a key too small for one, and none that nobody has proved', () => {
    expect(sentOf(look([pro(1, 2, { proved: 2 })], [batch(1, 20)]), 1)).toBe(2);
    expect(sentOf(look([pro(1, 2, { proved: 0, places: 50 })], [batch(1, 20)]), 1)).toBe(2);
  });

  it('are not sought at keys that can take none of the work now', () => {
    const asleep = pro(2, 10, { requests: 0, blocked: { by: 'asleep', until: Infinity } });
    expect(sentOf(look([pro(1, 5), asleep], [batch(1, 20)]), 1)).toBe(4);
    expect(sentOf(look([pro(1, 5), pro(2, 10, { endpoint: 'sandbox' })], [batch(1, 20)]), 1)).toBe(4);
    expect(sentOf(look([pro(1, 5), pro(2, 10, { retired: true })], [batch(1, 20)]), 1)).toBe(4);
  });

  it('count once for keys of one account', () => {
    const studio = { account: 'studio' };
    expect(sentOf(look([pro(1, 5, studio), pro(2, 5, studio)], [batch(1, 20)]), 1)).toBe(4);
  });

  it('are left by those that go before their turn too', () => {
    const jobs: Partial<WaitingJob>[] = [{ model: 'picture' }, { model: 'clip' }, { model: 'clip' }];
    const runs = { usualMs: (_endpoint: string, model: string) => (model === 'clip' ? 90_000 : 4_000), polls: () => 0 };
    const { send } = decide({ ...situationOf({ keys: [pro(1, 2)], batches: [batch(1, jobs)], polls: [], inFlight: new Map(), reserved: 6 }), runs });
    expect(send.map(({ model }) => model)).toEqual(['clip']);
  });

  it('are what a batch waits for that finds them free, and it looks again by itself', () => {
    const decision = look([pro(1, 1)], [batch(1, 20)]);
    expect(decision.waits.get(1)?.kind).toBe('concurrency');
    expect(decision.wakeAt).toBeLessThan(Infinity);
    expect(look([pro(1, 1, { requests: 6 })], [batch(1, 20)]).waits.get(1)?.kind).toBe('minute');
  });
});
