import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import type { Host } from './support/host.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { batchRow, go, palette, progressOf } from './support/screens.ts';
import { shoot } from './support/shots.ts';

let rig: Rig;
let sandbox: Sandbox;
let host: Host;
let browser: Browser;
let page: Page;
let errors: string[];

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'electron', 'cli.js');

beforeAll(async () => {
  rig = await Rig.start({ sandbox: ['--keys', 'studio=business', '--time-scale', '0.02'], context: { acceptDownloads: true } });
  ({ sandbox, host, browser, page, errors } = rig);
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
});

afterAll(() => rig?.stop());

const prompt = () => page.getByRole('textbox', { name: 'Prompt', exact: true });
const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const queueButton = (jobs: string) => page.getByRole('button', { name: new RegExp(`^Queue ${jobs}`) });

/** In both themes, to be looked at. */
async function shootBoth(name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(250);
      await shoot(page, `${name}-${width}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

describe('the rules of a batch', () => {
  it('tries its first jobs, waits for a look, and goes on when it is released', async () => {
    await palette(page, 'compose with flux schnell');
    await page.getByRole('main', { name: 'Compose' }).waitFor();
    await prompt().fill('a {fox|hare|owl|lynx|wren}');
    await box('Name').fill('Tried foxes');
    await box('Try first').fill('2');
    await box('Never spend over').fill('50');
    await box('Pause after').fill('3');
    await page.getByText('then it asks you').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootBoth('compose-rules');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('5 jobs queued').waitFor();
    await go(page, 'Queue');
    await batchRow(page, 'Tried foxes').getByText('First 2 over: look, then release 3 jobs').waitFor({ timeout: 60_000 });
    await expect.poll(() => progressOf(page, 'Tried foxes')).toBe('2/5');
    expect(await sandbox.accepted('a owl')).toBe(0);
    await page.getByRole('link', { name: 'Tried foxes' }).click();
    await page.getByText('The first 2 are over').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootBoth('queue-trial');
    await page.getByRole('button', { name: 'Release 3 jobs' }).click();
    await go(page, 'Queue');
    await expect.poll(() => progressOf(page, 'Tried foxes'), { timeout: 60_000 }).toBe('5/5');
  });

  it('starts when its time has come, or when it is told to', async () => {
    await go(page, 'Compose');
    await box('Name').fill('Later foxes');
    await box('Try first').fill('');
    await page.getByRole('combobox', { name: 'Start', exact: true }).click();
    await page.getByRole('option', { name: 'at a time' }).click();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('Say on which day and at what time').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    const tomorrow = new Date(Date.now() + 20 * 3_600_000);
    const local = new Date(tomorrow.getTime() - tomorrow.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    await page.getByLabel('Start at').fill(local);
    await shootBoth('compose-start');
    await queueButton('5 jobs').click();
    await page.getByText('5 jobs queued').first().waitFor();
    await go(page, 'Queue');
    await batchRow(page, 'Later foxes')
      .getByText(/^Starts at /)
      .waitFor();
    await expect.poll(() => progressOf(page, 'Later foxes')).toBe('0/5');
    await shootBoth('queue-start');
    await page.getByRole('link', { name: 'Later foxes' }).click();
    await page
      .getByRole('region', { name: 'Why it waits' })
      .getByText(/^Starts at /)
      .waitFor();
    await page.getByRole('button', { name: 'Start now' }).click();
    await go(page, 'Queue');
    await expect.poll(() => progressOf(page, 'Later foxes'), { timeout: 60_000 }).toBe('5/5');
  });
});

describe('what is kept', () => {
  it('of what was composed is taken up again as a new draft', async () => {
    await palette(page, 'open history');
    await page.getByRole('button', { name: /^Tried foxes/ }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootBoth('compose-history');
    await page.getByRole('textbox', { name: 'Search what was composed' }).fill('tried');
    await expect.poll(() => page.getByRole('list', { name: 'What was composed' }).getByRole('listitem').count()).toBe(1);
    await page.getByRole('button', { name: /^Tried foxes/ }).click();
    await expect.poll(() => box('Try first').inputValue()).toBe('2');
    const tabs = page.getByRole('navigation', { name: 'Drafts' });
    await tabs.getByRole('button', { name: 'Tried foxes', exact: true }).waitFor();
    await tabs.getByRole('button', { name: 'Later foxes', exact: true }).waitFor();
  });

  it('as a preset is saved, tagged, duplicated, shared, deleted and taken back', async () => {
    await page.getByRole('button', { name: 'Presets' }).click();
    await box('Name of the preset').fill('Five animals');
    await box('Tags').fill('animal, winter');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    const presets = page.getByRole('list', { name: 'Presets' });
    await presets.getByRole('button', { name: /^Five animals/ }).waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootBoth('compose-presets');
    const more = async (name: string, action: string) => {
      await page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    await more('Five animals', 'Duplicate');
    await presets.getByRole('button', { name: /^Five animals 2/ }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), more('Five animals 2', 'Save as file')]);
    const file = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(file)).toMatchObject({ abstraktPreset: 1, name: 'Five animals 2', tags: ['animal', 'winter'], draft: { tryFirst: 2 } });
    await more('Five animals 2', 'Delete');
    await presets.getByRole('button', { name: /^Five animals 2/ }).waitFor({ state: 'detached' });
    await page.getByLabel('File with a preset').setInputFiles({ name: 'x.preset.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    await presets.getByRole('button', { name: /^Five animals 2/ }).click();
    await presets.waitFor({ state: 'detached' });
    await expect.poll(() => prompt().inputValue()).toBe('a {fox|hare|owl|lynx|wren}');
  });

  it('as a file runs the same on the command line, and opens as a draft', async () => {
    await box('Name').fill('Filed foxes');
    await box('Try first').fill('');
    await prompt().fill('a filed {fox|hare|owl}');
    await queueButton('3 jobs').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as file' }).click()]);
    expect(download.suggestedFilename()).toBe('filed-foxes.json');
    const file = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(file)).toMatchObject({ abstraktBatch: 1, name: 'Filed foxes', creditBudget: { credits: 50 }, stopAfter: 3 });
    expect((JSON.parse(file) as { jobs: { input: { prompt: string } }[] }).jobs.map(({ input }) => input.prompt)).toEqual([
      'a filed fox',
      'a filed hare',
      'a filed owl',
    ]);
    await page.getByRole('button', { name: 'New draft' }).click();
    await expect.poll(() => prompt().inputValue()).toBe('');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByLabel('File to import').setInputFiles({ name: 'filed-foxes.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    await expect.poll(() => prompt().inputValue()).toBe('a filed {fox|hare|owl}');
    await queueButton('3 jobs').waitFor();

    const path = join(host.workspace, 'filed-foxes.json');
    writeFileSync(path, file);
    const env = { ...process.env, ABSTRAKT_API_KEYS: sandbox.keys.join(',') };
    const args = [CLI, 'run', path, '--json', '--workspace', join(host.workspace, 'other'), '--base-url', sandbox.baseUrl];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(JSON.parse(stdout)).toMatchObject({ jobs: { done: 3, failed: 0 } });
    for (const animal of ['fox', 'hare', 'owl']) expect(await sandbox.accepted(`a filed ${animal}`)).toBe(1);
  });

  it('on the desk outlives a kill of the host, under another address too', async () => {
    await palette(page, 'new draft');
    await prompt().fill('typed just before the lights went out');
    await page.waitForTimeout(1_500);
    await host.kill();
    const address = await host.start();
    const other = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    const after = await other.newPage();
    await after.goto(address);
    await go(after, 'Compose');
    await expect.poll(() => after.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue()).toBe('typed just before the lights went out');
    await after.getByRole('navigation', { name: 'Drafts' }).getByRole('button', { name: 'Later foxes', exact: true }).waitFor();
    await other.close();
  });
});

it('told no errors all the while', () => {
  expect(errors.filter((error) => !error.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
});
