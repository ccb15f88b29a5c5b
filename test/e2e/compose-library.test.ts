import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { go, progressOf } from './support/screens.ts';
import { shoot } from './support/shots.ts';

let rig: Rig;
let sandbox: Sandbox;
let page: Page;
let errors: string[];

beforeAll(async () => {
  rig = await Rig.start({ sandbox: ['--keys', 'studio=business', '--time-scale', '0.02'] });
  ({ sandbox, page, errors } = rig);
  await go(page, 'Models');
  await page.getByRole('button', { name: 'Refresh from the API' }).click();
  await page.getByText('models read from the API').waitFor();
  await go(page, 'Compose');
  await page.getByRole('option', { name: /^FLUX Dev/ }).click();
  await page.getByRole('button', { name: 'Ask the API for its fields' }).click();
  await page.getByRole('textbox', { name: /^seed/ }).waitFor();
});

afterAll(() => rig?.stop());

const prompt = () => page.getByRole('textbox', { name: 'Prompt', exact: true });
const queueButton = (jobs: string) => page.getByRole('button', { name: new RegExp(`^Queue ${jobs}`) });
const foot = () => page.getByRole('region', { name: 'What will be queued' });

describe('what is known before the button', () => {
  it('tells price, finishing time and the share of today, and what each key will carry', async () => {
    await prompt().fill('a {fox|hare|lynx} in {fog|rain}');
    await page.getByRole('textbox', { name: /^seed/ }).fill('7');
    await queueButton('6 jobs').waitFor();
    await foot().getByText('of today').waitFor();
    await expect.poll(() => foot().textContent()).toMatch(/^6jobs12creditsdone\d\d:\d\d.*1 %of today/);
    await page.getByRole('region', { name: 'What each key will carry' }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'compose-forecast-dark');
  });

  it('leaves out what the library has already, and queues the rest', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('First');
    await queueButton('6 jobs').click();
    await page.getByText('6 jobs queued').waitFor();
    await go(page, 'Queue');
    await expect.poll(() => progressOf(page, 'First'), { timeout: 60_000 }).toBe('6/6');
    await go(page, 'Compose');
    await page
      .getByRole('button', { name: /^Queue 0 jobs/ })
      .and(page.locator('[aria-disabled=true]'))
      .waitFor();
    await prompt().fill('a {fox|hare|otter} in {fog|rain}');
    await queueButton('2 jobs').waitFor();
    await page.getByText('4 already in the library').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    for (const [colorScheme, width, height] of [
      ['dark', 1280, 800],
      ['light', 1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await shoot(page, `compose-reused-${width}-${colorScheme}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('switch', { name: 'Reuse what the library has, free' }).click();
    await queueButton('6 jobs').waitFor();
    await page.getByRole('switch', { name: 'Reuse what the library has, free' }).click();
    await queueButton('2 jobs').click();
    await page.getByText('2 jobs queued').waitFor();
    await expect.poll(() => sandbox.accepted('a otter in fog'), { timeout: 60_000 }).toBe(1);
    expect(await sandbox.accepted('a fox in fog')).toBe(1);
  });

  it('puts favourites and what was used last first, with a sample of the own library', async () => {
    const first = () => page.getByRole('option').first();
    await expect.poll(() => first().textContent()).toMatch(/^FLUX Dev/);
    await expect.poll(() => first().locator('img').count()).toBe(1);
    await page.getByRole('option', { name: /^FLUX Schnell/ }).focus();
    await page.keyboard.press('f');
    await expect.poll(() => first().textContent()).toMatch(/^FLUX Schnell/);
    await page.reload();
    await expect.poll(() => first().textContent(), { timeout: 15_000 }).toMatch(/^FLUX Schnell/);
    await shoot(page, 'compose-picker-dark');
  });

  it('told no errors all the while', () => {
    expect(errors).toEqual([]);
  });
});
