import type { VirtualClock } from '../../../support/virtual-clock.ts';

const NAMES = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
type Name = (typeof NAMES)[number];

/** What a timer's function hands out; libraries call `unref` on it. */
interface Handle {
  cancel(): void;
  ref(): Handle;
  unref(): Handle;
}

type Callback = (...args: unknown[]) => void;

/**
 * Lets libraries that know only the global timers and clocks live in virtual time, for as long as the work takes. The clock itself moves on by
 * `setImmediate`, which stays as it is.
 */
export async function inVirtualTime<T>(clock: VirtualClock, work: () => Promise<T>): Promise<T> {
  const real = { timers: NAMES.map((name) => [name, globalThis[name]] as const), dateNow: Date.now, performanceNow: performance.now };
  const put = (name: Name, value: unknown) => void Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  put('setTimeout', (callback: Callback, ms = 0, ...args: unknown[]) => handleOf(clock.setTimer(ms, () => callback(...args))));
  put('setInterval', (callback: Callback, ms: number, ...args: unknown[]) => interval(clock, ms, () => callback(...args)));
  for (const name of ['clearTimeout', 'clearInterval'] as const) put(name, (handle?: Handle) => handle?.cancel());
  Date.now = clock.now;
  performance.now = clock.monotonic;
  try {
    return await work();
  } finally {
    for (const [name, value] of real.timers) put(name, value);
    Date.now = real.dateNow;
    performance.now = real.performanceNow;
  }
}

function handleOf(cancel: () => void): Handle {
  const handle: Handle = { cancel, ref: () => handle, unref: () => handle };
  return handle;
}

function interval(clock: VirtualClock, ms: number, callback: () => void): Handle {
  let cancel = () => {};
  const next = () => {
    cancel = clock.setTimer(ms, () => {
      next();
      callback();
    });
  };
  next();
  return handleOf(() => cancel());
}
