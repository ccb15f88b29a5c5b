import { act, render } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CodeGate } from '../../../renderer/app/code-gate.tsx';
import { later, type Later } from '../../../renderer/app/later.tsx';

const gate = ({ View }: Later) => (
  <CodeGate name="Library" coming="Opening Library">
    <View />
  </CodeGate>
);

/** A part that the window itself does not know of. */
const lone = (load: Parameters<typeof later>[0]) => later(load, []);

test('what comes later says so, then shows itself; brought before, it is there at once', async () => {
  let [loads, come] = [0, () => {}];
  const part = lone(async () => {
    loads++;
    await new Promise<void>((resolve) => (come = resolve));
    return () => 'forty foxes';
  });
  const { getByText, unmount } = await act(async () => render(gate(part)));
  getByText('Opening Library');
  await act(async () => come());
  getByText('forty foxes');
  unmount();
  render(gate(part)).getByText('forty foxes');
  expect(loads).toBe(1);
});

test('what has come is shown at once, however lately it was said that it is coming', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  onTestFinished(() => void vi.unstubAllGlobals());
  let come = () => {};
  const part = lone(async () => {
    await new Promise<void>((resolve) => (come = resolve));
    return () => 'forty foxes';
  });
  const { findByText, queryByText } = render(gate(part));
  await findByText('Opening Library');
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  come();
  // No timer goes off: React's own would hold it back.
  await new Promise<void>((resolve) => {
    const turn = (left: number) => (left === 0 ? resolve() : setImmediate(() => turn(left - 1)));
    turn(20);
  });
  expect(queryByText('forty foxes')).not.toBeNull();
});

test('code that cannot be had and code that fails are told apart', async () => {
  // React reports what a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const missing = await act(async () => render(gate(lone(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))))));
  missing.getByText('Library cannot be shown');
  missing.getByText(/closed or updated since this window was opened/);
  missing.unmount();
  const failing = lone(async () => () => {
    throw new Error('no such fox');
  });
  const broken = await act(async () => render(gate(failing)));
  broken.getByText(/Something in the companion itself failed/);
});
