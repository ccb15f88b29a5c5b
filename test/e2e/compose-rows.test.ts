import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import { choose, go, progressOf } from './support/screens.ts';
import { shoot } from './support/shots.ts';

let rig: Rig;
let page: Page;
let errors: string[];

beforeAll(async () => {
  rig = await Rig.start({ sandbox: ['--keys', 'studio=business', '--time-scale', '0.01'] });
  ({ page, errors } = rig);
  await go(page, 'Models');
  await page.getByRole('button', { name: 'Refresh from the API' }).click();
  await page.getByText('models read from the API').waitFor();
  await go(page, 'Compose');
  await knowing(/^Nano Banana Pro Edit/, 'image_url');
  await knowing(/^FLUX Dev/, 'guidance_scale');
});

afterAll(() => rig?.stop());

/** Chooses a model and asks the API for its fields. */
async function knowing(model: RegExp, field: string): Promise<void> {
  await page.getByRole('option', { name: model }).click();
  await page.getByRole('button', { name: 'Ask the API for its fields' }).click();
  await page.locator(`[data-field="${field}"]`).waitFor();
}

async function queue(batch: string, jobs: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(batch);
  await page.getByRole('button', { name: new RegExp(`^Queue ${jobs} jobs`) }).click();
  await page.getByText(`${jobs} jobs queued`).waitFor();
  await go(page, 'Queue');
  await expect.poll(() => progressOf(page, batch), { timeout: 90_000 }).toBe(`${jobs}/${jobs}`);
  await page.getByRole('main').getByRole('link', { name: batch, exact: true }).click();
}

describe('a line of steps', () => {
  it('is put together in Compose, runs step by step, and a failed one stops its own line alone', async () => {
    await page.getByRole('switch', { name: 'One job a line' }).click();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a vase\na forbidden vase');
    await page.getByRole('radio', { name: 'Further steps' }).click();
    await choose(page, 'Model of step 2', /^Nano Banana Pro Edit/);
    await page.getByRole('textbox', { name: 'Prompt of step 2' }).fill('in snow');
    await page.getByRole('button', { name: 'Add a step' }).click();
    await choose(page, 'Model of step 3', /^Nano Banana Pro Edit/);
    await page.getByRole('textbox', { name: 'Prompt of step 3' }).fill('the wind blows');
    await page.getByRole('button', { name: /^Queue 6 jobs/ }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'line-compose-dark');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Lines');
    await page.getByRole('button', { name: /^Queue 6 jobs/ }).click();
    await page.getByText('6 jobs queued').waitFor();
    await go(page, 'Queue');
    await page.getByRole('main').getByRole('link', { name: 'Lines', exact: true }).click();
    const steps = page.getByRole('grid', { name: 'Steps' });
    await steps.getByRole('columnheader', { name: '3 Nano Banana Pro Edit' }).waitFor();
    await steps.getByRole('link', { name: 'Job 3, done' }).waitFor({ timeout: 90_000 });
    await steps.getByRole('link', { name: 'Job 6, failed' }).waitFor();
    await expect.poll(() => steps.getByRole('link', { name: 'Job 5, failed' }).textContent()).toMatch(/Job 4, from whose output it was to be made, failed/);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'line-queue-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, 'line-queue-light');
    await page.emulateMedia({ colorScheme: 'dark' });
  });
});

describe('a race', () => {
  it('shows the same prompts by several models side by side; stars given there are the models’ scores', async () => {
    await go(page, 'Compose');
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a fox\na hare');
    await page.getByRole('radio', { name: 'A race' }).click();
    await choose(page, 'Add a model to the race', /^FLUX Pro/);
    await choose(page, 'Add a model to the race', /^FLUX Schnell/);
    await page.getByRole('button', { name: /^Queue 6 jobs/ }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'race-compose-dark');
    await queue('Race', 6);
    const race = page.getByRole('grid', { name: 'Race' });
    await race.getByRole('group', { name: 'Stars of job 6' }).waitFor();
    await race.getByRole('group', { name: 'Stars of job 1' }).getByRole('button', { name: '5 stars' }).click();
    await race.getByRole('group', { name: 'Stars of job 4' }).getByRole('button', { name: '4 stars' }).click();
    await race.getByRole('columnheader', { name: /FLUX Dev.*4\.5 stars over 2 outputs/ }).waitFor();
    await race.locator('img').nth(5).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'race-queue-dark');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, 'race-queue-light');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await go(page, 'Compose');
    await page.getByRole('option', { name: /^FLUX Dev.*★ 4\.5/ }).waitFor();
    expect(errors).toEqual([]);
  });
});
