import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { progressOf, go } from './support/screens.ts';
import { shoot } from './support/shots.ts';

let rig: Rig;
let sandbox: Sandbox;
let page: Page;
let errors: string[];

/** Stands between the page and the host, so that the engine gets to see what the form would not let through. */
let spoil = (frame: string) => frame;

beforeAll(async () => {
  rig = await Rig.start({
    sandbox: ['--keys', 'studio=business', '--time-scale', '0.05'],
    prepare: ({ page: opened }) =>
      opened.routeWebSocket(/\/ws$/, (toPage) => {
        const toHost = toPage.connectToServer();
        toPage.onMessage((frame) => toHost.send(typeof frame === 'string' ? spoil(frame) : frame));
      }),
  });
  ({ sandbox, page, errors } = rig);
});

afterAll(() => rig?.stop());

const prompt = () => page.getByRole('textbox', { name: 'Prompt', exact: true });
const numImages = () => page.getByRole('textbox', { name: 'num_images' });
const inputAsJson = () => page.getByRole('textbox', { name: 'Input as JSON' });
const queueButton = () => page.getByRole('button', { name: /^Queue 1 job/ });
const chooseModel = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) }).click();

/** What stands under a control, as a reader of the screen is told. */
async function complaintAt(control: Locator): Promise<string | null> {
  const id = await control.getAttribute('aria-describedby');
  return id === null ? null : page.locator(`[id="${id}"]`).textContent();
}

describe('composing', () => {
  it('draws a form from the schema of the chosen model, or offers JSON where none is known', async () => {
    await go(page, 'Compose');
    await chooseModel('LTX Video');
    await inputAsJson().waitFor();
    await chooseModel('FLUX Schnell');
    await inputAsJson().waitFor({ state: 'detached' });
    await numImages().waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('says at its field what the model does not take, and queues nothing', async () => {
    await prompt().fill('a lighthouse in a storm');
    await numImages().fill('9');
    await queueButton().click();
    await expect.poll(() => complaintAt(numImages())).toBe('num_images: 1 to 4');
    await shoot(page, 'compose-error-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await numImages().fill('1');
    await expect.poll(() => numImages().getAttribute('aria-invalid')).toBeNull();
  });

  it('says at its field what the engine refuses', async () => {
    spoil = (frame) => frame.replace('"num_images":1', '"num_images":9');
    await queueButton().click();
    await expect.poll(() => complaintAt(numImages())).toBe('num_images: 1 to 4');
    await page.getByText('It cost nothing.').waitFor();
    await shoot(page, 'compose-refused-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    spoil = (frame) => frame;
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await sandbox.accepted('a lighthouse in a storm')).toBe(0);
  });

  it('queues one generation, which comes home', async () => {
    await page.getByRole('radiogroup', { name: 'image_size' }).getByRole('radio', { name: 'square', exact: true }).click();
    await shoot(page, 'compose-one-dark');
    await queueButton().click();
    await page.getByText('1 job queued').waitFor();
    await go(page, 'Library');
    await page.getByRole('gridcell', { name: /^image, a lighthouse in a storm/ }).waitFor({ timeout: 60_000 });
    expect(await sandbox.accepted('a lighthouse in a storm')).toBe(1);
  });

  it('queues several prompts as a batch by the keyboard', async () => {
    await go(page, 'Compose');
    await expect.poll(() => prompt().inputValue()).toBe('a lighthouse in a storm');
    await page.getByRole('switch', { name: 'One job a line' }).click();
    await prompt().fill('a fox in snow\n\na harbour at night\ndunes at dusk\n');
    await page.getByRole('textbox', { name: 'Name' }).fill('Four seasons less one');
    await page.getByRole('button', { name: /^Queue 3 jobs/ }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('3 jobs queued').waitFor();
    await go(page, 'Queue');
    await expect.poll(() => progressOf(page, 'Four seasons less one'), { timeout: 60_000 }).toBe('3/3');
    for (const words of ['a fox in snow', 'a harbour at night', 'dunes at dusk']) expect(await sandbox.accepted(words)).toBe(1);
  });

  it('keeps the draft over a reload', async () => {
    await go(page, 'Compose');
    await page.reload();
    await expect.poll(() => prompt().inputValue(), { timeout: 15_000 }).toBe('a fox in snow\n\na harbour at night\ndunes at dusk\n');
    await expect.poll(() => page.getByRole('switch', { name: 'One job a line' }).getAttribute('aria-checked')).toBe('true');
  });

  it('told no errors all the while', () => {
    expect(errors).toEqual([]);
  });
});
