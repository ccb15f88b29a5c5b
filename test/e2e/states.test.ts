import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { launchChromium, watchErrors } from './support/chromium.ts';
import { Host } from './support/host.ts';
import { Sandbox } from './support/sandbox.ts';
import { batchRow, doneOf, go } from './support/screens.ts';
import { shoot } from './support/shots.ts';

const FREE = ['--keys', 'solo=free', '--durations', '{"flux-schnell":{"medianMs":300,"spread":0}}', '--media', 'stub'];

let sandbox: Sandbox;
let host: Host;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await launchChromium();
  sandbox = await Sandbox.start(...FREE);
  host = new Host({ baseUrl: sandbox.baseUrl, keys: sandbox.keys.join(',') });
  const address = await host.start();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  page.setDefaultTimeout(20_000);
  errors = watchErrors(page);
  await page.goto(address);
});

afterAll(async () => {
  await browser?.close();
  await host?.remove();
  await sandbox?.stop();
});

async function queue(name: string, jobs: number): Promise<void> {
  await go(page, 'Compose');
  await page.getByRole('option', { name: /^FLUX Schnell/ }).click();
  const linewise = page.getByRole('switch', { name: 'One job a line' });
  if ((await linewise.getAttribute('aria-checked')) !== 'true') await linewise.click();
  const prompts = Array.from({ length: jobs }, (_, at) => `${name} ${at + 1}`);
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompts.join('\n'));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: new RegExp(`^Queue ${jobs} job`) }).click();
  await page.getByText(`${jobs} ${jobs === 1 ? 'job' : 'jobs'} queued`).waitFor();
  await go(page, 'Queue');
}

const status = () => page.getByRole('contentinfo', { name: 'Status' });

describe('an API that is silent', () => {
  // The key has its whole minute still: the next request goes at once, and tells.
  it('is told with what it costs and when it is asked again, and can be asked at once', async () => {
    await sandbox.stop();
    await queue('Unheard', 2);
    await page
      .getByRole('alert')
      .filter({ hasText: /The API has not answered for/ })
      .waitFor();
    await expect.poll(() => status().textContent()).toContain('API.SILENT');
    await expect.poll(() => page.title()).toMatch(/^API silent, 2 wait/);
    await shoot(page, 'silent-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    sandbox = await Sandbox.start(...FREE, '--port', new URL(sandbox.baseUrl).port);
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect.poll(() => status().textContent(), { timeout: 20_000 }).toContain('API.ACTIVE');
    await expect.poll(() => doneOf(page, 'Unheard'), { timeout: 20_000 }).toBe(2);
  });
});

describe('a key whose minute is spent', () => {
  it('says until when everything waits, on the batch and on each job', async () => {
    await queue('Limited', 14);
    await batchRow(page, 'Limited')
      .getByText(/^Waits for solo until \d\d:\d\d:\d\d$/)
      .waitFor();
    await shoot(page, 'limited-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('link', { name: 'Limited', exact: true }).click();
    await page
      .getByRole('grid', { name: 'Jobs' })
      .getByText(/^Waits for solo/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await go(page, 'Queue');
  });
});

describe('a key’s ceiling', () => {
  it('holds its jobs, and says that it does', async () => {
    await go(page, 'Keys');
    const field = page.getByRole('textbox', { name: 'Credit budget' });
    await field.fill('1');
    await field.press('Enter');
    await expect.poll(() => page.getByText(/credits? spent$/).count()).toBe(1);
    await shoot(page, 'key-budget-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await queue('Too dear', 2);
    await page.getByRole('link', { name: 'Too dear', exact: true }).click();
    await page.getByRole('grid', { name: 'Jobs' }).getByText(/udget/).first().waitFor();
    await go(page, 'Keys');
    await field.fill('');
    await field.press('Enter');
    await go(page, 'Queue');
  });
});

describe('the keyboard', () => {
  it('is listed, and has other keys for what one chooses; none twice', async () => {
    await go(page, 'Settings');
    const keyboard = page.getByRole('region', { name: 'Keyboard' });
    const pause = keyboard.getByRole('listitem').filter({ hasText: 'Pause or resume everything' });
    await pause.getByRole('button').click();
    await page.keyboard.press('n');
    await keyboard.getByRole('alert').filter({ hasText: 'N is “Compose” already' }).waitFor();
    await page.keyboard.press('Control+Shift+p');
    await expect.poll(() => pause.locator('kbd').allTextContents()).toEqual(['Ctrl', 'Shift', 'P']);
    await shoot(page, 'keyboard-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Control+Shift+p');
    await expect.poll(() => status().textContent()).toContain('SYS.PAUSED');
    await page.keyboard.press('Control+Shift+p');
    await expect.poll(() => status().textContent()).toContain('SYS.ONLINE');
    await keyboard.getByRole('button', { name: 'Use the usual keys' }).click();
    await expect.poll(() => pause.locator('kbd').allTextContents()).toEqual(['Space']);
  });

  it('goes to every screen by its digit', async () => {
    await page.getByRole('region', { name: 'Keyboard' }).getByRole('button', { name: 'Use the usual keys' }).blur();
    for (const [digit, screen] of [
      ['3', 'Keys'],
      ['6', 'Learn'],
      ['2', 'Queue'],
    ] as const) {
      await page.keyboard.press(digit);
      await page.getByRole('main', { name: screen }).waitFor();
    }
  });

  it('told no errors all the while', () => {
    expect(errors).toEqual([]);
  });
});
