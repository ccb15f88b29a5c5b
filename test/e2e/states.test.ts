import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import { Sandbox } from './support/sandbox.ts';
import { batchRow, doneOf, go, numbered, queueBatch } from './support/screens.ts';
import { shoot, shootAll } from './support/shots.ts';

let rig: Rig;
let page: Page;
let errors: string[];

const FREE = ['--keys', 'solo=free', '--durations', '{"flux-schnell":{"medianMs":300,"spread":0}}', '--media', 'stub'];

beforeAll(async () => {
  rig = await Rig.start({ sandbox: FREE });
  ({ page, errors } = rig);
});

afterAll(() => rig?.stop());

const status = () => page.getByRole('contentinfo', { name: 'Status' });

describe('an API that is silent', () => {
  // The key has its whole minute still: the next request goes at once, and tells.
  it('is told with what it costs and when it is asked again, and can be asked at once', async () => {
    await go(page, 'Queue');
    await page.getByText('Nothing is queued', { exact: true }).waitFor();
    await shootAll(page, 'idle');
    await rig.sandbox.stop();
    await queueBatch(page, 'Unheard', numbered(2, 'Unheard'));
    await page
      .getByRole('alert')
      .filter({ hasText: /The API has not answered for/ })
      .waitFor();
    await expect.poll(() => status().textContent()).toContain('API.SILENT');
    await expect.poll(() => page.title()).toMatch(/^API silent, 2 wait/);
    await page.getByText('the API is silent', { exact: true }).waitFor();
    // Beside the batches where there is room.
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByText('The API is silent: nothing has an end in sight.').waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    await shootAll(page, 'silent');
    expect(await findingsInBothThemes(page)).toEqual([]);
    rig.sandbox = await Sandbox.start(...FREE, '--port', new URL(rig.sandbox.baseUrl).port);
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect.poll(() => status().textContent(), { timeout: 20_000 }).toContain('API.ACTIVE');
    await expect.poll(() => doneOf(page, 'Unheard'), { timeout: 20_000 }).toBe(2);
  });
});

describe('a key whose minute is spent', () => {
  it('says until when everything waits, on the batch and on each job', async () => {
    await queueBatch(page, 'Limited', numbered(14, 'Limited'));
    await batchRow(page, 'Limited')
      .getByText(/^Waits for solo until \d\d:\d\d:\d\d$/)
      .waitFor();
    await shootAll(page, 'limited');
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
    await queueBatch(page, 'Too dear', numbered(2, 'Too dear'));
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
