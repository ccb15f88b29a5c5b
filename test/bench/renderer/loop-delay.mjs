/** Loaded before the browser host (`node --import`): answers how late its event loop was since it was last asked, and what processor time it took, in ms. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The histogram counts the timer's own step as well. */
const STEP_MS = 1;
const delay = monitorEventLoopDelay({ resolution: STEP_MS });
delay.enable();
const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - STEP_MS);

let cpu = process.cpuUsage();
process.on('message', () => {
  const used = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  process.send?.({ cpuMs: (used.user + used.system) / 1e3, p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) });
  delay.reset();
});
process.channel?.unref();
