import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../e2e/support/chromium.ts';
import { Program } from '../../e2e/support/program.ts';

/** What a person's window does over the library, with the built browser host behind it. */
export interface WindowFigures {
  /** From the navigation to a first screen whose every thumbnail is painted, ms; of several starts. */
  firstScreenMs: number[];
  /** Time between frames while the whole library is scrolled through, ms. */
  frameMs: number[];
  /** For how long rows in sight had no picture, ms; one entry for each time that happened. */
  blankMs: number[];
  /** Pixels that were scrolled, and how long the whole list is. */
  scrolled: { to: number; whole: number };
  /** Of the page's process after it all, after a collection of garbage. */
  memoryMb: number;
}

const STARTS = 7;
const SCROLL_MS = 40_000;
/** The whole order of the list is known within so long. */
const WHOLE_MS = 20_000;

/** Opens the library over a workspace that is there, and measures. */
export async function watchWindow(workspace: string): Promise<WindowFigures> {
  const host = new Program('serve', ['--workspace', workspace, '--port', '0', '--no-open', '--base-url', 'http://127.0.0.1:9/v1']);
  let browser: Browser | null = null;
  try {
    const [address] = await host.wrote(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/);
    browser = await launchChromium();
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' })).newPage();
    await page.goto(address);
    const firstScreenMs: number[] = [];
    for (let start = 0; start <= STARTS; start++) firstScreenMs.push(await firstScreen(page, new URL(address).origin));
    const scroll = await scrollThrough(page);
    return { firstScreenMs: firstScreenMs.slice(1), ...scroll, memoryMb: await memoryOf(page) };
  } finally {
    await browser?.close();
    await host.stop();
  }
}

/** Milliseconds from the navigation's start, by the page's own clock. */
async function firstScreen(page: Page, origin: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${origin}/#/library`, { waitUntil: 'commit' });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const images = [...document.querySelectorAll<HTMLImageElement>('main img[src*="/media/thumbnail/"]')].filter((image) => {
            const { top, bottom } = image.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          });
          if (images.length >= 8 && images.every((image) => image.complete && image.naturalWidth > 0)) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** A pace at which a person looks, pixels a second. */
const LOOKING = 2_500;

/**
 * Scrolls through the whole library at an even pace, then for a while as fast as a person looks. A row in sight is blank from the frame in
 * which no tile, or a tile without its picture, stands there, to the frame in which it has one.
 */
async function scrollThrough(page: Page): Promise<Pick<WindowFigures, 'frameMs' | 'blankMs' | 'scrolled'>> {
  return page.evaluate(
    async ({ duration, looking, wait }) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      // The first screen comes with the beginning of the list; the rest of its order a little later.
      const longest = () => [...document.querySelectorAll('main *')].find((element) => element.scrollHeight > element.clientHeight + 10_000);
      for (const until = performance.now() + wait; !longest() && performance.now() < until;) await frame();
      const box = longest();
      if (!box) throw new Error('nothing in the library scrolls');
      const whole = box.scrollHeight - box.clientHeight;
      const { top, left, width, height } = box.getBoundingClientRect();
      const frameMs: number[] = [];
      const blankMs: number[] = [];
      const blankSince = new Map<number, number>();
      const painted = (element: Element | null) => {
        const tile = element?.closest('[role=gridcell],[role=heading],h2,h3');
        const image = tile?.querySelector('img');
        return tile != null && (!image || (image.complete && image.naturalWidth > 0));
      };
      const isBlank = (y: number) => ![0.1, 0.3, 0.5, 0.7].some((share) => painted(document.elementFromPoint(left + width * share, y)));
      let last = await frame();
      const pace = async (ms: number, place: (share: number) => number) => {
        const began = last;
        for (let now = await frame(); now - began < ms; now = await frame()) {
          frameMs.push(now - last);
          last = now;
          for (let at = 0; at < 6; at++) {
            const blank = isBlank(top + (height * (at + 0.5)) / 6);
            const since = blankSince.get(at);
            if (blank && since === undefined) blankSince.set(at, now);
            if (blank || since === undefined) continue;
            blankMs.push(now - since);
            blankSince.delete(at);
          }
          box.scrollTop = place((now - began) / ms);
        }
        last = await frame();
      };
      await pace(duration, (share) => whole * share);
      const reached = box.scrollTop;
      await pace(duration / 4, (share) => whole / 2 + share * (duration / 4_000) * looking);
      for (const since of blankSince.values()) blankMs.push(last - since);
      return { frameMs: frameMs.slice(1), blankMs, scrolled: { to: reached, whole } };
    },
    { duration: SCROLL_MS, looking: LOOKING, wait: WHOLE_MS },
  );
}

async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const bytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  await session.detach();
  return bytes / 1e6;
}
