import type { Page } from 'playwright-core';
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
