/**
 * The control room while 5,000 jobs go through at full speed: `npm run bench:renderer [-- --jobs 5000 --seconds 6 --size 1440x900 --keys 10]`.
 * Full speed is what ten Business keys allow: 500 jobs of ten seconds at the API, 50 requests a second, both limits used to the end.
 * The built browser host against the sandbox, in Chromium. Prints, for each thing one does meanwhile, the frames and long tasks of the page by
 * Chromium's tracing, and how late the engine's event loop was. Goals: p5 55 frames a second, no task over 50 ms, p99 of the delay under 15 ms.
 * Without a graphics card the machine draws every pixel itself, beside engine and sandbox: "by the page's own work" is the rate that is ours, and
 * "an empty page", first and last, is what this machine shows beside the same load of a page with nothing but one box that moves.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { WebSocket } from 'ws';
import { launchChromium } from '../../e2e/support/chromium.ts';
import { Sandbox } from '../../e2e/support/sandbox.ts';
import { call, signIn } from '../../support/host-socket.ts';
import { MeasuredHost } from './measured-host.ts';
import { framesDuring } from './trace.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '6' },
    size: { type: 'string', default: '1440x900' },
    keys: { type: 'string', default: '10' },
  },
});
const [width = 1440, height = 900] = values.size.split('x').map(Number);
const seconds = Number(values.seconds);
const MODEL = 'flux-schnell';
/** The first 500 leave in one burst, and come home together: after that they are spread. */
const WARM_MS = 20_000;
/** A page that has just opened still reads its code, and what is on it. */
const OPEN_MS = 2_000;
/** As fast as a hard fling of the wheel, px a second. */
const FASTEST = 6_000;

const labels = Array.from({ length: Number(values.keys) }, (_, at) => `key${at + 1}=business`);
const sandbox = await Sandbox.start('--keys', labels.join(','), '--durations', `{"${MODEL}":{"medianMs":10000,"spread":0.3}}`, '--media', 'stub');
const host = await MeasuredHost.start(sandbox.baseUrl, sandbox.keys);
const browser = await launchChromium();
try {
  await bench(browser);
} finally {
  await browser.close();
  await host.remove();
  await sandbox.stop();
}

async function bench(on: Browser): Promise<void> {
  const { socket } = await signIn(host.address);
  await call(socket, 'queue.pause', null);
  for (let at = 0; at < 30; at++) await queue(socket, `Held ${at + 1}`, 20);
  const batchId = await queue(socket, 'At full speed', Number(values.jobs));
  const page = await on.newPage({ viewport: { width, height }, colorScheme: 'dark' });
  await call(socket, 'batch.setPriority', { id: batchId, priority: 100 });
  await call(socket, 'queue.resume', null);
  await page.waitForTimeout(WARM_MS);
  await measureEmptyPage(on, page, socket);
  await page.goto(host.address);
  await page
    .getByRole('link', { name: /^Queue/ })
    .first()
    .click();
  await page.getByRole('application', { name: 'Flight board' }).waitFor();
  await page.waitForTimeout(OPEN_MS);
  await measure(on, page, socket, 'watching the board', () => page.waitForTimeout(seconds * 1_000));
  await measure(on, page, socket, 'scrolling the board', () => scroll(page, 'section[aria-label="Flight board"] .overflow-y-auto'));
  await measure(on, page, socket, 'scrolling the batches', () => scroll(page, '[aria-label="Batches"] ul'));
  await page.evaluate((id) => (location.hash = `#/queue/${id}`), batchId);
  await page.getByRole('grid', { name: 'Jobs' }).getByRole('row').first().waitFor();
  await page.waitForTimeout(1_000);
  await measure(on, page, socket, 'watching the jobs', () => page.waitForTimeout(seconds * 1_000));
  await measure(on, page, socket, 'scrolling the jobs', () => scroll(page, '[role="grid"][aria-label="Jobs"]'));
  await measureEmptyPage(on, page, socket);
  socket.close();
}

/** What Chromium shows on this machine beside the same engine and sandbox, of a page with one box that moves each frame. */
async function measureEmptyPage(on: Browser, page: Page, socket: WebSocket): Promise<void> {
  await page.goto('about:blank');
  await page.setContent('<div style="width:100px;height:100px;background:#fc963c"></div>');
  await page.evaluate(() => {
    const box = document.querySelector('div');
    const step = (time: number) => {
      box?.style.setProperty('transform', `translateX(${(time / 4) % 1_000}px)`);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await page.waitForTimeout(OPEN_MS);
  await measure(on, page, socket, 'an empty page', () => page.waitForTimeout(seconds * 1_000));
}

async function queue(socket: WebSocket, name: string, jobs: number): Promise<number> {
  const drafts = Array.from({ length: jobs }, (_, at) => ({ model: MODEL, input: { prompt: `${name}, job ${at + 1} of a long day` } }));
  return (await call(socket, 'batch.create', { name, jobs: drafts })).batchId;
}

async function measure(on: Browser, page: Page, socket: WebSocket, what: string, act: () => Promise<unknown>): Promise<void> {
  const before = await finished(socket);
  await host.loopDelay();
  const spent = cpuTimes();
  const from = performance.now();
  const frames = await framesDuring(on, page, act);
  const took = (performance.now() - from) / 1_000;
  const busy = busySince(spent);
  const delay = await host.loopDelay();
  const rate = (await finished(socket)) - before;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const parts = Object.entries(frames.perFrame).map(([part, cpuMs]) => `${part} ${cpuMs.toFixed(1)}`);
  process.stdout.write(
    `${what.padEnd(22)} ${(rate / took).toFixed(0).padStart(4)} jobs/s  frames p5 ${frames.p5.toFixed(1)}/s, median ${frames.median.toFixed(1)}/s, by the page's own work p5 ${frames.ownP5.toFixed(1)}/s\n` +
      `    cpu a frame, ms: ${parts.join(', ')}; the machine was ${(100 * busy).toFixed(0)} % busy\n` +
      `    tasks over 50 ms: ${frames.longTasks} by the clock, ${frames.longCpuTasks} of cpu; longest ${ms(frames.longestMs)}: ${frames.longestByClockOf}; of cpu ${ms(frames.longestCpuMs)}: ${frames.longestOf}\n` +
      `    engine delay p50 ${ms(delay.p50)}, p99 ${ms(delay.p99)}, most ${ms(delay.max)}, cpu a job ${ms(delay.cpuMs / Math.max(1, rate))}\n`,
  );
}

/** What all processors did since the machine started, ms. */
function cpuTimes(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, { user, nice, sys, irq, idle }) => sum + user + nice + sys + irq + idle, 0);
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all };
}

function busySince(before: { idle: number; all: number }): number {
  const now = cpuTimes();
  return 1 - (now.idle - before.idle) / Math.max(1, now.all - before.all);
}

async function finished(socket: WebSocket): Promise<number> {
  const { totals } = await call(socket, 'app.snapshot', null);
  return totals.counts.done;
}

/** Up and down as a hand does, never faster than `FASTEST`. */
function scroll(page: Page, selector: string): Promise<void> {
  return page.evaluate(
    ([css, ms, fastest]) =>
      new Promise<void>((resolve, reject) => {
        const element = document.querySelector(css);
        if (!element || element.scrollHeight <= element.clientHeight) return reject(new Error(`nothing to scroll at ${css}`));
        const from = performance.now();
        const range = Math.min(element.scrollHeight - element.clientHeight, fastest * 1.6);
        const step = () => {
          const t = performance.now() - from;
          element.scrollTop = ((1 - Math.cos(t / 800)) / 2) * range;
          if (t < ms) requestAnimationFrame(step);
          else resolve();
        };
        step();
      }),
    [selector, seconds * 1_000, FASTEST] as const,
  );
}
