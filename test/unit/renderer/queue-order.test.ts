import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, movedTo } from '../../../renderer/screens/queue/order/order.ts';
import { batch } from '../../support/fake-data.ts';
import { nextCell } from '../../../renderer/screens/queue/rows/cell-keys.ts';

const named = (id: number, priority: number) => ({ id, priority });

/** The order in which batches would be sent after the changes: by priority; among equals nothing is said. */
function applied(open: readonly { id: number; priority: number }[], changes: readonly { id: number; priority: number }[]) {
  const changed = new Map(changes.map((one) => [one.id, one.priority]));
  return new Map(open.map((one) => [one.id, changed.get(one.id) ?? one.priority]));
}

describe('the list of batches', () => {
  it('has what needs a person first, then the order of sending, then what is over', () => {
    const one = (id: number, counts: object, more: object = {}) => ({ ...batch({ id, name: `${id}`, counts }), ...more });
    const list = [
      one(6, { done: 3 }),
      one(5, { queued: 3 }),
      one(4, { queued: 3 }, { priority: 10 }),
      one(3, { queued: 2, uncertain: 1 }, { priority: -10 }),
      one(2, { queued: 2, failed: 12 }, { state: 'paused', held: { kind: 'failing', failed: 12, settled: 12 } }),
      one(1, { failed: 1 }, { priority: 50 }),
    ];
    expect(inOrder(list).map((each) => each.id)).toEqual([2, 3, 4, 5, 6, 1]);
  });
});

describe('moving a batch', () => {
  it('changes only that batch where there is room', () => {
    expect(movedTo([named(1, 0), named(2, 0), named(3, 0)], 3, 0)).toEqual([{ id: 3, priority: 10 }]);
    expect(movedTo([named(1, 20), named(2, 0), named(3, -20)], 3, 1)).toEqual([{ id: 3, priority: 10 }]);
    expect(movedTo([named(1, 0), named(2, 0)], 1, 1)).toEqual([{ id: 1, priority: -10 }]);
  });

  it('nothing, where it lies already', () => {
    expect(movedTo([named(1, 10), named(2, 0)], 1, 0)).toEqual([]);
    expect(movedTo([named(1, 10)], 7, 0)).toEqual([]);
  });

  it('always puts it strictly after all above and before all below, within what a priority may be', () => {
    const open = fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 40 })
      .map((priorities) => priorities.toSorted((a, b) => b - a).map((priority, at) => named(at + 1, priority)));
    fc.assert(
      fc.property(open, fc.nat(39), fc.nat(39), (list, which, where) => {
        const moved = list[which % list.length]!;
        const place = where % list.length;
        const priorities = applied(list, movedTo(list, moved.id, place));
        const others = list.filter((one) => one.id !== moved.id);
        const own = priorities.get(moved.id)!;
        others.slice(0, place).forEach((one) => expect(priorities.get(one.id)!).toBeGreaterThan(own));
        others.slice(place).forEach((one) => expect(priorities.get(one.id)!).toBeLessThan(own));
        for (const priority of priorities.values()) expect(Math.abs(priority)).toBeLessThanOrEqual(100);
        for (let at = 1; at < others.length; at++) expect(priorities.get(others[at - 1]!.id)!).toBeGreaterThanOrEqual(priorities.get(others[at]!.id)!);
      }),
    );
  });
});

describe('keys in a grid of rows', () => {
  it('go from cell to cell, and no further than the edges', () => {
    const from = { row: 1, column: 1 };
    const to = (key: string) => nextCell(key, from, 4, 3, 0);
    expect([to('ArrowDown'), to('ArrowLeft'), to('PageDown'), to('PageUp')]).toEqual([
      { row: 2, column: 1 },
      { row: 1, column: 0 },
      { row: 3, column: 1 },
      { row: 0, column: 1 },
    ]);
    expect([to('Home'), to('End'), to('x')]).toEqual([{ row: 0, column: 0 }, { row: 3, column: 2 }, null]);
  });

  it('begin at the first cell in sight', () => {
    expect(nextCell('ArrowDown', null, 40, 3, 7)).toEqual({ row: 7, column: 0 });
    expect(nextCell('End', null, 40, 3, 7)).toEqual({ row: 39, column: 2 });
    expect(nextCell('ArrowDown', null, 0, 3, 0)).toBeNull();
  });
});
