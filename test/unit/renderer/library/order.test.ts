import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../../renderer/screens/library/facets/shelf-list.tsx';
import { AssetDetails } from '../../../../renderer/state/asset-details.ts';
import { entriesOf, entryOf, HEAD, OrderSource, PIECE, withHead, type OrderAnswer } from '../../../../renderer/state/asset-order.ts';
import { NOTHING_KEPT, type AssetView } from '../../../../shared/domain.ts';
import { stackOf } from '../../../../shared/library/stack-of.ts';
import type { EngineEvent } from '../../../../shared/contract.ts';
import { anAsset } from './an-asset.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** What the engine answers for these ids. */
function answerOf(ids: readonly number[], offset: number, limit: number): OrderAnswer {
  const page = ids.slice(offset, offset + limit);
  return {
    total: ids.length,
    tookMs: 1,
    ids: page,
    kinds: 'i'.repeat(page.length),
    ratios: page.map(() => 1_000),
    times: page,
    batchIds: page.map(() => 1),
    stacks: page.map(() => ''),
    ratings: '0'.repeat(page.length),
    picks: '-'.repeat(page.length),
    batches: [{ id: 1, name: 'Winter light' }],
  };
}

function start(count: number, { early = false, ...more }: { filtered?: boolean; trashed?: boolean; early?: boolean } = {}) {
  const world = { ids: Array.from({ length: count }, (_, at) => count - at), fail: false };
  const asked: number[] = [];
  const timers: (() => void)[] = [];
  const source = new OrderSource({
    fetch: async (offset, limit) => {
      asked.push(offset);
      if (world.fail) throw new Error('no');
      return answerOf(world.ids, offset, limit);
    },
    setTimer: (_, callback) => void timers.push(callback),
    firstScreen: () => (early ? new Promise((resolve) => timers.push(resolve)) : Promise.resolve()),
    trashed: false,
    filtered: false,
    ...more,
  });
  let told = 0;
  const leave = source.subscribe(() => told++);
  const look = async () => {
    source.refresh();
    timers.splice(0).forEach((timer) => timer());
    await settle();
  };
  return { world, source, asked, timers, look, leave, ids: () => source.read().entries.map((entry) => entry.id), told: () => told };
}

const changed = (...assets: AssetView[]): EngineEvent => ({ sequence: 1, name: 'asset.changed', payload: assets });

describe('columns', () => {
  it('are read as what they mean', () => {
    const [one, other] = entriesOf({
      ...answerOf([7, 5], 0, 2),
      kinds: 'va',
      ratios: [563, 0],
      batchIds: [1, 0],
      stacks: ['k', ''],
      ratings: '40',
      picks: 'r-',
    });
    expect(one).toEqual({ id: 7, kind: 'video', ratio: 0.563, createdAt: 7, batchId: 1, batchName: 'Winter light', stack: 'k', rating: 4, pick: 'rejected' });
    expect(other).toMatchObject({ kind: 'audio', ratio: null, batchId: null, batchName: null, stack: null, rating: null, pick: null });
  });

  it('say of a row what the engine would say', () => {
    const asset = anAsset({ width: 1_344, height: 768, kept: { ...NOTHING_KEPT, rating: 2, pick: 'picked' } });
    expect(entryOf(asset)).toMatchObject({ ratio: 1.75, rating: 2, pick: 'picked', stack: stackOf(asset) });
  });
});

describe('the order of a list', () => {
  it('is there at once as far as one sees, then whole, in few pieces', async () => {
    const { source, asked, ids, told } = start(HEAD + PIECE + 5);
    await settle();
    expect(asked).toEqual([0, HEAD, HEAD + PIECE]);
    expect(told()).toBe(2);
    expect([source.read().total, ids().length, new Set(ids()).size]).toEqual([HEAD + PIECE + 5, HEAD + PIECE + 5, HEAD + PIECE + 5]);
  });

  it('leaves the engine to the first screen before it asks for the rest', async () => {
    const { asked, timers, ids } = start(2_000, { early: true });
    await settle();
    expect([asked, ids().length]).toEqual([[0], HEAD]);
    timers.splice(0).forEach((timer) => timer());
    await settle();
    expect([asked, ids().length]).toEqual([[0, HEAD], 2_000]);
  });

  it('takes in what is new by reading its beginning alone', async () => {
    const { world, asked, ids, look } = start(2_000);
    await settle();
    world.ids = [2_002, 2_001, ...world.ids];
    await look();
    expect(asked).toEqual([0, HEAD, 0]);
    expect(ids().slice(0, 3)).toEqual([2_002, 2_001, 2_000]);
    expect(ids()).toHaveLength(2_002);
  });

  it('is read anew when something changed further down', async () => {
    const { world, asked, ids, look } = start(2_000);
    await settle();
    world.ids = world.ids.filter((id) => id !== 40);
    await look();
    expect(asked).toEqual([0, HEAD, 0, HEAD]);
    expect(ids()).not.toContain(40);
  });

  it('of a search is always read anew: any change may bring an asset in', async () => {
    const { asked, look } = start(2_000, { filtered: true });
    await settle();
    await look();
    expect(asked).toEqual([0, HEAD, 0, HEAD]);
  });

  it('follows what is rated and what goes to the trash without asking', async () => {
    const { source, asked, ids } = start(3);
    await settle();
    source.apply(changed(anAsset({ id: 2, kept: { ...NOTHING_KEPT, rating: 5 } }), anAsset({ id: 3, trashedAt: 1 }), anAsset({ id: 99 })));
    expect(ids()).toEqual([2, 1]);
    expect(source.read()).toMatchObject({ total: 2, entries: [{ id: 2, rating: 5 }, { id: 1 }] });
    const before = source.read();
    source.apply(changed(anAsset({ id: 2, kept: { ...NOTHING_KEPT, rating: 5 } })));
    expect(source.read()).toBe(before);
    source.apply({ sequence: 2, name: 'asset.removed', payload: [1] });
    expect(ids()).toEqual([2]);
    expect(asked).toEqual([0]);
  });

  it('of the trash lets go of what is taken out', async () => {
    const { source, ids } = start(2, { trashed: true });
    await settle();
    source.apply(changed(anAsset({ id: 1, trashedAt: 5 }), anAsset({ id: 2 })));
    expect(ids()).toEqual([1]);
  });

  it('says when it could not be read, keeps what it had, and recovers', async () => {
    const { source, world, ids, look } = start(5);
    await settle();
    world.fail = true;
    await look();
    expect([source.read().failed instanceof Error, ids().length]).toEqual([true, 5]);
    world.fail = false;
    await look();
    expect(source.read().failed).toBeNull();
  });

  it('joins a new beginning only where both fit together', () => {
    const entries = (...ids: number[]) => entriesOf(answerOf(ids, 0, 99));
    const idsOf = (list: ReturnType<typeof withHead>) => list?.map((entry) => entry.id) ?? null;
    expect(idsOf(withHead(entries(3, 2, 1), entries(4, 3), 4))).toEqual([4, 3, 2, 1]);
    expect(withHead(entries(3, 2, 1), entries(4, 3), 3)).toBeNull();
    expect(withHead(entries(3, 2, 1), entries(9, 8), 5)).toBeNull();
    expect(idsOf(withHead([], entries(2, 1), 2))).toEqual([2, 1]);
    expect(idsOf(withHead(entries(1), [], 0))).toEqual([]);
  });
});

describe('whole rows', () => {
  function shelf(most: number) {
    const asked: number[][] = [];
    let answer: (() => void) | null = null;
    const hold = { on: false };
    const details = new AssetDetails({
      most,
      fetch: async (ids) => {
        asked.push(ids);
        if (hold.on) await new Promise<void>((resolve) => (answer = resolve));
        return ids.filter((id) => id < 1_000).map((id) => anAsset({ id }));
      },
    });
    return { details, asked, hold, answer: () => answer?.() };
  }

  it('are read of what is in sight; what was scrolled past is not', async () => {
    const { details, asked, hold, answer } = shelf(50);
    hold.on = true;
    details.want([1, 2]);
    details.want([11, 12]);
    details.want([21, 22]);
    hold.on = false;
    answer();
    await settle();
    expect(asked).toEqual([
      [1, 2],
      [21, 22],
    ]);
    expect([details.get(1)?.id, details.get(11), details.get(22)?.id]).toEqual([1, undefined, 22]);
    expect(details.known().map((row) => row.id)).toEqual([1, 2, 21, 22]);
    expect(details.known()).toBe(details.known());
  });

  it('that come within one frame are told of together', async () => {
    const frames: (() => void)[] = [];
    const details = new AssetDetails({ fetch: async () => [], soon: (tell) => frames.push(tell) });
    let told = 0;
    details.subscribe(() => told++);
    details.put([anAsset({ id: 1 })]);
    details.put([anAsset({ id: 2 })]);
    expect([told, frames.length, details.get(2)?.id]).toEqual([0, 1, 2]);
    for (const frame of frames.splice(0)) frame();
    details.put([anAsset({ id: 3 })]);
    expect([told, frames.length]).toEqual([1, 1]);
  });

  it('are bounded: those longest out of sight go first', async () => {
    const { details, asked } = shelf(4);
    for (const ids of [
      [1, 2],
      [3, 4],
      [1, 2],
      [5, 6],
    ]) {
      details.want(ids);
      await settle();
    }
    expect([1, 2, 3, 4, 5, 6].filter((id) => details.get(id))).toEqual([1, 2, 5, 6]);
    expect(asked).toHaveLength(3);
  });

  it('follow the engine by revision, and are asked for once where they are gone', async () => {
    const { details, asked } = shelf(50);
    details.want([1, 2_000]);
    await settle();
    expect(asked).toEqual([[1, 2_000]]);
    details.apply(changed(anAsset({ id: 1, revision: 3 }), anAsset({ id: 9 })));
    details.apply(changed(anAsset({ id: 1, revision: 2 })));
    expect([details.get(1)?.revision, details.get(9)]).toEqual([3, undefined]);
    expect(await details.one(2_000)).toBeNull();
    expect((await details.one(7))?.id).toBe(7);
    details.apply({ sequence: 1, name: 'asset.removed', payload: [7] });
    expect(details.get(7)).toBeUndefined();
  });
});

it('lists smart collections first, and numbers in names by their size', () => {
  const collection = (name: string, query: string | null = null) => ({ id: 1, revision: 1, name, query, assets: 0, createdAt: 0 });
  const names = ['Set 10', 'set 2', 'Autumn', 'Best'].map((name) => collection(name, name === 'Best' ? 'rating:>3' : null));
  expect(inOrder(names as never).map(({ name }) => name)).toEqual(['Best', 'Autumn', 'set 2', 'Set 10']);
});
