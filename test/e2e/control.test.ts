import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import type { Host } from './support/host.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { batchRow, doneOf, go, numbered, queueBatch } from './support/screens.ts';
import { shoot } from './support/shots.ts';

let rig: Rig;
let sandbox: Sandbox;
let host: Host;
let context: BrowserContext;
let page: Page;
let errors: string[];

beforeAll(async () => {
  rig = await Rig.start({
    sandbox: ['--keys', 'studio=300/4/5000,night=60/2/5000', '--durations', '{"flux-schnell":{"medianMs":900,"spread":0.2}}', '--media', 'stub'],
    context: { viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] },
    patienceMs: 15_000,
  });
  ({ sandbox, host, context, page, errors } = rig);
});

afterAll(() => rig?.stop());

const board = () => page.getByRole('application', { name: 'Flight board' });

/** How many pixels of the board's canvas have about this colour. */
function pixelsOf(hex: string): Promise<number> {
  return page.evaluate((wanted) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[aria-label="Flight board"] canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    const near = (at: number, byte: number) => Math.abs((data[at] ?? 0) - Number.parseInt(wanted.slice(1 + 2 * byte, 3 + 2 * byte), 16)) < 6;
    let found = 0;
    for (let at = 0; at < data.length; at += 4) if (near(at, 0) && near(at + 1, 1) && near(at + 2, 2)) found++;
    return found;
  }, hex);
}

describe('the flight board', () => {
  it('shows what is under way hot, and what is settled cooled, as it happens', async () => {
    await queueBatch(page, 'Waves', numbered(40, 'wave'));
    await board().waitFor();
    await expect.poll(() => pixelsOf('#fc963c')).toBeGreaterThan(1_000);
    await expect.poll(() => doneOf(page, 'Waves'), { timeout: 30_000 }).toBeGreaterThan(8);
    await page.getByRole('radio', { name: '1 min' }).click();
    await expect.poll(() => pixelsOf('#fc963c')).toBeGreaterThan(1_500);
    await shoot(page, 'board-busy-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('is walked with the keyboard, says where one is, and opens the job', async () => {
    await board().focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => board().locator('output').textContent()).toMatch(/^(studio|night): job \d+, sent \d\d:\d\d:\d\d/);
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Job' }).waitFor();
    await go(page, 'Queue');
  });

  it('stops following when one goes back, and follows again', async () => {
    await board().focus();
    await page.keyboard.press('PageUp');
    const follow = page.getByRole('switch', { name: 'Follow now' });
    await expect.poll(() => follow.getAttribute('aria-checked')).toBe('false');
    await page.keyboard.press('End');
    await expect.poll(() => follow.getAttribute('aria-checked')).toBe('true');
  });

  it('is there as a table', async () => {
    await page.getByRole('button', { name: 'As a table' }).click();
    await page.getByRole('table', { name: 'Keys' }).getByRole('rowheader', { name: 'studio' }).waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Under way' }).getByRole('row').count()).toBeGreaterThan(0);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'As a board' }).click();
  });

  it('tells when everything would be done with one more key', async () => {
    await queueBatch(page, 'Long', numbered(150, 'long'));
    const ask = page.getByRole('region', { name: 'What if' }).getByRole('listitem').filter({ hasText: 'One more Pro key' });
    await expect.poll(() => ask.textContent(), { timeout: 60_000 }).toMatch(/\d\d:\d\d/);
    await expect.poll(() => doneOf(page, 'Waves'), { timeout: 60_000 }).toBe(40);
    await page.getByRole('button', { name: 'More for Long' }).click();
    await page.getByRole('menuitem', { name: 'Cancel the rest' }).click();
    await page.getByRole('button', { name: /^Cancel \d+ jobs?$/ }).click();
  });
});

describe('a key', () => {
  it('draws and says what it did in the last hour', async () => {
    await go(page, 'Keys');
    const chart = page.getByRole('region', { name: 'Requests a minute' });
    await expect.poll(() => chart.textContent()).toMatch(/[1-9]\d* requests in the last hour/);
    await chart.locator('.uplot canvas').waitFor();
    await page.getByRole('radio', { name: '1 d' }).click();
    await expect.poll(() => chart.textContent()).toMatch(/each bar is the busiest minute of ten/);
    await shoot(page, 'key-chart-dark');
  });

  it('has a log that is filtered, and each request is readable without the secret', async () => {
    const log = page.getByRole('region', { name: 'Request log' });
    await log.getByRole('button', { name: 'run' }).click();
    await expect.poll(() => log.getByRole('row').count()).toBeGreaterThan(3);
    await expect.poll(() => log.getByRole('row').first().textContent()).toContain('run');
    await log.getByRole('button', { name: 'lost' }).click();
    await log.getByText('No request fits.').waitFor();
    await log.getByRole('button', { name: 'lost' }).click();
    await log.getByRole('row').first().click();
    const dialog = page.getByRole('dialog', { name: /^Run with studio/ });
    await dialog.getByText(/POST http/).waitFor();
    const text = (await dialog.textContent()) ?? '';
    for (const secret of sandbox.secrets) expect(text).not.toContain(secret);
    await shoot(page, 'request-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Copy as curl' }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toMatch(/^curl -X POST 'http.*\/run'/);
    const curl = await copied();
    expect(curl).toContain('$ABSTRAKT_API_KEY');
    for (const secret of sandbox.secrets) expect(curl).not.toContain(secret);
    await page.keyboard.press('Escape');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });
});

describe('jobs that wait', () => {
  it('are changed together, and it is taken back', async () => {
    await go(page, 'Queue');
    await page.getByRole('button', { name: 'Pause all' }).click();
    await queueBatch(page, 'Held', numbered(6, 'held'));
    await page.getByRole('link', { name: 'Held', exact: true }).click();
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('toolbar', { name: '6 jobs selected' }).waitFor();
    await shoot(page, 'bulk-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change 6 queued' }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill('all the same');
    await page.getByRole('button', { name: 'Change 6 jobs' }).click();
    const rows = page.getByRole('grid', { name: 'Jobs' }).getByRole('row');
    await expect.poll(() => rows.filter({ hasText: 'all the same' }).count()).toBe(6);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rows.filter({ hasText: 'held 3' }).count()).toBe(1);
  });

  it('are selected by keyboard, and cancelled after a question that counts, with a way back', async () => {
    const grid = page.getByRole('grid', { name: 'Jobs' });
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('toolbar', { name: '2 jobs selected' }).waitFor();
    await page.getByRole('button', { name: 'Cancel 2', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Cancel 2 jobs?' });
    await question.getByText('leave the queue, free').waitFor();
    await question.getByRole('button', { name: 'Cancel 2 jobs' }).click();
    await expect.poll(() => grid.getByRole('row').filter({ hasText: 'cancelled' }).count()).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(() => grid.getByRole('row').filter({ hasText: 'cancelled' }).count()).toBe(0);
    await go(page, 'Queue');
  });
});

describe('batches', () => {
  const names = () => page.getByRole('region', { name: 'Batches' }).getByRole('listitem').locator('[data-row]').allTextContents();

  it('are moved by keyboard and by drag, and moved back', async () => {
    await queueBatch(page, 'Second', numbered(2, 'second'));
    expect((await names()).slice(0, 2)).toEqual(['Second', 'Held']);
    await page.getByRole('link', { name: 'Held', exact: true }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['Held', 'Second']);
    const handle = batchRow(page, 'Second').getByTitle('Drag to another place');
    await handle.dragTo(batchRow(page, 'Held'), { targetPosition: { x: 300, y: 8 } });
    await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['Second', 'Held']);
  });

  it('that are over while one looks elsewhere are told, and the title says how things stand', async () => {
    await expect.poll(() => page.title()).toBe('Paused, 8 queued · Abstrakt Companion');
    await page.getByRole('button', { name: 'Resume all' }).click();
    await go(page, 'Library');
    await page.getByText('Held is over').or(page.getByText('Second is over')).first().waitFor();
    await expect.poll(() => page.title(), { timeout: 30_000 }).toBe('Nothing queued · Abstrakt Companion');
  });

  it('and what they cost is told in three columns, and copied as CSV', async () => {
    await go(page, 'Queue');
    await page.getByRole('button', { name: 'Spend' }).click();
    const byBatch = page.getByRole('table', { name: 'By batch' });
    await byBatch.getByRole('rowheader', { name: 'Waves' }).waitFor();
    await shoot(page, 'spend-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^by,id,name,jobs,credits reported,credits estimated,jobs of unknown cost\r\nbatch,/);
  });
});

describe('the queue at start-up', () => {
  it('is paused when the setting says so', async () => {
    await go(page, 'Settings');
    await page.getByRole('radiogroup', { name: 'The queue at start-up' }).getByRole('radio', { name: 'Pause' }).click();
    await expect.poll(() => page.getByRole('radio', { name: 'Pause', exact: true }).getAttribute('aria-checked')).toBe('true');
    expect(errors).toEqual([]);
    await host.stop();
    const other = await context.newPage();
    await other.goto(await host.start());
    await other.getByText('SYS.PAUSED').waitFor();
  });
});
