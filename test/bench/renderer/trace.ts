import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
}

/** What Chromium's own tracing tells of the page's main thread. Durations in ms, rates a second. */
export interface Frames {
  frames: number;
  /** The rate of the slowest five in a hundred. */
  p5: number;
  median: number;
  /** Tasks of more than 50 ms by the clock; a machine that does other things besides lengthens them. */
  longTasks: number;
  longestMs: number;
  /** The longest by the processor's time. */
  longestCpuMs: number;
  cpuPerFrameMs: number;
  /**
   * The rate of the slowest five in a hundred if nothing but the page's main thread took time, up to 60: what is left to the page where the
   * machine, the drawing of pixels or another program took the rest.
   */
  ownP5: number;
  /** What the longest by the processor's time was made of, by the trace's own names, ms by the clock. */
  longestOf: string;
  /** Every task: when it began since the first one, and the processor's time it took. */
  tasks: readonly { at: number; cpuMs: number }[];
}

const CATEGORIES = ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline'];
const LONG_MS = 50;

/** Traces the page while `act` runs. The page is asked for a frame all the while, so that each one it could have shown is counted. */
export async function framesDuring(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<Frames> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate(watchFrames);
  await act();
  const times = await page.evaluate(() => (globalThis as unknown as Watched).frameTimes);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return summary(times, traceEvents);
}

interface Watched {
  frameTimes: number[];
  frameRun: object;
}

function watchFrames(): void {
  const global = globalThis as unknown as Watched;
  const seen: number[] = (global.frameTimes = []);
  const run = (global.frameRun = {});
  const note = (time: number) => {
    if (global.frameRun !== run) return;
    seen.push(time);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}

function summary(times: readonly number[], events: readonly TraceEvent[]): Frames {
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const sorted = gaps.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const tasks = mainTasks(events);
  const wall = tasks.map((task) => (task.dur ?? 0) / 1_000);
  const cpu = tasks.map((task) => (task.tdur ?? 0) / 1_000);
  return {
    frames: gaps.length,
    p5: 1_000 / at(0.95),
    median: 1_000 / at(0.5),
    longTasks: wall.filter((ms) => ms > LONG_MS).length,
    longestMs: Math.max(0, ...wall),
    longestCpuMs: Math.max(0, ...cpu),
    cpuPerFrameMs: cpu.reduce((sum, ms) => sum + ms, 0) / Math.max(1, gaps.length),
    ownP5: ownRate(tasks, events),
    longestOf: partsOf(tasks[cpu.indexOf(Math.max(...cpu))], events),
    tasks: tasks.map(({ ts, tdur }) => ({ at: (ts - (tasks[0]?.ts ?? ts)) / 1_000, cpuMs: (tdur ?? 0) / 1_000 })),
  };
}

const FRAME_MS = 1_000 / 60;

/** By the processor's time of the main thread from one frame's callbacks to the next's. */
function ownRate(tasks: readonly TraceEvent[], events: readonly TraceEvent[]): number {
  const fired = events.filter(({ name, tid }) => name === 'FireAnimationFrame' && tid === tasks[0]?.tid).map(({ ts }) => ts);
  const perFrame: number[] = [];
  let next = 0;
  for (const task of tasks.toSorted((one, other) => one.ts - other.ts)) {
    let draws = false;
    for (; next < fired.length && fired[next]! <= task.ts + (task.dur ?? 0); next++) draws = true;
    if (draws || perFrame.length === 0) perFrame.push(0);
    perFrame.push(perFrame.pop()! + (task.tdur ?? 0) / 1_000);
  }
  const sorted = perFrame.sort((one, other) => one - other);
  return 1_000 / Math.max(FRAME_MS, sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0);
}

/** Tasks of the thread that answers animation frames, each once: the categories name it twice. */
function mainTasks(events: readonly TraceEvent[]): TraceEvent[] {
  const frame = events.find((event) => event.name === 'FireAnimationFrame');
  return events.filter((event) => event.name === 'RunTask' && event.pid === frame?.pid && event.tid === frame.tid);
}

const MOST_PARTS = 4;

function partsOf(task: TraceEvent | undefined, events: readonly TraceEvent[]): string {
  if (!task) return '';
  const sums = new Map<string, number>();
  const end = task.ts + (task.dur ?? 0);
  for (const { name, tid, ts, dur } of events)
    if (dur !== undefined && tid === task.tid && ts >= task.ts && ts < end && !/RunTask|callFunction/.test(name))
      sums.set(name, (sums.get(name) ?? 0) + dur / 1_000);
  const largest = [...sums].toSorted(([, one], [, other]) => other - one).slice(0, MOST_PARTS);
  return largest.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ');
}
