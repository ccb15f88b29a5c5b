/**
 * Frames of the flight board over the fake engine, by Chromium's own tracing: `node test/look/board-frames.mjs [--size 1920x1080] [--live 100]`.
 * 50 keys, more than 20,000 requests in six minutes, and jobs going out and home all the while. Prints, for each thing one does with it, the
 * frames a second (the slowest five in a hundred, and the middle) and the tasks of the main thread over 50 ms.
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, preview } from 'vite';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1920x1080' },
    live: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '5' },
    port: { type: 'string', default: '5198' },
  },
});
const [width, height] = values.size.split('x').map(Number);
const root = path.resolve(import.meta.dirname, '../..');
const outDir = await mkdtemp(path.join(tmpdir(), 'board-frames-'));
const config = { configFile: false, root, logLevel: 'error', plugins: [react(), tailwindcss()], define: { __VERSION__: '"0"' } };
await build({ ...config, build: { outDir, emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0, rolldownOptions: { input: 'test/look/index.html' } } });
const server = await preview({ ...config, build: { outDir }, preview: { port: Number(values.port), host: '127.0.0.1', strictPort: true } });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(`http://127.0.0.1:${values.port}/test/look/index.html?scene=fleet&theme=dark&live=${values.live}#/queue`);
  const board = page.getByRole('application', { name: 'Flight board' });
  await board.waitFor();
  await page.waitForTimeout(3_000);
  const box = await board.boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await measure(page, 'following now, 6 min', () => page.waitForTimeout(Number(values.seconds) * 1_000));
  await measure(page, 'scrolling the lanes', () => scroll(page, '[aria-label="Flight board"] .overflow-y-auto'));
  await measure(page, 'zooming with the wheel', () => wheel(page, middle));
  await measure(page, 'dragging', () => drag(page, middle));
  await page.getByRole('radio', { name: '6 min' }).click();
  await page.getByRole('switch', { name: 'Follow now' }).click();
  await measure(page, 'scrolling the batches', () => scroll(page, '[aria-label="Batches"] ul'));
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true, force: true });
}

async function measure(page, what, act) {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline'] });
  await page.evaluate(() => {
    const seen = (globalThis.frameTimes = []);
    const run = (globalThis.frameRun = {});
    const note = (time) => {
      if (globalThis.frameRun !== run) return;
      seen.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = mainThread(traceEvents);
  // Several callbacks of one frame have one time: frames are told apart by it.
  const times = await page.evaluate(() => globalThis.frameTimes);
  const deltas = times
    .slice(1)
    .map((time, n) => time - times[n])
    .sort((one, other) => one - other);
  const at = (share) => deltas[Math.min(deltas.length - 1, Math.floor(deltas.length * share))] ?? 0;
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && sameThread(event, main) && (event.dur ?? 0) > 0);
  const wall = tasks.map((event) => event.dur / 1_000);
  const cpu = tasks.map((event) => (event.tdur ?? 0) / 1_000);
  const perFrame = cpu.reduce((sum, ms) => sum + ms, 0) / Math.max(1, deltas.length);
  const say = (name, all) => `${name} over 50 ms: ${all.filter((ms) => ms > 50).length}, longest ${Math.max(0, ...all).toFixed(0)} ms`;
  process.stdout.write(
    `${what.padEnd(22)} ${String(deltas.length).padStart(4)} frames  p5 ${(1_000 / at(0.95)).toFixed(1)}/s  median ${(1_000 / at(0.5)).toFixed(1)}/s  ` +
      `cpu a frame ${perFrame.toFixed(1)} ms  tasks ${say('by the clock', wall)}; ${say('of cpu', cpu)}\n`,
  );
}

function mainThread(events) {
  const frames = events.filter((event) => event.name === 'FireAnimationFrame');
  const { pid, tid } = frames[0] ?? {};
  return { pid, tid };
}

function sameThread(event, { pid, tid }) {
  return event.pid === pid && event.tid === tid;
}

async function scroll(page, selector) {
  await page.evaluate(
    ([css, ms]) =>
      new Promise((resolve) => {
        const element = document.querySelector(css);
        const from = performance.now();
        const step = () => {
          const t = performance.now() - from;
          element.scrollTop = ((1 - Math.cos(t / 800)) / 2) * (element.scrollHeight - element.clientHeight);
          if (t < ms) requestAnimationFrame(step);
          else resolve();
        };
        step();
      }),
    [selector, Number(values.seconds) * 1_000],
  );
}

async function wheel(page, { x, y }) {
  await page.mouse.move(x, y);
  const until = Date.now() + Number(values.seconds) * 1_000;
  for (let n = 0; Date.now() < until; n++) {
    await page.mouse.wheel(0, Math.floor(n / 30) % 2 === 0 ? 30 : -30);
    await page.waitForTimeout(16);
  }
}

async function drag(page, { x, y }) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = Date.now() + Number(values.seconds) * 1_000;
  for (let n = 0; Date.now() < until; n++) {
    await page.mouse.move(x + Math.sin(n / 20) * 300, y);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}
