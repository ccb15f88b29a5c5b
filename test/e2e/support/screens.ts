import type { Locator, Page } from 'playwright-core';

export const SCREENS = ['Compose', 'Queue', 'Keys', 'Library', 'Models', 'Learn', 'Settings'] as const;
export type Screen = (typeof SCREENS)[number];

/** By the rail, as a person would. */
export async function go(page: Page, screen: Screen): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .click();
  await page.getByRole('main', { name: screen }).waitFor();
}

/** By the palette, as one who never touches the mouse. */
export async function palette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill(words);
  await page.keyboard.press('Enter');
}

/**
 * Chooses in a select. Only what has opened is searched: the screen below may list options of the same name, and until the select is drawn they are the only ones.
 */
export async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('[data-base-ui-portal]').getByRole('option', { name: option }).click();
}

/** A batch's row in the queue. */
export function batchRow(page: Page, name: string): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** A batch's progress as its row says it: `"3/27"`. Its credits may read the same, and stand after it. */
export async function progressOf(page: Page, name: string): Promise<string | undefined> {
  const figures = await batchRow(page, name).locator('span.mono').allTextContents();
  return figures.find((figure) => /^\d+\/\d+$/.test(figure));
}

/** How many of a batch's jobs are done, as its row says. */
export async function doneOf(page: Page, name: string): Promise<number> {
  return Number.parseInt((await progressOf(page, name)) ?? '', 10);
}

/** Queues prompts as a batch by hand, one a line, with FLUX Schnell; ends on the Queue screen. */
export async function queueBatch(page: Page, name: string, prompts: readonly string[]): Promise<void> {
  await go(page, 'Compose');
  await page.getByRole('option', { name: /^FLUX Schnell/ }).click();
  const linewise = page.getByRole('switch', { name: 'One job a line' });
  if ((await linewise.getAttribute('aria-checked')) !== 'true') await linewise.click();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompts.join('\n'));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: new RegExp(`^Queue ${prompts.length} job`) }).click();
  await page.getByText(`${prompts.length} ${prompts.length === 1 ? 'job' : 'jobs'} queued`).waitFor();
  await go(page, 'Queue');
}

/** `wave 1`, `wave 2`, … */
export const numbered = (count: number, words: string) => Array.from({ length: count }, (_, at) => `${words} ${at + 1}`);
