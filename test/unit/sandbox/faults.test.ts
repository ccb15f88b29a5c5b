import { describe, expect, it } from 'vitest';
import { faultsSchema } from '../../../electron/sandbox/faults/fault.ts';
import { FaultBoard } from '../../../electron/sandbox/faults/fault-board.ts';
import { seededRandom } from '../../../electron/sandbox/random.ts';

const run = { endpoint: 'run', key: 'free', model: 'flux-schnell' } as const;
const strikes = (board: FaultBoard, times: number) => Array.from({ length: times }, () => board.strike('before', run) !== null);

describe('faults', () => {
  it('strike the first so many, or only one', () => {
    const random = seededRandom('x');
    expect(strikes(new FaultBoard([{ kind: 'error-500', count: 2 }], random), 4)).toEqual([true, true, false, false]);
    expect(strikes(new FaultBoard([{ kind: 'error-500', nth: 3 }], random), 4)).toEqual([false, false, true, false]);
  });

  it('strike a share, the same one for the same seed', () => {
    const board = () => new FaultBoard([{ kind: 'error-500', rate: 0.2 }], seededRandom('seed'));
    const struck = strikes(board(), 2000);
    expect(struck).toEqual(strikes(board(), 2000));
    expect(struck.filter(Boolean).length / 2000).toBeCloseTo(0.2, 1);
  });

  it('strike only what their filters name, at their stage', () => {
    const board = new FaultBoard(
      [
        { kind: 'error-500', rate: 1, key: 'pro' },
        { kind: 'hang', rate: 1, endpoint: 'poll' },
      ],
      seededRandom('x'),
    );
    expect(board.strike('before', run)).toBeNull();
    expect(board.strike('before', { ...run, key: 'pro' })).toBe('error-500');
    expect(board.strike('arrive', run)).toBeNull();
    expect(board.strike('arrive', { ...run, endpoint: 'poll' })).toBe('hang');
    expect(board.report().map(({ matched, struck }) => [matched, struck])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('are checked when they come from outside', () => {
    expect(faultsSchema.safeParse([{ kind: 'hang', rate: 0.5, model: 'm' }]).success).toBe(true);
    expect(faultsSchema.safeParse([{ kind: 'hang' }]).success).toBe(false);
    expect(faultsSchema.safeParse([{ kind: 'hang', rate: 2 }]).success).toBe(false);
    expect(faultsSchema.safeParse([{ kind: 'hang', rate: 1, nth: 1 }]).success).toBe(false);
    expect(faultsSchema.safeParse([{ kind: 'rain', rate: 1 }]).success).toBe(false);
  });
});
