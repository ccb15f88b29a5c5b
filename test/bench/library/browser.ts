import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../e2e/support/chromium.ts';
import { Program } from '../../e2e/support/program.ts';

/** What a person's window does over the library, with the built browser host behind it. */
export interface WindowFigures {
  /** From the navigation to a first screen whose every thumbnail is painted, ms; of several starts. */
  firstScreenMs: number[];
  /** Time between frames while the whole library is scrolled through, and while it goes by as fast as a person looks, ms. */
  frameMs: { through: number[]; looking: number[] };
  /** For how long a row was in sight without a picture, ms; an entry for each time that happened. */
  blankMs: number[];
  /** Pixels that were scrolled, and how long the whole list is. */
  scrolled: { to: number; whole: number };
  /** Of the page's process after it all, after a collection of garbage. */
  memoryMb: number;
}

const STARTS = 7;
/** After the last answer, ms. */
const REST_MS = 500;
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
    for (let start = 0; start <= STARTS; start++) {
      firstScreenMs.push(await firstScreen(page, new URL(address).origin));
      await atRest(page);
    }
    const scroll = await scrollThrough(page);
    return { firstScreenMs: firstScreenMs.slice(1), ...scroll, memoryMb: await memoryOf(page) };
  } finally {
    await browser?.close();
    await host.stop();
  }
}

/** All that a start asks for has come: a host that still answers the last window would be slow to answer the next, and nobody starts two in a second. */
async function atRest(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Rating' }).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('main [role=grid]')].some((grid) => grid.scrollHeight > grid.clientHeight + 10_000));
  await page.waitForTimeout(REST_MS);
}

/** Milliseconds from the navigation's start, by the page's own clock. */
async function firstScreen(page: Page, origin: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${origin}/#/library`, { waitUntil: 'commit' });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const tiles = [...document.querySelectorAll('main [data-tile]')].filter((tile) => {
            const { top, bottom } = tile.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          });
          const shown = (tile: Element) => {
            const image = tile.querySelector('img');
            return image ? image.complete && image.naturalWidth > 0 : tile.querySelector('[data-waveform]') !== null;
          };
          if (tiles.length >= 8 && tiles.every(shown)) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** A pace at which a person looks, pixels a second. */
const LOOKING = 2_500;

/**
 * Scrolls through the whole library at an even pace, then for a while as fast as a person looks. A row of the library is blank from the frame in which it
 * comes into sight without one picture of its own, to the frame in which it has one or has gone; where no row stands at all, that is blank too.
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
      const { top, bottom, left, width, height } = box.getBoundingClientRect();
      const blankMs: number[] = [];
      const painted = (row: Element) =>
        row.querySelector('[role=rowheader],[data-waveform]') !== null ||
        [...row.querySelectorAll('img')].some((image) => image.complete && image.naturalWidth > 0);
      const blanks = (): Set<string> => {
        const rows = [...box.querySelectorAll<HTMLElement>('[role=row]')].filter((row) => {
          const place = row.getBoundingClientRect();
          return place.bottom > top && place.top < bottom;
        });
        // A row is known by its place in the list, however often it is drawn.
        const blank = new Set(rows.filter((row) => !painted(row)).map((row) => row.style.top));
        for (let at = 0; at < 6; at++)
          if (!document.elementFromPoint(left + width / 2, top + (height * (at + 0.5)) / 6)?.closest('[role=row]')) blank.add(`nothing at ${at}`);
        return blank;
      };
      const since = new Map<string, number>();
      const watch = (now: number, blank: ReadonlySet<string>) => {
        for (const row of blank) if (!since.has(row)) since.set(row, now);
        for (const [row, began] of since) {
          if (blank.has(row)) continue;
          blankMs.push(now - began);
          since.delete(row);
        }
      };
      let last = await frame();
      const pace = async (ms: number, place: (share: number) => number): Promise<number[]> => {
        const frameMs: number[] = [];
        const began = last;
        for (let now = await frame(); now - began < ms; now = await frame()) {
          frameMs.push(now - last);
          last = now;
          watch(now, blanks());
          box.scrollTop = place((now - began) / ms);
        }
        last = await frame();
        return frameMs.slice(1);
      };
      const through = await pace(duration, (share) => whole * share);
      const reached = box.scrollTop;
      const atAPersonsPace = await pace(duration / 4, (share) => whole / 2 + share * (duration / 4_000) * looking);
      watch(last, new Set());
      return { frameMs: { through, looking: atAPersonsPace }, blankMs, scrolled: { to: reached, whole } };
    },
    { duration: SCROLL_MS, looking: LOOKING, wait: WHOLE_MS },
  );
}

/** All that the page's process holds in memory, decoded pictures too; where the system does not tell that, its JavaScript alone. */
async function memoryOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const bytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  await session.detach();
  return Math.max(bytes / 1e6, ...(await renderersMb(page)));
}

async function renderersMb(page: Page): Promise<number[]> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMb(id));
}

/** Pages shared with other processes count by share. */
function residentMb(pid: number): number {
  const path = `/proc/${pid}/smaps_rollup`;
  const kilobytes = existsSync(path) ? /^Pss:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  return Number(kilobytes ?? 0) / 1_000;
}
