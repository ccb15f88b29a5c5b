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

const box = () => page.getByRole('combobox', { name: 'Search the library' });
const tile = () => page.getByRole('grid', { name: 'Assets' }).getByRole('gridcell');
const until = { timeout: 15_000 };
const tiles = (count: number) => expect.poll(() => tile().count(), until).toBe(count);
const option = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) });
const facet = (title: string | RegExp) => page.getByRole('group', { name: title });

it('has made what is looked for', async () => {
  await makeBatch(page, 'Winter light', 'a {red fox|hare|lynx} in {fog|rain}', 6);
  await go(page, 'Library');
  await tiles(6);
});

describe('the search box', () => {
  it('takes the keyboard with a slash, offers operators and their values, and finds', async () => {
    await page.getByRole('grid', { name: 'Assets' }).focus();
    await page.keyboard.press('/');
    await expect.poll(() => box().evaluate((node) => node === document.activeElement), until).toBe(true);
    await option('rating:').waitFor();
    await page.keyboard.type('ki');
    await option('kind:').waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => box().inputValue()).toBe('kind:');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => box().inputValue()).toBe('kind:video ');
    await page.getByText('No asset fits').waitFor();
    await box().fill('fox kind:im');
    await page.keyboard.press('Enter');
    await expect.poll(() => box().inputValue()).toBe('fox kind:image ');
    await tiles(2);
    await expect.poll(() => page.getByRole('status').filter({ hasText: 'found' }).textContent()).toMatch(/^2 found in \d+ ms$/);
    await box().fill('rating:>3 before:2026-12 -tag:draft kind:');
    await option('image').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-search');
    await page.keyboard.press('Escape');
    await expect.poll(() => option('image').count()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => box().evaluate((node) => node === document.activeElement), until).toBe(false);
  });

  it('says in words what it cannot read, and leaves it out', async () => {
    await page.keyboard.press('Control+f');
    await box().fill('rating:lots fox');
    await page.getByText('rating: takes 0 to 5, as in rating:>3. It is left out of the search.').waitFor();
    await tiles(2);
    await expect.poll(() => box().getAttribute('aria-invalid')).toBe('true');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'library-mistake-dark');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await tiles(6);
  });

  it('finds as one types, phrases in quotes, and what a template picked', async () => {
    await box().fill('ha');
    await tiles(2);
    await box().fill('"red fox in rain"');
    await tiles(1);
    await box().fill('"fox red"');
    await page.getByText('No asset fits').waitFor();
    await box().fill('pick:lynx,hare');
    await tiles(4);
  });

  it('is kept as a smart collection, counted, opened again, renamed, removed and brought back', async () => {
    await box().fill('prompt:fog');
    await tiles(3);
    await page.getByRole('button', { name: 'Keep this search as a smart collection' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Foggy');
    await page.getByRole('button', { name: 'Keep the search' }).click();
    const foggy = page.getByRole('button', { name: /^Foggy/ });
    await foggy.waitFor();
    await expect.poll(() => foggy.textContent(), until).toBe('Foggy3');
    await page.getByRole('button', { name: /^All assets/ }).click();
    await tiles(6);
    await foggy.click();
    await tiles(3);
    await expect.poll(() => box().inputValue()).toBe('prompt:fog');
    await foggy.hover();
    await page.getByRole('button', { name: 'Actions of Foggy' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('In fog');
    await page.getByRole('button', { name: 'Rename' }).click();
    const renamed = page.getByRole('button', { name: /^In fog/ });
    await renamed.hover();
    await page.getByRole('button', { name: 'Actions of In fog' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByText('Collection “In fog” removed').waitFor();
    await expect.poll(() => renamed.count(), until).toBe(0);
    await undoOf(page, 'Collection “In fog” removed').click();
    await renamed.waitFor();
    await page.getByRole('button', { name: /^All assets/ }).click();
  });
});

describe('facets', () => {
  it('count what is found, and every tick is a term of the search', async () => {
    await box().fill('');
    const animal = facet(/^Pick/).filter({ hasText: 'lynx' });
    await animal.waitFor();
    await animal.getByRole('checkbox', { name: /lynx/ }).click();
    await tiles(2);
    await expect.poll(() => box().inputValue()).toMatch(/^pick:"?.+=lynx"?$/);
    await animal.getByRole('checkbox', { name: /hare/ }).click();
    await tiles(4);
    // What else could be ticked keeps its count; other facets count what is found.
    await expect.poll(() => animal.textContent(), until).toMatch(/red fox, 2 assets/);
    await expect.poll(() => facet('Kind').textContent(), until).toMatch(/Image, 4 assets/);
    await facet('Rating').getByRole('checkbox', { name: 'Not rated' }).click();
    await tiles(4);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-facets');
    await box().fill('rating:>3');
    await expect.poll(() => facet('Rating').getByRole('checkbox', { name: /^5\b/ }).getAttribute('aria-checked'), until).toBe('true');
    await facet('Rating').getByRole('checkbox', { name: /^4\b/ }).click();
    await expect.poll(() => box().inputValue()).toBe('rating:5');
    await page.getByRole('button', { name: /^All assets/ }).click();
  });

  it('are a drop-down in narrow windows', async () => {
    await box().fill('');
    await page.setViewportSize({ width: 1100, height: 760 });
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await facet('Kind').getByRole('checkbox', { name: /Video/ }).click();
    await expect.poll(() => box().inputValue()).toBe('kind:video');
    await page.getByRole('button', { name: 'Filter, 1 on' }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'library-facets-narrow-dark');
    await facet('Kind').getByRole('checkbox', { name: /Video/ }).click();
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

it('told no errors all the while', () => {
  expect(errors).toEqual([]);
});
