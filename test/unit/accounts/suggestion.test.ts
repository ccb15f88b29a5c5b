import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SeenAnswer, sharedAllowance, traceOf } from '../../../electron/engine/keys/account-suggestion.ts';
import { mulberry32 } from '../../support/engine-world.ts';

const LIMIT = 60;

const shared = (a: readonly SeenAnswer[], b: readonly SeenAnswer[]) => sharedAllowance(traceOf(a), traceOf(b));

interface Sending {
  at: number;
  key: 'a' | 'b' | 'foreign-a';
}

/** What a server with a fixed minute answers: keys that share count together; a foreign program takes from `a` unseen. */
function answered(sendings: readonly Sending[], shared: boolean, random: () => number): { a: SeenAnswer[]; b: SeenAnswer[] } {
  const counts = new Map<string, number>();
  const seen: { a: SeenAnswer[]; b: SeenAnswer[] } = { a: [], b: [] };
  const arriving = sendings.map((one) => ({ ...one, arrives: one.at + random() * 60 })).toSorted((x, y) => x.arrives - y.arrives);
  for (const { at, key, arrives } of arriving) {
    const account = `${shared ? 'one' : key === 'b' ? 'b' : 'a'} ${Math.floor(arrives / 60_000)}`;
    const used = counts.get(account) ?? 0;
    const counted = used < LIMIT;
    if (counted) counts.set(account, used + 1);
    if (key !== 'foreign-a') seen[key].push({ sentAt: at, limit: LIMIT, remaining: LIMIT - (counts.get(account) ?? 0), counted });
  }
  for (const answers of [seen.a, seen.b]) answers.sort((x, y) => x.sentAt - y.sentAt);
  return seen;
}

/** Bursts of both keys every few seconds. */
function bursts(random: () => number, foreign: number): Sending[] {
  const sendings: Sending[] = [];
  for (let at = 100; at < 100_000; at += 2_000 + random() * 5_000) {
    const push = (key: Sending['key'], count: number) => {
      for (let n = 0; n < count; n++) sendings.push({ at: Math.round(at + random() * 80), key });
    };
    push('a', 1 + Math.floor(random() * 3));
    push('b', 1 + Math.floor(random() * 3));
    push('foreign-a', random() < foreign ? 1 + Math.floor(random() * 3) : 0);
  }
  return sendings;
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });

describe('whether two keys look as if they shared an allowance', () => {
  it('is seen where they do', () => {
    let found = 0;
    const RUNS = 200;
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = mulberry32(seed);
      const { a, b } = answered(bursts(random, 0), true, random);
      if (shared(a, b) !== null) found++;
    }
    // Bursts that cross on their way blur it; it need not be seen at once.
    expect(found).toBeGreaterThan(RUNS * 0.9);
  });

  it('is never said of keys that do not, whoever else uses one of them', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0, 0.2, 0.6, 1), (seed, foreign) => {
        const random = mulberry32(seed);
        const { a, b } = answered(bursts(random, foreign), false, random);
        expect(shared(a, b)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('is not said of keys with different limits, or of too few answers', () => {
    const random = mulberry32(3);
    const { a, b } = answered(bursts(random, 0), true, random);
    expect(shared(a, b)).not.toBeNull();
    expect(
      shared(
        a,
        b.map((one) => ({ ...one, limit: 10 })),
      ),
    ).toBeNull();
    expect(shared(a.slice(0, 2), b.slice(0, 2))).toBeNull();
    expect(shared([], b)).toBeNull();
  });
});
