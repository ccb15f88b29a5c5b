import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { interruption } from '../../../electron/cli/interruption.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

class Signals extends EventEmitter {
  readonly exits: number[] = [];
  exit = (code: number): void => void this.exits.push(code);
}

it('stops at the first signal, ends at the second, and takes two deliveries of one keystroke for one', async () => {
  const clock = new VirtualClock();
  const source = new Signals();
  let told = 0;
  const signal = interruption(source, clock, () => (told += 1));
  source.emit('SIGINT');
  await clock.advance(50);
  source.emit('SIGINT');
  expect([signal.aborted, signal.reason, told, source.exits]).toEqual([true, 130, 1, []]);
  await clock.advance(1_000);
  source.emit('SIGINT');
  expect(source.exits).toEqual([130]);
});

it('knows a request to end from Ctrl-C', () => {
  const source = new Signals();
  const signal = interruption(source, new VirtualClock(), () => {});
  source.emit('SIGTERM');
  expect(signal.reason).toBe(143);
});
