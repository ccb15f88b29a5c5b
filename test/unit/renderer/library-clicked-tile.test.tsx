import { renderHook } from '@testing-library/react';
import type { MouseEvent } from 'react';
import { expect, it } from 'vitest';
import { useClickedTile } from '../../../renderer/screens/library/grid/clicked-tile.ts';

const tile = () => Object.assign(document.createElement('div'), { innerHTML: '<i></i><button></button>' });
const on = (index: number, detail: number, part = 'i') => {
  const element = tile();
  element.dataset['tile'] = String(index);
  return { target: element.querySelector(part), detail } as unknown as MouseEvent;
};

it('opens what the first of two clicks hit, though another tile lies there by the second, and new ones came before it', () => {
  const items = (ids: number[]) => ids.map((id) => ({ entry: { id } }));
  const places = (ids: number[]) => new Map(ids.map((id, index) => [id, index]));
  const { result, rerender } = renderHook(({ ids }) => useClickedTile(items(ids), places(ids)), { initialProps: { ids: [11, 12, 13] } });
  const ran: number[] = [];
  const run = (index: number) => void ran.push(index);
  result.current(on(0, 1), run);
  rerender({ ids: [10, 11, 12, 13] });
  result.current(on(2, 2), run);
  expect(ran).toEqual([0, 1]);
  result.current(on(3, 1), run);
  result.current(on(0, 1, 'button'), run);
  expect(ran).toEqual([0, 1, 3]);
  rerender({ ids: [] });
  result.current(on(3, 2), run);
  expect(ran).toEqual([0, 1, 3]);
});
