/** Loaded before the browser host (`node --import`): answers how late its event loop was since it was last asked, in ms. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The histogram counts the timer's own step as well. */
const STEP_MS = 1;
const delay = monitorEventLoopDelay({ resolution: STEP_MS });
delay.enable();
const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - STEP_MS);

process.on('message', () => {
  process.send?.({ p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) });
  delay.reset();
});
process.channel?.unref();
