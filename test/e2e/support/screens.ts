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

/** A batch's row in the queue. */
export function batchRow(page: Page, name: string): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
}
