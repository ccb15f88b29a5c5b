import type { Page } from 'playwright-core';
import { launchChromium } from '../../e2e/support/chromium.ts';

/** What Chromium does here with a page that has no code of ours: what of a figure is the machine's, what the library's. Time between frames, ms. */
export interface Floor {
  /** A square that moves. */
  moving: number[];
  /** As many pictures as the library shows, of the same size, each its own, in a list that goes by as fast as a person looks. */
  pictures: number[];
}

const MS = 8_000;
const REST_MS = 2_000;
/** As the library's tiles at 1280 px: rows and columns in sight, px. */
const TILE = { edge: 124, columns: 10, rows: 164 } as const;

export async function measureFloor(pace: number): Promise<Floor> {
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    return { moving: await moving(page), pictures: await pictures(page, pace) };
  } finally {
    await browser.close();
  }
}

async function moving(page: Page): Promise<number[]> {
  await page.setContent('<div style="position:absolute;width:124px;height:124px;background:teal"></div>');
  return page.evaluate(async (ms) => {
    const square = document.querySelector('div')!;
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    const began = await frame();
    for (let last = began, now = await frame(); now - began < ms; last = now, now = await frame()) {
      times.push(now - last);
      square.style.left = `${(now - began) % 1_000}px`;
    }
    return times;
  }, MS);
}

/** The pictures are drawn by the page and kept as WebP, so that each is decoded as it comes into sight. */
async function pictures(page: Page, pace: number): Promise<number[]> {
  await page.setContent('<div id="list" style="position:absolute;inset:0;overflow-y:scroll;background:#111"></div>');
  return page.evaluate(
    async ({ ms, rest, pace: speed, tile }) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const list = document.querySelector<HTMLElement>('#list')!;
      const canvas = Object.assign(document.createElement('canvas'), { width: 256, height: 256 });
      const context = canvas.getContext('2d')!;
      for (let at = 0; at < tile.columns * tile.rows; at++) {
        for (let spot = 0; spot < 40; spot++) {
          context.fillStyle = `hsl(${(at * 37 + spot * 61) % 360} 60% ${20 + (spot % 6) * 10}% / 0.5)`;
          context.fillRect((spot * 97 + at * 13) % 256, (spot * 53 + at * 29) % 256, 60, 40);
        }
        const image = Object.assign(new Image(), { src: canvas.toDataURL('image/webp', 0.8), decoding: 'async', width: tile.edge, height: tile.edge });
        image.style.cssText = 'margin:2px;float:left';
        list.append(image);
      }
      // Loading them is no part of it.
      for (const until = performance.now() + rest; performance.now() < until || [...list.children].some((image) => !(image as HTMLImageElement).complete);)
        await frame();
      const times: number[] = [];
      const began = await frame();
      for (let last = began, now = await frame(); now - began < ms; last = now, now = await frame()) {
        times.push(now - last);
        list.scrollTop = ((now - began) / 1_000) * speed;
      }
      return times;
    },
    { ms: MS, rest: REST_MS, pace, tile: TILE },
  );
}
