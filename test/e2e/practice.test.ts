import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes, seriousFindings } from './support/axe.ts';
import { launchChromium, watchErrors } from './support/chromium.ts';
import { Host } from './support/host.ts';
import { go, progressOf, SCREENS } from './support/screens.ts';
import { shoot } from './support/shots.ts';

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
];

const host = new Host();
let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];
/** Addresses beside the host's that the page asked for. None may be: all of it is in the clone. */
const outside: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  const address = await host.start();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  await context.route(
    (url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1',
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  errors = watchErrors(page);
  await page.goto(address);
});

afterAll(async () => {
  await browser?.close();
  await host.remove();
});

/** What a test left open must not fail the next one too. */
afterEach(async () => {
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
});

const tiles = (kind: RegExp) => page.getByRole('gridcell', { name: kind });
/** Notices are dialogs too; only the viewer has a header. */
const viewer = () => page.locator('[role="dialog"]:has(header)');

async function closeViewer(): Promise<void> {
  await page.keyboard.press('Escape');
  await viewer().waitFor({ state: 'detached' });
}

/** How many of the pictures in sight the browser has not, or has not drawn. One whose place was given to another meanwhile is looked at again. */
const picturesMissing = () =>
  page
    .getByRole('main')
    .locator('img')
    .evaluateAll(async (images) => {
      const drawn = async (image: HTMLImageElement) => {
        if (!image.complete) return false;
        return image.decode().then(
          () => image.naturalWidth > 0,
          () => false,
        );
      };
      const all = await Promise.all(images.map((image) => drawn(image as HTMLImageElement)));
      return all.filter((one) => !one).length;
    });

async function settled(): Promise<void> {
  await expect.poll(picturesMissing, { timeout: 20_000 }).toBe(0);
}

describe('a first run in the browser', () => {
  it('offers keys or practice', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Start the sandbox' }).waitFor();
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, 'first-run-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'first-run-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('starts the sandbox with a key of each plan', async () => {
    await page.getByRole('button', { name: 'Start the sandbox' }).click();
    await page.getByRole('button', { name: 'Queue the starter batch' }).waitFor();
    for (const label of ['free', 'pro', 'business'])
      await page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(`^${label}, `) })
        .waitFor();
  });

  it('takes the starter batch to its end', async () => {
    await page.getByRole('button', { name: 'Queue the starter batch' }).click();
    await expect.poll(() => progressOf(page, 'Starter batch'), { timeout: 30_000 }).toMatch(/^[1-9]\d*\/27$/);
    await shoot(page, 'queue-moving-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await expect.poll(() => progressOf(page, 'Starter batch'), { timeout: 100_000 }).toBe('27/27');
  });
});

describe('the library', () => {
  it('shows a thumbnail of every picture, video included', async () => {
    await go(page, 'Library');
    await expect.poll(() => tiles(/^(image|video)/).count(), { timeout: 20_000 }).toBe(26);
    await expect
      .poll(
        () =>
          tiles(/^(image|video)/)
            .locator('img')
            .count(),
        { timeout: 60_000 },
      )
      .toBe(26);
    await settled();
  });

  it('opens an image large, and closes with the keyboard', async () => {
    await tiles(/^image/)
      .first()
      .dblclick();
    const image = viewer().getByRole('img').first();
    await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThanOrEqual(512);
    await shoot(page, 'viewer-image-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await closeViewer();
  });

  it('plays a video and seeks in it', async () => {
    await tiles(/^video/)
      .first()
      .dblclick();
    const video = viewer().locator('video');
    await video.evaluate((element) => (element as HTMLVideoElement).play());
    await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).currentTime), { timeout: 20_000 }).toBeGreaterThan(0);
    const middle = await video.evaluate(async (element) => {
      const player = element as HTMLVideoElement;
      player.pause();
      const seeked = new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }));
      player.currentTime = player.duration / 2;
      await seeked;
      return player.currentTime / player.duration;
    });
    expect(middle).toBeCloseTo(0.5, 1);
    await shoot(page, 'viewer-video-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await closeViewer();
  });

  it('plays audio', async () => {
    await tiles(/^audio/)
      .first()
      .dblclick();
    const audio = viewer().locator('audio');
    await expect.poll(() => audio.evaluate((element) => (element as HTMLAudioElement).duration)).toBeGreaterThan(1);
    // Reading its waveform may load it anew, which ends a play that has just begun.
    const plays = () =>
      audio.evaluate((element) =>
        (element as HTMLAudioElement).play().then(
          () => true,
          () => false,
        ),
      );
    await expect.poll(plays).toBe(true);
    await expect.poll(() => audio.evaluate((element) => (element as HTMLAudioElement).currentTime)).toBeGreaterThan(0);
    await shoot(page, 'viewer-audio-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await closeViewer();
  });

  it('tells how an asset was made', async () => {
    await tiles(/^image, red fox/)
      .first()
      .click();
    const inspector = page.getByRole('complementary');
    await inspector.getByText('Starter batch').first().waitFor();
    await settled();
    await shoot(page, 'library-inspector-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await inspector.getByRole('button', { name: 'Close' }).click();
  });

  it('finds by words', async () => {
    const search = page.getByRole('combobox', { name: 'Search the library' });
    await search.fill('fox');
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(3);
    await expect.poll(() => tiles(/^image, red fox/).count()).toBe(3);
    await search.fill('');
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(27);
  });
});

describe('every screen', () => {
  it.each(['dark', 'light'] as const)('keeps no one out in the %s theme, and fits at any of three sizes', async (theme) => {
    await page.emulateMedia({ colorScheme: theme });
    const findings: string[] = [];
    for (const screen of SCREENS) {
      await go(page, screen);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await settled();
        await shoot(page, `${screen.toLowerCase()}-${theme}-${size.width}`);
        findings.push(...(await seriousFindings(page)).map((finding) => `${screen}, ${size.width}: ${finding}`));
        if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
          findings.push(`${screen}, ${size.width}: scrolls sideways`);
      }
    }
    expect(findings).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
  });

  it('is reached by the palette, which keeps no one out either', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').waitFor();
    await shoot(page, 'palette-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.keyboard.type('library');
    await page.keyboard.press('Enter');
    await page.getByRole('main', { name: 'Library' }).waitFor();
  });
});

describe('without a network', () => {
  it('still shows everything after the sandbox is gone', async () => {
    await go(page, 'Settings');
    await page.getByRole('button', { name: 'Stop the sandbox' }).click();
    await page.getByRole('button', { name: 'Start the sandbox' }).waitFor();
    await showsEverything();
  });

  it('and after a new start of the host', async () => {
    await host.stop();
    await page.getByText('SYS.OFFLINE').waitFor();
    await shoot(page, 'host-gone-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.goto(await host.start());
    await showsEverything();
    await shoot(page, 'library-offline-dark');
  });

  it('asked for nothing that is not the host’s own', () => {
    expect(outside).toEqual([]);
  });

  it('told no errors all the while, but that the host went away', () => {
    expect(errors.filter((error) => !/WebSocket|ERR_CONNECTION_REFUSED/.test(error))).toEqual([]);
  });

  async function showsEverything(): Promise<void> {
    await go(page, 'Library');
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(27);
    await settled();
    await tiles(/^image, snowy owl/)
      .first()
      .dblclick();
    const image = viewer().getByRole('img').first();
    await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThanOrEqual(512);
    await closeViewer();
    const inspector = page.getByRole('complementary');
    for (const words of [/snowy owl/, 'FLUX Schnell', 'Starter batch']) await inspector.getByText(words).first().waitFor();
    await inspector.getByRole('button', { name: 'Close' }).click();
  }
});
