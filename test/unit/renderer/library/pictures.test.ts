import { expect, it, test } from 'vitest';
import { nearRows } from '../../../../renderer/screens/library/grid/near.ts';
import { layOut } from '../../../../renderer/screens/library/grid/sections.ts';
import { entryOf } from '../../../../renderer/state/asset-order.ts';
import { AssetPictures } from '../../../../renderer/state/asset-pictures.ts';
import { Waiters } from '../../../../renderer/state/waiters.ts';
import type { EngineEvent } from '../../../../shared/contract.ts';
import { anAsset } from './an-asset.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const changed = (id: number): EngineEvent => ({ sequence: 1, name: 'asset.changed', payload: [anAsset({ id })] });

function start(most?: number) {
  const world = { pictures: (id: number): string | null => `p${id}`, offline: false, told: 0, rests: 0, asked: [] as number[][] };
  const pictures = new AssetPictures({
    fetch: async (ids) => {
      world.asked.push(ids);
      if (world.offline) throw new Error('no link');
      return ids.map(world.pictures);
    },
    soon: (tell) => tell(),
    onRest: () => world.rests++,
    ...(most === undefined ? {} : { most }),
  });
  pictures.subscribe(() => world.told++);
  return { world, pictures };
}

const ids = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

it('asks for many in one question, and for each once', async () => {
  const { world, pictures } = start();
  pictures.want(ids(1, 70));
  expect([pictures.get(1), pictures.asking, world.rests]).toEqual([undefined, true, 0]);
  await settle();
  expect(world.asked).toEqual([ids(1, 60), ids(61, 10)]);
  expect([pictures.get(1), pictures.get(70), world.told]).toEqual(['data:image/webp;base64,p1', 'data:image/webp;base64,p70', 2]);
  expect([pictures.asking, world.rests]).toEqual([false, 1]);
  pictures.want(ids(1, 71));
  await settle();
  expect(world.asked.slice(2)).toEqual([[71]]);
});

it('does not read what was scrolled past meanwhile', async () => {
  const { world, pictures } = start();
  pictures.want(ids(1, 100));
  pictures.want([900]);
  await settle();
  expect(world.asked).toEqual([ids(1, 60), [900]]);
});

it('leaves those that have none to their own address, and asks again once they changed', async () => {
  const { world, pictures } = start();
  world.pictures = () => null;
  pictures.want([1, 2]);
  await settle();
  expect([pictures.get(1), pictures.get(2)]).toEqual([null, null]);
  world.pictures = (id) => `now${id}`;
  pictures.apply(changed(1));
  expect(pictures.get(1)).toBeNull();
  await settle();
  expect([pictures.get(1), pictures.get(2)]).toEqual(['data:image/webp;base64,now1', null]);
  pictures.apply(changed(1));
  await settle();
  expect(world.asked).toEqual([[1, 2], [1]]);
});

it('leaves all to their own addresses where the engine cannot be asked', async () => {
  const { world, pictures } = start();
  world.offline = true;
  pictures.want([1]);
  await settle();
  expect(pictures.get(1)).toBeNull();
});

it('forgets what is gone, and what was longest out of sight', async () => {
  const { pictures } = start(3);
  pictures.want([1, 2]);
  await settle();
  pictures.want([1]);
  pictures.want([3, 4]);
  await settle();
  expect(ids(1, 4).map((id) => pictures.get(id) !== undefined)).toEqual([true, false, true, true]);
  pictures.apply({ sequence: 2, name: 'asset.removed', payload: [3] });
  expect(pictures.get(3)).toBeUndefined();
});

test('who waits goes on when told, or after as long as he would wait', async () => {
  const timers: (() => void)[] = [];
  const waiters = new Waiters((_, callback) => timers.push(callback));
  const went: string[] = [];
  void waiters.next(5).then(() => went.push('one'));
  void waiters.next(5).then(() => went.push('other'));
  timers[1]!();
  await settle();
  expect(went).toEqual(['other']);
  waiters.tell();
  await settle();
  expect(went).toEqual(['other', 'one']);
});

test('near are the rows in sight, then those below, then those above; sound has no picture', () => {
  const items = ids(0, 400).map((at) => ({ entry: entryOf(anAsset({ id: 400 - at, kind: at % 50 === 1 ? 'audio' : 'image' })), stack: null }));
  const rows = layOut(items, 'square', { width: 508, height: 124, gap: 4 }, () => 0);
  const first = rows.findIndex((row) => row.kind === 'tiles' && row.first === 200);
  const near = nearRows(rows, items, { layout: 'square', devicePixels: 1 }, first, first + 1);
  expect(near.map(({ id }) => 400 - id)).toEqual([...ids(200, 8), ...ids(208, 60), ...ids(140, 60).toSorted((a, b) => Math.floor(b / 4) - Math.floor(a / 4))]);
  expect(near.filter(({ of }) => of === null).map(({ id }) => 400 - id)).toEqual([201, 251, 151]);
  const of = (devicePixels: number, layout: 'square' | 'list') => nearRows(rows, items, { layout, devicePixels }, first, first)[0]?.of;
  expect([of(1, 'square'), of(3, 'square'), of(3, 'list')]).toEqual(['tile', 'thumbnail', 'tile']);
});
