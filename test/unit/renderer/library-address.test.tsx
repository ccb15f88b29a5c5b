import { renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { choose, useAddressOf } from '../../../renderer/screens/library/query/address.ts';
import { navigateInPlace } from '../../../renderer/state/route.ts';

const fox = { sha256: 'fox' };

beforeEach(() => {
  vi.useFakeTimers();
  choose(null, false);
});

it('names what is in focus once the keyboard rests', () => {
  const { rerender } = renderHook(({ asset }) => useAddressOf(asset), { initialProps: { asset: { sha256: 'owl' } } });
  vi.advanceTimersByTime(149);
  rerender({ asset: fox });
  vi.advanceTimersByTime(149);
  expect(location.hash).toBe('#/library');
  vi.advanceTimersByTime(1);
  expect(location.hash).toBe('#/library/fox');
});

it.each([true, false])('leaves it large (%s) as it is by then: two clicks take about as long as a rest', (large) => {
  choose(fox, !large);
  renderHook(() => useAddressOf(fox));
  choose(fox, large);
  vi.advanceTimersByTime(1_000);
  expect(location.hash).toBe(large ? '#/library/fox/large' : '#/library/fox');
});

it('brings nobody back who has gone elsewhere', () => {
  renderHook(() => useAddressOf(fox));
  navigateInPlace('queue');
  vi.advanceTimersByTime(1_000);
  expect(location.hash).toBe('#/queue');
});
