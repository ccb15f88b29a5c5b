import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { transitionsOver } from './axe.ts';

/** A picture of the page in the folder that SCREENSHOTS names: to be looked at, not to be compared. Without one nothing is taken. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  // What a theme or a size changes begins with the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.evaluate(transitionsOver);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** The same page in both themes and at both sizes of the look; leaves it dark and small. */
export async function shootAll(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `${name}-${width}-${colorScheme}`);
    }
  }
}
