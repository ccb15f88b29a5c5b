import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { go, progressOf } from './screens.ts';

/** Composes a batch with FLUX Dev and waits until it is home. */
export async function makeBatch(page: Page, name: string, prompt: string, jobs: number): Promise<void> {
  await go(page, 'Compose');
  await page.getByRole('option', { name: /^FLUX Dev/ }).click();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: new RegExp(`^Queue ${jobs} jobs`) }).click();
  await page.getByText(`${jobs} jobs queued`).waitFor();
  await go(page, 'Queue');
  await expect.poll(() => progressOf(page, name), { timeout: 60_000 }).toBe(`${jobs}/${jobs}`);
}

/** The way back that the toast with this text offers: others may stand beside it. */
export function undoOf(page: Page, text: string): Locator {
  return page.getByText(text, { exact: true }).locator('xpath=ancestor::*[.//button[.="Undo"]][1]').getByRole('button', { name: 'Undo' });
}
