import { describe, expect, test } from 'vitest';
import { PageSource, PAGE_SIZE } from '../../../renderer/state/pages.ts';

function start(total: number) {
  const asked: number[] = [];
  const timers: (() => void)[] = [];
  const put: number[] = [];
  const world = { total, fail: false, shift: 0 };
  const source = new PageSource({
    fetch: async (offset, limit) => {
      asked.push(offset);
      if (world.fail) throw new Error('no');
      const ids = Array.from({ length: Math.max(0, Math.min(limit, world.total - offset)) }, (_, at) => ({ id: offset + at + 1 + world.shift }));
      return { rows: ids, total: world.total };
    },
    put: (rows) => put.push(...rows.map((row) => row.id)),
    setTimer: (_delay, callback) => timers.push(callback),
  });
  return { source, asked, timers, put, world };
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
});
