import { describe, expect, test } from 'vitest';
import { MOST_PAGES, PageSource, PAGE_SIZE } from '../../../renderer/state/pages.ts';

function start(total: number) {
  const asked: number[] = [];
  const timers: (() => void)[] = [];
  /** How often each row is held. */
  const held = new Map<number, number>();
  const hold = (id: number, by: number) => {
    held.set(id, (held.get(id) ?? 0) + by);
    if (held.get(id) === 0) held.delete(id);
  };
  const world = { total, fail: false, shift: 0 };
  const source = new PageSource({
    fetch: async (offset, limit) => {
      asked.push(offset);
      if (world.fail) throw new Error('no');
      const ids = Array.from({ length: Math.max(0, Math.min(limit, world.total - offset)) }, (_, at) => ({ id: offset + at + 1 + world.shift }));
      return { rows: ids, total: world.total };
    },
    put: (rows) => rows.forEach((row) => hold(row.id, 1)),
    letGo: (ids) => ids.forEach((id) => hold(id, -1)),
    setTimer: (_delay, callback) => timers.push(callback),
  });
  return { source, asked, timers, held, world };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('pages', () => {
  test('reads only what is in sight, each page once', async () => {
    const { source, asked } = start(10_000);
    source.subscribe(() => {});
    await settle();
    expect(source.read().total).toBe(10_000);
    source.want(9_950, 9_990);
    source.want(9_951, 9_991);
    await settle();
    expect(asked).toEqual([0, 9_900]);
    expect(source.read().ids[9_999]).toBe(10_000);
    expect(source.read().ids[5_000]).toBeUndefined();
    expect(source.read().ids).toHaveLength(10_000);
  });

  test('reads one page ahead of where one scrolls, and that one once', async () => {
    const { source, asked, timers } = start(1_000);
    source.subscribe(() => {});
    await settle();
    source.want(10, 40);
    source.want(11, 41);
    await settle();
    expect(asked).toEqual([0, 100]);
    source.want(480, 510);
    source.want(470, 500);
    await settle();
    expect(asked).toEqual([0, 100, 400, 500, 600, 300]);
    source.refresh();
    timers[0]!();
    await settle();
    expect(asked.slice(6)).toEqual([400, 500]);
  });

  test('a list in motion is read again once for many changes, and keeps its rows meanwhile', async () => {
    const { source, asked, timers, world } = start(150);
    source.subscribe(() => {});
    await settle();
    world.total = 151;
    source.refresh();
    source.refresh();
    expect(timers).toHaveLength(1);
    expect(source.read().ids[0]).toBe(1);
    timers[0]!();
    await settle();
    expect(asked).toEqual([0, 0]);
    expect(source.read().total).toBe(151);
  });

  test('an answer to an older round is dropped', async () => {
    const { source, timers, world } = start(3);
    source.subscribe(() => {});
    await settle();
    source.refresh();
    timers[0]!();
    world.shift = 10;
    source.refresh();
    timers[1]!();
    await settle();
    expect(source.read().ids).toEqual([11, 12, 13]);
  });

  test('says when it failed, and is well again after', async () => {
    const { source, timers, world } = start(3);
    world.fail = true;
    source.subscribe(() => {});
    await settle();
    expect(source.read().failed).toBeInstanceOf(Error);
    world.fail = false;
    source.refresh();
    timers[0]!();
    await settle();
    expect(source.read()).toMatchObject({ failed: null, total: 3 });
  });

  test('a shrunken list forgets its end', async () => {
    const { source, timers, world } = start(PAGE_SIZE + 5);
    source.subscribe(() => {});
    await settle();
    world.total = 2;
    source.refresh();
    timers[0]!();
    await settle();
    expect(source.read().ids).toEqual([1, 2]);
  });

  test('hours of scrolling hold no more than the pages seen last, and read the others again', async () => {
    const { source, asked, held } = start(10_000);
    source.subscribe(() => {});
    await settle();
    for (let first = 0; first < 5_000; first += PAGE_SIZE) {
      source.want(first, first + 30);
      await settle();
    }
    expect(held.size).toBeLessThanOrEqual(MOST_PAGES * PAGE_SIZE);
    expect([...held.values()].every((times) => times === 1)).toBe(true);
    expect(source.read().ids[4_910]).toBe(4_911);
    expect(source.read().ids[10]).toBeUndefined();
    expect(source.read().ids.filter((id) => id !== undefined)).toHaveLength(held.size);
    const before = asked.length;
    source.want(0, 30);
    await settle();
    expect(asked.slice(before)).toEqual([0]);
    expect(source.read().ids[10]).toBe(11);
  });

  test('the page of the chosen row stays, wherever one looks', async () => {
    const { source } = start(10_000);
    source.subscribe(() => {});
    await settle();
    for (let first = 0; first < 3_000; first += PAGE_SIZE) {
      source.want(first, first + 30, 7);
      await settle();
    }
    expect(source.read().ids[7]).toBe(8);
    expect(source.read().ids[PAGE_SIZE]).toBeUndefined();
  });

  test('a row that went to another place stays held; a list nobody looks at holds nothing, and is read anew', async () => {
    const { source, asked, held, timers, world } = start(PAGE_SIZE + 5);
    const leave = source.subscribe(() => {});
    source.want(90, 104);
    await settle();
    world.shift = -1;
    source.refresh();
    timers[0]!();
    await settle();
    expect(held.size).toBe(PAGE_SIZE + 5);
    leave();
    expect(held.size).toBe(0);
    expect(source.read().total).toBeNull();
    const before = asked.length;
    source.subscribe(() => {});
    await settle();
    expect(asked.length).toBeGreaterThan(before);
    expect(source.read().total).toBe(PAGE_SIZE + 5);
  });
});
