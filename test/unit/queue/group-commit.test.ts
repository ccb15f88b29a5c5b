import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../electron/engine/queue/group-commit.ts';
import { newBatch, openQueue, type Queue } from './support.ts';

let queue: Queue;
let turnEnds: (() => void)[];
let transactions: number;

beforeEach(async () => {
  queue = await openQueue();
  turnEnds = [];
  transactions = 0;
});
afterEach(() => {
  queue.store.close();
});

const group = (refuse: () => boolean = () => false) =>
  createGroupCommit(
    <T>(work: () => T): T => {
      transactions++;
      return queue.store.transaction(() => {
        const value = work();
        if (refuse()) throw new Error('database or disk is full');
        return value;
      })();
    },
    (callback) => turnEnds.push(callback),
  );

const note = (name: string) => () => void queue.store.prepare(`INSERT INTO setting (name, value) VALUES (?, '1')`).run(name);
const noted = () => queue.store.prepare<[], string>('SELECT name FROM setting ORDER BY name').pluck().all();

/** Lets the turn end, and promises settle. */
async function endTurn(): Promise<void> {
  for (const end of turnEnds.splice(0)) end();
  await new Promise((resolve) => setImmediate(resolve));
}

describe('what is stored in one turn', () => {
  it('is one transaction, in order, and acknowledged only after it', async () => {
    const { join } = group();
    const told: unknown[] = [];
    for (const name of ['a', 'b', 'c'])
      void join(() => {
        note(name)();
        return noted().length;
      }).then((value) => told.push([value, queue.store.inTransaction]));
    await new Promise((resolve) => setImmediate(resolve));
    expect([told, noted()]).toEqual([[], []]);
    await endTurn();
    expect(told).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
    expect([transactions, turnEnds.length]).toEqual([1, 0]);
  });

  it('leaves out the one that fails, and only that', async () => {
    const { join } = group();
    const joined = [
      join(note('a')),
      join(() => {
        note('b')();
        throw new Error('not this one');
      }),
      join(note('c')),
    ];
    const settled = Promise.allSettled(joined);
    await endTurn();
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(noted()).toEqual(['a', 'c']);
  });

  it('is refused as a whole, and once, by a disk that is full; the next turn is another', async () => {
    let full = true;
    const { join } = group(() => full);
    const settled = Promise.allSettled([join(note('a')), join(note('b'))]);
    await endTurn();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([noted(), transactions]).toEqual([[], 1]);
    full = false;
    const again = join(note('a'));
    await endTurn();
    await again;
    expect(noted()).toEqual(['a']);
  });

  it('may have something that comes last, whatever joins after it, and sees what the others did', async () => {
    const { join, joinLast } = group();
    const last = joinLast(() => {
      note('last')();
      return noted();
    });
    void join(note('a'));
    void join(note('b'));
    await endTurn();
    expect([await last, transactions]).toEqual([['a', 'b', 'last'], 1]);
    const alone = joinLast(note('alone'));
    await endTurn();
    await alone;
    expect(noted()).toEqual(['a', 'alone', 'b', 'last']);
  });

  it('keeps the others where what comes last fails', async () => {
    const { join, joinLast } = group();
    const settled = Promise.allSettled([
      joinLast(() => {
        note('last')();
        throw new Error('nothing to send');
      }),
      join(note('a')),
    ]);
    await endTurn();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(noted()).toEqual(['a']);
  });

  it('may join more from inside: that is stored in the turn after', async () => {
    const { join } = group();
    let stored = false;
    const first = join(() => {
      note('a')();
      void join(note('b')).then(() => (stored = true));
    });
    await endTurn();
    await first;
    expect([noted(), stored]).toEqual([['a'], false]);
    await endTurn();
    expect(stored).toBe(true);
    expect(noted()).toEqual(['a', 'b']);
  });
});

it('whatever joins and whatever fails: what is acknowledged is there, and nothing else is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.boolean(), { maxLength: 5 }), { maxLength: 6 }), async (turns) => {
      queue.store.exec('DELETE FROM setting');
      const { join } = group();
      const expected: string[] = [];
      for (const [turn, works] of turns.entries()) {
        const joined = works.map((good, index) =>
          join(() => {
            note(`${turn} ${index}`)();
            if (!good) throw new Error('no');
            return `${turn} ${index}`;
          }),
        );
        const settled = Promise.allSettled(joined);
        await endTurn();
        for (const one of await settled) if (one.status === 'fulfilled') expected.push(one.value);
      }
      expect(expected).toHaveLength(turns.flat().filter(Boolean).length);
      expect(noted()).toEqual(expected.toSorted());
    }),
    { numRuns: 50 },
  );
});

it('the queue’s own commit holds its list and its tables together when one of a turn fails', async () => {
  const { jobs, ledger, keyId } = queue;
  jobs.createBatch(newBatch(2), 1);
  const claim = (id: number, fails: boolean) => () => {
    jobs.move(id, 'claim', { attemptId: ledger.openAttempt(id, keyId, 'sync', 1) });
    if (fails) throw new Error('no');
  };
  const settled = await Promise.allSettled([jobs.commit(claim(1, false)), jobs.commit(claim(2, true))]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect([jobs.job(1)?.state, jobs.job(2)?.state, jobs.waiting.size]).toEqual(['submitting', 'queued', 1]);
});
