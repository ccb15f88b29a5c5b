import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Host, launchChromium, seriousFindings, SHOTS, watchErrors } from './harness.ts';

const SCREENS = ['Compose', 'Queue', 'Keys', 'Library', 'Models', 'Learn', 'Settings'];
const VIEW = { width: 1440, height: 900 };

const host = new Host();
let address: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launchChromium();
  address = await host.start();
  context = await browser.newContext({ viewport: VIEW, colorScheme: 'dark' });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  errors = watchErrors(page);
});

afterAll(async () => {
  await browser?.close();
  await host.remove();
});

/** What a test left open must not fail the next one too. */
afterEach(async () => {
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
});

const go = async (screen: string) => {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .click();
  await page.getByRole('main', { name: screen }).waitFor();
};
const main = () => page.getByRole('main');
const shoot = (name: string, of: Page = page) => of.screenshot({ path: join(SHOTS, `${name}.png`) });

/** How many of the tiles in sight show a picture that was decoded. */
const picturesShown = () =>
  page.evaluate(
    () => [...document.querySelectorAll<HTMLImageElement>('[role=gridcell] img')].filter((image) => image.complete && image.naturalWidth > 0).length,
  );

describe('a first run in the browser', () => {
  it('shows nothing to who has not the address with the token', async () => {
    const stranger = await browser.newPage();
    const answer = await stranger.goto(new URL('/', address).href);
    expect(answer?.status()).toBe(401);
    expect(await stranger.textContent('h1')).toBe('This page needs the address with the token');
    expect(await seriousFindings(stranger)).toEqual([]);
    await stranger.close();
  });

  it('opens with the printed address, and the token does not stay in it', async () => {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).not.toContain('token');
    await page.getByRole('button', { name: 'Start the sandbox' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await shoot('first-run-dark');
  });

  it('starts the sandbox and takes the starter batch to its end', async () => {
    await page.getByRole('button', { name: 'Start the sandbox' }).click();
    await page.getByRole('button', { name: 'Queue the starter batch' }).click();
    const batch = main().getByRole('listitem').filter({ hasText: 'Starter batch' });
    await batch.waitFor();
    await shoot('queue-moving-dark');
    await batch.getByText(/^(\d+)\/\1$/).waitFor({ timeout: 100_000 });
  });
});

describe('the library', () => {
  it('shows a thumbnail of every picture, video included', async () => {
    await go('Library');
    await page
      .getByRole('gridcell', { name: /^video/ })
      .first()
      .locator('img')
      .waitFor({ timeout: 60_000 });
    const withPicture = page.getByRole('gridcell', { name: /^(image|video)/ });
    await expect.poll(async () => (await picturesShown()) - (await withPicture.count()), { timeout: 60_000 }).toBe(0);
    expect(await withPicture.count()).toBeGreaterThan(10);
  });

  it('opens an image large, and closes with the keyboard', async () => {
    await page
      .getByRole('gridcell', { name: /^image/ })
      .first()
      .dblclick();
    const image = page.getByRole('dialog').getByRole('img').first();
    await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThanOrEqual(512);
    await shoot('viewer-image-dark');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('plays a video and seeks in it', async () => {
    await page
      .getByRole('gridcell', { name: /^video/ })
      .first()
      .dblclick();
    const video = page.getByRole('dialog').locator('video');
    await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).readyState), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    const middle = await video.evaluate(async (element) => {
      const player = element as HTMLVideoElement;
      const seeked = new Promise((resolve) => player.addEventListener('seeked', resolve, { once: true }));
      player.currentTime = player.duration / 2;
      await seeked;
      return player.currentTime / player.duration;
    });
    expect(middle).toBeCloseTo(0.5, 1);
    await shoot('viewer-video-dark');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('plays audio', async () => {
    await page
      .getByRole('gridcell', { name: /^audio/ })
      .first()
      .dblclick();
    const dialog = page.getByRole('dialog');
    const audio = dialog.locator('audio');
    await expect.poll(() => audio.evaluate((element) => (element as HTMLAudioElement).duration)).toBeGreaterThan(1);
    await audio.evaluate((element) => (element as HTMLAudioElement).play());
    await expect.poll(() => audio.evaluate((element) => (element as HTMLAudioElement).currentTime)).toBeGreaterThan(0);
    await shoot('viewer-audio-dark');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('finds by words', async () => {
    await page.getByRole('textbox', { name: 'Search the library' }).fill('fox');
    await expect.poll(() => page.getByRole('gridcell').count()).toBeLessThan(10);
    for (const name of await page.getByRole('gridcell').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label'))))
      expect(name).toMatch(/fox/i);
    await page.getByRole('textbox', { name: 'Search the library' }).fill('');
  });
});

describe('composing', () => {
  it('draws a form from the model’s schema and queues one generation', async () => {
    await go('Compose');
    await page
      .getByRole('option', { name: /^FLUX Schnell/ })
      .last()
      .click();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a lighthouse in a storm');
    await page.getByRole('radiogroup', { name: 'image_size' }).getByRole('radio', { name: 'square', exact: true }).click();
    await shoot('compose-dark');
    await page.getByRole('button', { name: /^Queue 1 job/ }).click();
    await go('Library');
    await page.getByRole('gridcell', { name: 'image, a lighthouse in a storm' }).waitFor({ timeout: 60_000 });
  });
});

describe('keys', () => {
  it('show a ring each with what is left and when the minute starts again', async () => {
    await go('Keys');
    for (const [label, plan] of [
      ['free', 'Free'],
      ['pro', 'Pro'],
      ['business', 'Business'],
    ]) {
      await main()
        .getByRole('link', { name: new RegExp(`^${label}, ${plan}\\. \\d+ left`) })
        .waitFor();
    }
  });
});

describe('every screen', () => {
  it.each(['dark', 'light'] as const)('keeps no one out in the %s theme, at any of three widths', async (theme) => {
    await page.emulateMedia({ colorScheme: theme });
    const findings: string[] = [];
    for (const screen of SCREENS) {
      await go(screen);
      await page.waitForLoadState('networkidle');
      await shoot(`${screen.toLowerCase()}-${theme}`);
      findings.push(...(await seriousFindings(page)).map((finding) => `${screen}: ${finding}`));
      for (const width of [1024, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
          findings.push(`${screen}: scrolls sideways at ${width}`);
      }
      await page.setViewportSize(VIEW);
    }
    expect(findings).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
  });
});

describe('without a network', () => {
  it('still shows the library after the sandbox is gone and the host was started again', async () => {
    await go('Settings');
    await page.getByRole('button', { name: 'Stop the sandbox' }).click();
    await page.getByRole('button', { name: 'Start the sandbox' }).waitFor();
    await host.stop();
    address = await host.start();
    await page.goto(address);
    await go('Library');
    await expect.poll(picturesShown, { timeout: 20_000 }).toBeGreaterThan(10);
    await page.getByRole('gridcell', { name: 'image, a lighthouse in a storm' }).dblclick();
    const image = page.getByRole('dialog').getByRole('img').first();
    await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await shoot('library-offline-dark');
  });

  it('told no errors all the while, but that its host went away', () => {
    expect(errors.filter((error) => !/WebSocket|ERR_CONNECTION_REFUSED/.test(error))).toEqual([]);
  });
});
