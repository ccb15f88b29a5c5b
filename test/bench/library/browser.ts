import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../e2e/support/chromium.ts';
import { Program } from '../../e2e/support/program.ts';

/** What a person's window does over the library, with the built browser host behind it. */
export interface WindowFigures {
  /** From the navigation to a first screen whose every thumbnail is painted, ms; of several starts. */
  firstScreenMs: number[];
  through: Scrolled;
  looking: Scrolled;
  /** Pixels that were scrolled, and how long the whole list is. */
  scrolled: { to: number; whole: number };
  /** Of the page's process after it all, after a collection of garbage. */
  memoryMb: number;
}

/** One pace. */
export interface Scrolled {
  /** Time between frames while nothing but the page itself reads the page, ms. */
  frameMs: number[];
  /** Seen in a pass of its own, which looks at the page in each frame: for how long a row was in sight without a picture, ms; an entry for each time. */
  blankMs: number[];
  /** For how long a stretch of the list had no row at all, not even an outline, ms. */
  bareMs: number[];
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
    const scroll = await scrollBoth(page);
    const memoryMb = await memoryOf(page);
    return { firstScreenMs: firstScreenMs.slice(1), ...scroll, memoryMb };
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
export const LOOKING = 2_500;

/**
 * Scrolls through the whole library at an even pace, then for a while as fast as a person looks; each first for its frames, then once more for its rows. The second
 * stretch of a pace is another than the first: what was seen a moment ago has its pictures.
 */
async function scrollBoth(page: Page): Promise<Pick<WindowFigures, 'through' | 'looking' | 'scrolled'>> {
  // The first screen comes with the beginning of the list; the rest of its order a little later.
  await page.waitForFunction(() => [...document.querySelectorAll('main [role=grid]')].some((grid) => grid.scrollHeight > grid.clientHeight + 10_000), null, {
    timeout: WHOLE_MS,
  });
  const whole = await page.evaluate(() => {
    const grid = document.querySelector('main [role=grid]')!;
    return grid.scrollHeight - grid.clientHeight;
  });
  const far = (LOOKING * SCROLL_MS) / 4_000;
  const through = await scroll(page, { ms: SCROLL_MS, from: 0, to: whole, watch: false });
  const again = await scroll(page, { ms: SCROLL_MS, from: whole, to: 0, watch: true });
  const looking = await scroll(page, { ms: SCROLL_MS / 4, from: whole / 2, to: whole / 2 + far, watch: false });
  const lookingAgain = await scroll(page, { ms: SCROLL_MS / 4, from: whole / 4, to: whole / 4 + far, watch: true });
  return {
    through: { ...again, frameMs: through.frameMs },
    looking: { ...lookingAgain, frameMs: looking.frameMs },
    scrolled: { to: through.reached, whole },
  };
}

/** `from` and `to`: places of the list, px. */
interface Stretch {
  ms: number;
  from: number;
  to: number;
  /** Looks at every row in every frame: dear, so not where frames count. */
  watch: boolean;
}

/**
 * A row of the library is blank from the frame in which it comes into sight without one picture of its own, to the frame in which it has one or has gone. Where no row
 * stands at all, the list is bare.
 */
function scroll(page: Page, stretch: Stretch): Promise<Scrolled & { reached: number }> {
  return page.evaluate(async ({ ms, from, to, watch }) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const box = document.querySelector<HTMLElement>('main [role=grid]')!;
    const { top, bottom, left, width, height } = box.getBoundingClientRect();
    const painted = (row: Element) =>
      row.querySelector('[role=rowheader],[data-waveform]') !== null ||
      [...row.querySelectorAll('img')].some((image) => image.complete && image.naturalWidth > 0);
    const blankRows = () =>
      [...box.querySelectorAll<HTMLElement>('[role=row]')].flatMap((row) => {
        const place = row.getBoundingClientRect();
        // A row is known by its place in the list, however often it is drawn.
        return place.bottom > top && place.top < bottom && !painted(row) ? row.style.top : [];
      });
    const isRow = (y: number) => Boolean(document.elementFromPoint(left + width / 2, y)?.closest('[role=row]'));
    // Between two rows is a gap of a few pixels.
    const barePlaces = () =>
      [0, 1, 2, 3, 4, 5]
        .map((at) => top + (height * (at + 0.5)) / 6)
        .filter((y) => !isRow(y) && !isRow(y + 12))
        .map(String);
    const follow = () => {
      const since = new Map<string, number>();
      const lasted: number[] = [];
      const look = (now: number, seen: readonly string[]) => {
        for (const one of seen) if (!since.has(one)) since.set(one, now);
        for (const [one, began] of since) {
          if (seen.includes(one)) continue;
          lasted.push(now - began);
          since.delete(one);
        }
      };
      return { lasted, look };
    };
    const [blank, bare] = [follow(), follow()];
    const frameMs: number[] = [];
    box.scrollTop = from;
    // A jump is no part of the pace.
    for (const until = performance.now() + 1_500; performance.now() < until;) await frame();
    const began = await frame();
    let last = began;
    for (let now = await frame(); now - began < ms; now = await frame()) {
      frameMs.push(now - last);
      last = now;
      if (watch) {
        blank.look(now, blankRows());
        bare.look(now, barePlaces());
      }
      box.scrollTop = from + ((to - from) * (now - began)) / ms;
    }
    const reached = box.scrollTop;
    blank.look(last, []);
    bare.look(last, []);
    return { frameMs: frameMs.slice(1), blankMs: blank.lasted, bareMs: bare.lasted, reached };
  }, stretch);
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
