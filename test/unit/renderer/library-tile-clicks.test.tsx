import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useTileClicks } from '../../../renderer/screens/library/grid/tile-clicks.ts';

const grid = document.createElement('div');
const beside = document.createElement('button');
document.body.append(grid, beside);

const ran: string[] = [];
beside.addEventListener('click', () => ran.push('beside'));

function clicksOn(first: number[]) {
  return renderHook(
    ({ ids }) =>
      useTileClicks({
        grid: { current: grid },
        items: ids.map((id) => ({ entry: { id } })),
        places: new Map(ids.map((id, index) => [id, index])),
        onChoose: (index) => ran.push(`choose ${index}`),
        onOpen: (index) => ran.push(`open ${index}`),
      }),
    { initialProps: { ids: first } },
  );
}

/** A click as a browser tells it: the second of two is told as a click, and then as a double one. What ran because of it. */
function click(target: Element, which: 1 | 2 = 1): string[] {
  ran.length = 0;
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: which }));
  if (which === 2) target.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, detail: 2 }));
  return [...ran];
}

function tile(index: number, part: 'i' | 'button' = 'i'): Element {
  grid.innerHTML = `<div data-tile="${index}"><i></i><button></button></div>`;
  return grid.querySelector(part)!;
}

it('opens what the first of two clicks hit, though another tile lies there by the second, and new ones came before it', () => {
  const { rerender, unmount } = clicksOn([11, 12, 13]);
  expect(click(tile(0))).toEqual(['choose 0']);
  rerender({ ids: [10, 11, 12, 13] });
  expect(click(tile(2), 2)).toEqual(['choose 1', 'open 1']);
  expect(click(tile(3))).toEqual(['choose 3']);
  expect(click(tile(0, 'button'))).toEqual([]);
  expect(click(tile(0, 'button'), 2)).toEqual([]);
  click(tile(3));
  rerender({ ids: [] });
  expect(click(tile(3), 2)).toEqual([]);
  unmount();
});

it('opens it though the inspector lies there by the second, whose buttons are not pressed', () => {
  const { unmount } = clicksOn([11, 12]);
  click(tile(1));
  expect(click(beside, 2)).toEqual(['choose 1', 'open 1']);
  expect(click(beside)).toEqual(['beside']);
  expect(click(beside, 2)).toEqual(['beside']);
  unmount();
});
