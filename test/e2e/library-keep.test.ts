import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { makeBatch, undoOf } from './support/library.ts';
import { Rig } from './support/rig.ts';
import { go } from './support/screens.ts';
import { shoot, shootAll } from './support/shots.ts';

let rig: Rig;
let page: Page;
let errors: string[];

beforeAll(async () => {
  rig = await Rig.start({ sandbox: ['--keys', 'studio=business', '--time-scale', '0.02'] });
  ({ page, errors } = rig);
});

afterAll(() => rig?.stop());

const until = { timeout: 15_000 };
const box = () => page.getByRole('combobox', { name: 'Search the library' });
const tile = () => page.getByRole('grid', { name: 'Assets' }).getByRole('gridcell');
const tiles = (count: number) => expect.poll(() => tile().count(), until).toBe(count);
const inspector = () => page.getByRole('complementary', { name: 'Asset' });
const shelf = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
const foundBy = async (text: string, count: number) => {
  await box().fill(text);
  await (count === 0 ? page.getByText('No asset fits').waitFor(until) : tiles(count));
};

it('has made what is kept', async () => {
  await makeBatch(page, 'Winter light', 'a {red fox|hare|lynx|owl}', 4);
  await go(page, 'Library');
  await tiles(4);
});

describe('what is kept about one asset', () => {
  it('is title, stars, tags, label, favourite and notes, found at once and there after a reload', async () => {
    await tile().first().click();
    await inspector().getByRole('textbox', { name: 'Title' }).fill('Cover of May');
    await page.keyboard.press('Enter');
    await inspector().getByRole('button', { name: '4 stars' }).click();
    const tag = inspector().getByRole('combobox', { name: 'Add a tag' });
    await tag.fill('print');
    await page.keyboard.press('Enter');
    await inspector().getByRole('button', { name: 'Take the tag print away' }).waitFor();
    await inspector().getByRole('group', { name: 'Colour label' }).getByRole('button', { name: 'green' }).click();
    await inspector().getByRole('button', { name: 'Favourite', exact: true }).click();
    await inspector().getByRole('textbox', { name: 'Notes' }).fill('For the back page');
    await page.keyboard.press('Control+Enter');
    await foundBy('title:cover rating:4 tag:print label:green is:favourite "back page"', 1);
    await foundBy('', 4);
    await page.reload();
    await inspector().getByRole('button', { name: 'Take the tag print away' }).waitFor();
    await expect.poll(() => inspector().getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Cover of May');
    await expect.poll(() => inspector().getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('For the back page');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-keep');
  });

  it('is taken back step by step with Ctrl Z', async () => {
    await tiles(4);
    await tile().nth(1).click();
    await inspector().getByRole('button', { name: '5 stars' }).click();
    await expect.poll(() => inspector().getByRole('button', { name: '5 stars' }).getAttribute('aria-pressed'), until).toBe('true');
    await inspector().getByRole('group', { name: 'Colour label' }).getByRole('button', { name: 'red' }).click();
    await expect.poll(() => inspector().getByRole('button', { name: 'red', exact: true }).getAttribute('aria-pressed'), until).toBe('true');
    await page.keyboard.press('Control+z');
    await expect.poll(() => inspector().getByRole('button', { name: 'red', exact: true }).getAttribute('aria-pressed'), until).toBe('false');
    await page.keyboard.press('Control+z');
    await expect.poll(() => inspector().getByRole('button', { name: '5 stars' }).getAttribute('aria-pressed'), until).toBe('false');
  });

  it('offers the tags in use', async () => {
    await inspector().getByRole('combobox', { name: 'Add a tag' }).fill('pr');
    await page.getByRole('option', { name: 'print' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await inspector().getByRole('button', { name: 'Take the tag print away' }).waitFor();
    await inspector().getByRole('button', { name: 'Take the tag print away' }).click();
    await expect.poll(() => inspector().getByRole('button', { name: 'Take the tag print away' }).count(), until).toBe(0);
  });
});

describe('several at once', () => {
  it('are tagged, labelled and put into a new collection, each with a way back', async () => {
    await page.getByRole('grid', { name: 'Assets' }).focus();
    await page.keyboard.press('Control+a');
    await page.getByText('Keep about 4 assets').waitFor();
    await inspector().getByRole('combobox', { name: 'Add a tag to all' }).fill('series');
    await page.keyboard.press('Enter');
    await page.getByText('4 assets tagged series').waitFor();
    await inspector().getByRole('combobox', { name: 'Put all into a collection' }).fill('Nord catalogue');
    await page.keyboard.press('Enter');
    await expect.poll(() => shelf('Nord catalogue').textContent(), until).toBe('Nord catalogue4');
    await inspector().getByRole('group', { name: 'Colour label of all' }).getByRole('button', { name: 'blue' }).click();
    await page.getByText('4 assets labelled blue').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'library-bulk-dark');
    await page.keyboard.press('Control+z');
    await page.getByText('Taken back on 4 assets').waitFor();
    await page.getByRole('button', { name: 'Select none' }).click();
    await foundBy('tag:series -label:blue', 4);
    await foundBy('', 4);
  });
});

describe('a collection', () => {
  it('is opened in its own order, which the keyboard changes', async () => {
    await shelf('Nord catalogue').click();
    await tiles(4);
    const names = () => tile().evaluateAll((nodes) => nodes.map((node) => node.firstElementChild?.textContent));
    const before = await names();
    await tile().first().click();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(names, until).toEqual([before[1], before[0], before[2], before[3]]);
    await page.keyboard.press('Control+z');
    await expect.poll(names, until).toEqual(before);
    await shootAll(page, 'library-collection');
  });

  it('is put in another order with the mouse, which Escape lets go of', async () => {
    const names = () => tile().evaluateAll((nodes) => nodes.map((node) => node.firstElementChild?.textContent));
    const before = await names();
    const from = (await tile().nth(2).boundingBox())!;
    const to = (await tile().first().boundingBox())!;
    const hold = async () => {
      await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(to.x + 30, to.y + 40, { steps: 4 });
      await page.mouse.move(to.x + 10, to.y + 40, { steps: 2 });
    };
    await hold();
    await page.locator('[data-as=line]').waitFor();
    await shoot(page, 'library-reorder-dark');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect.poll(() => names()).toEqual(before);
    await hold();
    await page.mouse.up();
    await expect.poll(names, until).toEqual([before[2], before[0], before[1], before[3]]);
    await page.getByRole('grid', { name: 'Assets' }).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(names, until).toEqual(before);
  });

  it('loses an asset that is taken out, and gets it back', async () => {
    await tile().first().click();
    await inspector().getByRole('button', { name: 'Take it out of Nord catalogue' }).click();
    await tiles(3);
    await undoOf(page, '1 asset taken out of “Nord catalogue”').click();
    await tiles(4);
    await shelf('All assets').click();
  });
});

describe('what is selected', () => {
  it('is drawn a band around, alone or besides what was', async () => {
    await tiles(4);
    await tile().nth(3).click();
    const [first, second] = [(await tile().first().boundingBox())!, (await tile().nth(1).boundingBox())!];
    const band = async () => {
      await page.mouse.move(first.x + 4, first.y - 12);
      await page.mouse.down();
      await page.mouse.move(second.x + 20, second.y + 30, { steps: 4 });
      await page.locator('[data-as=band]').waitFor();
    };
    await band();
    await shoot(page, 'library-band-dark');
    await page.mouse.up();
    await page.getByRole('toolbar', { name: '2 assets selected' }).waitFor();
    await page.getByRole('button', { name: 'Select none' }).click();
    await tile().nth(3).click();
    await page.keyboard.down('Control');
    await band();
    await page.mouse.up();
    await page.keyboard.up('Control');
    await page.getByRole('toolbar', { name: '3 assets selected' }).waitFor();
  });

  it('is offered to the palette, and put on a contact sheet as a PDF or an image', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('contact sheet of');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Contact sheet of 3 assets' });
    await sheet.getByRole('img', { name: 'The first page' }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-sheet');
    const save = async () => {
      const [saved] = await Promise.all([page.waitForEvent('download'), sheet.getByRole('button', { name: 'Save the sheet' }).click()]);
      return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
    };
    await sheet.getByRole('textbox', { name: 'Heading' }).fill('Füchse / שלום 🦊');
    const pdf = await save();
    expect(pdf.name).toBe('Füchse - שלום 🦊.pdf');
    expect(pdf.bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.4');
    expect(pdf.bytes.length).toBeGreaterThan(20_000);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('contact sheet of');
    await page.keyboard.press('Enter');
    await sheet.getByRole('radio', { name: 'One image' }).click();
    const image = await save();
    expect([image.bytes.readUInt32BE(16), image.bytes.subarray(1, 4).toString()]).toEqual([1_920, 'PNG']);
    await page.getByRole('button', { name: 'Select none' }).click();
    await tile().first().click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rate this asset 2');
    await page.keyboard.press('Enter');
    await expect.poll(() => inspector().getByRole('button', { name: '2 stars' }).getAttribute('aria-pressed'), until).toBe('true');
    await page.getByRole('grid', { name: 'Assets' }).focus();
    await page.keyboard.press('Control+z');
  });
});

describe('the trash', () => {
  it('holds what is thrown away, gives it back, and is emptied after a question that says how much', async () => {
    await tile().first().click();
    await page.keyboard.press('Delete');
    await tiles(3);
    await shelf('Trash').click();
    await tiles(1);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-trash');
    await page.getByRole('button', { name: 'Restore all' }).click();
    await page.getByText('The trash is empty').waitFor();
    await undoOf(page, '1 asset back in the library').click();
    await tiles(1);
    await page.getByRole('button', { name: 'Empty the trash' }).click();
    const question = page.getByRole('dialog', { name: 'Delete 1 asset for good?' });
    await expect.poll(() => question.textContent()).toMatch(/Files deleted, [\d.,]+ [kMG]?B freed/);
    await question.getByRole('button', { name: 'Delete 1 asset' }).click();
    await page.getByText('1 asset deleted').waitFor();
    await page.getByText('The trash is empty').waitFor();
  });
});

describe('the storage view', () => {
  it('tells what the files take, by model, batch, month and kind, and leads to them', async () => {
    await shelf('Storage').click();
    const rows = page.getByRole('region', { name: 'Storage' }).getByRole('list', { name: 'What takes the room' }).getByRole('listitem');
    await expect.poll(() => rows.first().textContent(), until).toMatch(/^FLUX Dev.+[kM]B100 %3 assets$/);
    await page.getByRole('radio', { name: 'Batch' }).click();
    await expect.poll(() => rows.first().textContent(), until).toMatch(/^Winter light/);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-storage');
    await rows.first().getByRole('button').click();
    await expect.poll(() => box().inputValue()).toBe('batch:="Winter light"');
    await tiles(3);
  });
});

it('told no errors all the while', () => {
  expect(errors).toEqual([]);
});
