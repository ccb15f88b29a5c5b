import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { go, progressOf } from './support/screens.ts';
import { shoot } from './support/shots.ts';

const folder = mkdtempSync(join(tmpdir(), 'companion-e2e-rows-'));
let rig: Rig;
let sandbox: Sandbox;
let page: Page;
let errors: string[];

beforeAll(async () => {
  rig = await Rig.start({ sandbox: ['--keys', 'studio=business', '--time-scale', '0.02'] });
  ({ sandbox, page, errors } = rig);
  await go(page, 'Compose');
  await page.getByRole('option', { name: /^FLUX Schnell/ }).click();
});

afterAll(async () => {
  await rig?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const dialog = () => page.getByRole('dialog');
const queueButton = (jobs: string) => dialog().getByRole('button', { name: new RegExp(`^Queue ${jobs}`) });
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describe('importing', () => {
  it('sends columns to fields, and names every bad row before anything goes out', async () => {
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page
      .getByLabel('File to import')
      .setInputFiles(file('animals.csv', 'Subject,Num Images,note\na red fox,2,x\na hare,9,y\na lynx,two,z\nan {otter},,\n'));
    await dialog().getByRole('combobox', { name: 'Field for Subject' }).click();
    await page.getByRole('option', { name: 'prompt', exact: true }).click();
    await dialog().getByText('num_images: 1 to 4').waitFor();
    await expect
      .poll(() => dialog().getByRole('list', { name: 'What is wrong' }).getByRole('listitem').allTextContents())
      .toEqual(['line 3num_images: 1 to 4', 'line 4"num_images" must be a whole number, not "two".']);
    await expect.poll(() => queueButton('2 jobs').getAttribute('aria-disabled')).toBe('true');
    expect(await findingsInBothThemes(page)).toEqual([]);
    for (const [colorScheme, width, height] of [
      ['dark', 1280, 800],
      ['light', 1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await shoot(page, `compose-import-${width}-${colorScheme}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('queues the rest when the bad rows are set aside, prompts as they stand', async () => {
    await dialog().getByRole('switch', { name: 'Set 2 bad rows aside' }).click();
    await queueButton('2 jobs').click();
    await page.getByText('2 jobs queued').waitFor();
    await go(page, 'Queue');
    await expect.poll(() => progressOf(page, 'animals.csv'), { timeout: 60_000 }).toBe('2/2');
    expect([await sandbox.accepted('a red fox'), await sandbox.accepted('an {otter}'), await sandbox.accepted('a hare')]).toEqual([1, 1, 0]);
  });

  it('takes what is pasted and what is dropped', async () => {
    await go(page, 'Compose');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('textbox', { name: 'Rows to import' }).fill('a wren in the reeds, at dawn\na crane\n');
    await queueButton('2 jobs').waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['{"prompt":"a bear","num_images":1}\n{"prompt":"a boar"}\nnope'], 'beasts.jsonl'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    });
    await dialog().getByText('Not JSON. Each line is one whole object in braces.').waitFor();
    await queueButton('2 jobs').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('tells how far 100,000 rows are read, lets them be given up, and reads them to the end when asked again', async () => {
    // From the disk: a browser is told four megabytes slowly.
    const rows = join(folder, 'many.csv');
    writeFileSync(rows, `prompt,num_images\n${Array.from({ length: 100_000 }, (_, at) => `a red fox in snow number ${at},${(at % 4) + 1}`).join('\n')}\n`);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByLabel('File to import').setInputFiles(rows);
    await dialog().getByRole('progressbar', { name: 'Read so far' }).waitFor();
    await dialog().getByRole('button', { name: 'Bring something else' }).click();
    await page.getByLabel('File to import').setInputFiles(rows);
    await queueButton('100,000 jobs').waitFor();
    await expect.poll(() => dialog().getByText('line 2', { exact: true }).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('told no errors all the while', () => {
    expect(errors).toEqual([]);
  });
});
