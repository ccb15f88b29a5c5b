import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { png } from './support/png.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { go, progressOf } from './support/screens.ts';
import { shoot, shootAll } from './support/shots.ts';

let rig: Rig;
let sandbox: Sandbox;
let page: Page;
let errors: string[];

beforeAll(async () => {
  rig = await Rig.start({ sandbox: ['--keys', 'studio=business', '--time-scale', '0.01'] });
  ({ sandbox, page, errors } = rig);
  await go(page, 'Models');
  await page.getByRole('button', { name: 'Refresh from the API' }).click();
  await page.getByText('models read from the API').waitFor();
  await go(page, 'Compose');
  await knowing(/^Nano Banana Pro Edit/, file('image_url from a file'));
});

afterAll(() => rig?.stop());

const prompt = () => page.getByRole('textbox', { name: 'Prompt', exact: true });
const name = () => page.getByRole('textbox', { name: 'Name', exact: true });
const chosen = () => page.getByRole('group', { name: 'File for image_url' });
const way = () => chosen().locator('[data-way]');
const file = (label: string) => page.getByRole('button', { name: label });

/** The library's own search. */
const searched = (words: string) =>
  page
    .getByRole('searchbox')
    .or(page.getByRole('combobox'))
    .or(page.getByPlaceholder(/Search/))
    .first()
    .fill(words);

/** Chooses a model and asks the API for its fields. */
async function knowing(model: RegExp, shown: ReturnType<typeof file>): Promise<void> {
  await page.getByRole('option', { name: model }).click();
  await page.getByRole('button', { name: 'Ask the API for its fields' }).click();
  await shown.waitFor();
}

async function queue(batch: string, words: string): Promise<void> {
  await prompt().fill(words);
  await name().fill(batch);
  await page.getByRole('button', { name: /^Queue 1 job/ }).click();
  await page.getByText('1 job queued').waitFor();
  await go(page, 'Queue');
  await expect.poll(() => progressOf(page, batch), { timeout: 60_000 }).toBe('1/1');
  await go(page, 'Compose');
}

/** A file that comes with an event of the page: pasted or dropped. */
async function give(kind: 'paste' | 'drop', bytes: Buffer): Promise<void> {
  const target = page.locator('[data-field="image_url"]').locator('xpath=ancestor::div[2]').getByRole('textbox');
  await target.evaluate(
    (element, { type, base64 }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'brought.png', { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        type === 'paste' ? new ClipboardEvent('paste', { ...init, clipboardData: data }) : new DragEvent('drop', { ...init, dataTransfer: data }),
      );
    },
    { type: kind, base64: bytes.toString('base64') },
  );
}

describe('a file in an input', () => {
  it('is taken into the library; the form says that it cannot be sent, and after the opt-in that it goes inside the request, and it does', async () => {
    const choosing = page.waitForEvent('filechooser');
    await file('image_url from a file').click();
    await (await choosing).setFiles({ name: 'portrait.png', mimeType: 'image/png', buffer: png(96, 64, [200, 120, 40]) });
    await way().getByText('Cannot be sent').or(way()).waitFor();
    await expect.poll(() => way().textContent()).toMatch(/^Cannot be sent\..*is off \(Settings\).*Name a bucket/);
    await chosen().locator('img').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'media-none-dark');
    await go(page, 'Settings');
    await page.getByRole('switch', { name: /Send files inside the request/ }).click();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'media-settings-dark');
    await go(page, 'Compose');
    await expect.poll(() => way().textContent()).toMatch(/^Sent inside the request.*one job tries/);
    await queue('Edited', 'in snow');
    await expect.poll(() => way().textContent()).toMatch(/^Sent inside the request, \d+ \w+$/);
    const { runs } = (await (await fetch(new URL('/sandbox/accepted', sandbox.baseUrl))).json()) as { runs: { input: { image_url: string } }[] };
    expect(runs.at(-1)?.input.image_url).toMatch(/^data:image\/png;base64,/);
  });

  it('comes from the library by its words, and goes as the API’s own address; what came of it names it as its parent', async () => {
    await file('Another file for image_url').click();
    const dialog = page.getByRole('dialog', { name: 'From the library into image_url' });
    await dialog.getByRole('button', { name: 'portrait' }).first().waitFor();
    await dialog.getByRole('textbox', { name: 'Search the library' }).fill('snow');
    await dialog.getByText('1 file', { exact: true }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'media-picker-dark');
    await dialog.getByRole('button', { name: 'in snow' }).click();
    await expect.poll(() => way().textContent()).toMatch(/^Sent as the API’s own address of it, which works for 23 hours more/);
    await shoot(page, 'media-address-dark');
    await queue('Again', 'in rain');
  });

  it('is pasted and dropped; what the field does not take is said and stays in the library', async () => {
    await file('Take the file out of image_url').click();
    await give('paste', png(40, 40, [10, 200, 90]));
    await chosen().waitFor();
    await file('Take the file out of image_url').click();
    await give('drop', png(40, 50, [10, 20, 190]));
    await chosen().getByText('40×50').waitFor();
    await file('Take the file out of image_url').click();
    await give('drop', Buffer.from('no picture at all'));
    await page.getByRole('alert').waitFor();
    await expect.poll(() => chosen().count()).toBe(0);
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, 'media-refused-light');
    await page.emulateMedia({ colorScheme: 'dark' });
  });

  it('goes from the library into a new draft, and what was typed stays in its own', async () => {
    await prompt().fill('what was typed');
    await go(page, 'Library');
    await searched('snow');
    await page
      .getByRole('grid', { name: 'Assets' })
      .getByRole('gridcell', { name: /in snow/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'As input' }).click();
    await chosen().waitFor();
    await expect.poll(() => prompt().inputValue()).toBe('');
    // The draft in front before has its batch's name.
    await page.getByRole('navigation', { name: 'Drafts' }).getByRole('button', { name: 'Again', exact: true }).click();
    await expect.poll(() => prompt().inputValue()).toBe('what was typed');
    expect(errors).toEqual([]);
  });

  it('goes with others to a tool: a model, or a recipe of one’s own over it, each in a job of its own', async () => {
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('dialog', { name: 'Presets' }).getByLabel('Name').fill('Make it winter');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByRole('dialog', { name: 'Presets' }).getByRole('button', { name: 'Close' }).click();
    await go(page, 'Library');
    await searched('');
    // What it offers lies over the tiles.
    await page.keyboard.press('Escape');
    const cells = page.getByRole('grid', { name: 'Assets' }).getByRole('gridcell');
    await expect.poll(() => cells.count()).toBeGreaterThan(1);
    await cells.first().click();
    await cells.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await page.getByRole('toolbar', { name: '2 assets selected' }).getByRole('button', { name: 'More with them' }).click();
    await page.getByRole('menuitem', { name: 'Send to a tool …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send 2 assets to a tool' });
    await dialog.getByRole('option', { name: /^Nano Banana Pro Edit/ }).waitFor();
    await shootAll(page, 'send');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await dialog.getByLabel('Search tools').fill('winter');
    await expect.poll(() => dialog.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Queue 2 jobs/ }).waitFor();
    await shootAll(page, 'sent');
    await expect.poll(() => prompt().inputValue()).toBe('what was typed');
    expect(errors).toEqual([]);
  });
});
