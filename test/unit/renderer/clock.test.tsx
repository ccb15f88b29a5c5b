import { act, render } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { EngineProvider } from '../../../renderer/state/engine.tsx';
import { useNow } from '../../../renderer/state/clock.ts';
import { createAppStore } from '../../../renderer/state/store.ts';
import { FakeEngine } from '../../support/fake-engine.ts';
import { NOW } from '../../support/fake-data.ts';

beforeEach(() => void vi.useFakeTimers({ now: NOW }));

function Countdown() {
  return <p>{(useNow(1_000) - NOW) / 1_000}</p>;
}

const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

/** So many countdowns beside each other, in a window of their own. */
function countdowns(many: number) {
  const access = { client: new FakeEngine({ now: () => NOW }), store: createAppStore() };
  const view = render(
    <EngineProvider access={access}>
      {Array.from({ length: many }, (_, index) => (
        <Countdown key={index} />
      ))}
    </EngineProvider>,
  );
  return { ...view, figures: () => [...view.container.querySelectorAll('p')].map((figure) => figure.textContent) };
}

it('countdowns of a window change together, at whole seconds, by one timer', () => {
  const { figures } = countdowns(3);
  const timers = vi.getTimerCount();
  pass(999);
  expect(figures()).toEqual(['0', '0', '0']);
  pass(2);
  expect(figures()).toEqual(['1', '1', '1']);
  pass(60_000);
  expect(figures()).toEqual(['61', '61', '61']);
  expect([timers, vi.getTimerCount()]).toEqual([1, 1]);
});

it('who comes later joins the others, and the last to go ends it', () => {
  const first = countdowns(1);
  pass(1_500);
  const second = countdowns(1);
  expect([first.figures(), second.figures(), vi.getTimerCount()]).toEqual([['1'], ['1'], 1]);
  first.unmount();
  pass(1_000);
  expect(second.figures()).toEqual(['2']);
  second.unmount();
  expect(vi.getTimerCount()).toBe(0);
});
