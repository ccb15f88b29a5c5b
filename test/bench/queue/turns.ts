import { performance } from 'node:perf_hooks';

/** What the longest turn took of the clock, and the one that worked most of the processor: ms. */
export interface Turns {
  wall: number;
  processor: number;
}

/** The longest that anything else had to wait for its turn while `work` ran. Beside other programs the wall tells of them too; the processor does not. */
export async function longestTurn(work: () => Promise<unknown>): Promise<Turns> {
  const longest: Turns = { wall: 0, processor: 0 };
  let last = performance.now();
  let used = process.threadCpuUsage();
  let over = false;
  const note = (): void => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(used);
    longest.wall = Math.max(longest.wall, now - last);
    longest.processor = Math.max(longest.processor, (user + system) / 1_000);
    last = now;
    used = process.threadCpuUsage();
    if (!over) setImmediate(note);
  };
  setImmediate(note);
  await work();
  over = true;
  note();
  return longest;
}
