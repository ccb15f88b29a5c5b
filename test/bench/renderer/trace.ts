import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  /** `X`: an event with a duration; `M`: what a process or thread is called. */
  ph: string;
  args?: { name?: string };
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
  /** The same by the processor's time: those that are the page's own doing. */
  longCpuTasks: number;
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
  /** The same of the longest by the clock, and how much of it the processor was somewhere else. */
  longestByClockOf: string;
  /** Processor time a frame, ms, of what else in the browser draws it. */
  perFrame: Readonly<Record<Part, number>>;
  /** Every task: when it began since the first one, and the processor's time it took. */
  tasks: readonly { at: number; cpuMs: number }[];
}

/** Who takes part in drawing a frame, beside the page's main thread: all other threads of its process, the one that puts layers together for the screen, and the rest. */
export type Part = 'main' | 'compositor' | 'raster' | 'screen' | 'browser' | 'other';

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
  const longest = tasks[wall.indexOf(Math.max(...wall))];
  return {
    frames: gaps.length,
    p5: 1_000 / at(0.95),
    median: 1_000 / at(0.5),
    longTasks: wall.filter((ms) => ms > LONG_MS).length,
    longCpuTasks: cpu.filter((ms) => ms > LONG_MS).length,
    longestMs: Math.max(0, ...wall),
    longestCpuMs: Math.max(0, ...cpu),
    cpuPerFrameMs: cpu.reduce((sum, ms) => sum + ms, 0) / Math.max(1, gaps.length),
    ownP5: ownRate(tasks, events),
    longestOf: partsOf(tasks[cpu.indexOf(Math.max(...cpu))], events),
    longestByClockOf: `${partsOf(longest, events)}; off the processor ${(((longest?.dur ?? 0) - (longest?.tdur ?? 0)) / 1_000).toFixed(1)}`,
    perFrame: perFrame(events, tasks[0], Math.max(1, gaps.length)),
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

/** By thread, outermost events only: what is inside another is counted with it. */
function perFrame(events: readonly TraceEvent[], main: TraceEvent | undefined, frames: number): Record<Part, number> {
  const names = namesOf(events);
  const sums: Record<Part, number> = { main: 0, compositor: 0, raster: 0, screen: 0, browser: 0, other: 0 };
  const ends = new Map<string, number>();
  const timed = events.filter(({ ph, tdur }) => ph === 'X' && tdur !== undefined);
  for (const { pid, tid, ts, dur = 0, tdur = 0 } of timed.toSorted((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0))) {
    const thread = `${pid}/${tid}`;
    if (ts < (ends.get(thread) ?? 0)) continue;
    ends.set(thread, ts + dur);
    const part = pid === main?.pid && tid === main.tid ? 'main' : partOf(names.get(`${pid}`) ?? '', names.get(thread) ?? '', pid === main?.pid);
    sums[part] += tdur / 1_000 / frames;
  }
  return sums;
}

/** By Chromium's own names of its processes and threads. Without a graphics card workers of the page rasterise, and a thread of the GPU's process draws the screen. */
function partOf(process: string, thread: string, pages: boolean): Part {
  if (pages && thread === 'Compositor') return 'compositor';
  if ((pages && thread === 'ThreadPoolForegroundWorker') || thread.startsWith('CompositorTileWorker')) return 'raster';
  if (process === 'GPU Process') return 'screen';
  return process === 'Browser' ? 'browser' : 'other';
}

function namesOf(events: readonly TraceEvent[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { ph, name, pid, tid, args } of events) {
    if (ph !== 'M' || args?.name === undefined) continue;
    if (name === 'process_name') names.set(`${pid}`, args.name);
    if (name === 'thread_name') names.set(`${pid}/${tid}`, args.name);
  }
  return names;
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
