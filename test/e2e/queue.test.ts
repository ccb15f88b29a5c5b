import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import type { Sandbox } from './support/sandbox.ts';
import { batchRow, doneOf, go, numbered, palette, queueBatch } from './support/screens.ts';
import { shoot } from './support/shots.ts';

let rig: Rig;
let sandbox: Sandbox;
let context: BrowserContext;
let page: Page;
let errors: string[];
let address: string;

beforeAll(async () => {
  rig = await Rig.start({
    sandbox: ['--keys', 'studio=300/2/5000', '--durations', '{"flux-schnell":{"medianMs":400,"spread":0}}', '--media', 'stub'],
    patienceMs: 10_000,
  });
  ({ sandbox, context, page, errors, address } = rig);
});

afterAll(() => rig?.stop());

const strip = () => page.getByRole('region', { name: /uncertain$/ });

describe('a job whose answer was lost', () => {
  it('is shown before anything else, with what is known, and costs nothing more until someone decides', async () => {
    await sandbox.faults([{ kind: 'cut-after-accept', endpoint: 'run', count: 1 }]);
    await queueBatch(page, 'Lost', ['a letter that got lost']);
    await strip().waitFor();
    await expect.poll(() => strip().textContent()).toMatch(/Lost #1 with studio/);
    await expect
      .poll(() =>
        page
          .getByRole('link', { name: /^Queue/ })
          .first()
          .textContent(),
      )
      .toContain('1');
    await shoot(page, 'queue-uncertain-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    expect(await sandbox.accepted('a letter that got lost')).toBe(1);
  });

  it('tells its attempts and what was sent', async () => {
    await strip().getByRole('link', { name: 'What is known' }).click();
    await page.getByRole('complementary', { name: 'Job' }).getByText('ANSWER_LOST').first().waitFor();
    await shoot(page, 'job-uncertain-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await go(page, 'Queue');
  });

  it('is sent again by one click', async () => {
    await strip()
      .getByRole('button', { name: /^Send again/ })
      .click();
    await strip().waitFor({ state: 'detached' });
    await expect.poll(() => doneOf(page, 'Lost')).toBe(1);
    expect(await sandbox.accepted('a letter that got lost')).toBe(2);
  });

  it('or counted as failed, and then never sent again by itself', async () => {
    await sandbox.faults([{ kind: 'cut-after-accept', endpoint: 'run', count: 1 }]);
    await queueBatch(page, 'Given up', ['a letter that is given up']);
    await strip().getByRole('button', { name: 'Count as failed' }).click();
    await strip().waitFor({ state: 'detached' });
    await batchRow(page, 'Given up').getByText('over, 1 failed').waitFor();
    expect(await sandbox.accepted('a letter that is given up')).toBe(1);
  });
});

describe('a batch', () => {
  it('is paused: what is at the API comes home, nothing new leaves', async () => {
    await queueBatch(page, 'Waves', numbered(40, 'wave'));
    await expect.poll(() => doneOf(page, 'Waves')).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Pause Waves' }).click();
    await batchRow(page, 'Waves').getByText('Paused by you').waitFor();
    await batchRow(page, 'Waves')
      .getByText(/running/)
      .waitFor({ state: 'detached' });
    await shoot(page, 'queue-paused-dark');
    await expect.poll(() => doneOf(page, 'Waves')).toBeLessThan(40);
  });

  it('is the same in another tab, which sees what this one does', async () => {
    const other = await context.newPage();
    await other.goto(new URL('/#/queue', address).href);
    await batchRow(other, 'Waves').getByText('Paused by you').waitFor();
    const before = await doneOf(other, 'Waves');
    await page.getByRole('button', { name: 'Resume Waves' }).click();
    await other.getByRole('button', { name: 'Pause Waves' }).waitFor();
    await expect.poll(() => doneOf(other, 'Waves')).toBeGreaterThan(before);
    await other.getByRole('button', { name: 'Pause Waves' }).click();
    await batchRow(page, 'Waves').getByText('Paused by you').waitFor();
    await other.close();
  });

  it('is where it was after a reload', async () => {
    await page.getByRole('link', { name: 'Waves', exact: true }).click();
    await page.getByRole('heading', { name: 'Waves' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Waves' }).waitFor();
    await page.getByRole('button', { name: 'Resume', exact: true }).waitFor();
    await shoot(page, 'batch-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await go(page, 'Queue');
  });

  it('keeps what waits when one thinks better of cancelling it', async () => {
    await cancelTheRest();
    const question = page.getByRole('dialog', { name: 'Cancel the rest of Waves?' });
    await question.getByText('leave the queue, free').waitFor();
    await question.getByText('stay in the library').waitFor();
    await shoot(page, 'queue-cancel-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    await batchRow(page, 'Waves').getByText('Paused by you').waitFor();
  });

  it('is cancelled after a question that counts what it hits', async () => {
    const left = 40 - (await doneOf(page, 'Waves'));
    await cancelTheRest();
    await page.getByRole('button', { name: `Cancel ${left} jobs` }).click();
    await batchRow(page, 'Waves')
      .getByText(/cancelled/)
      .first()
      .waitFor();
    await expect.poll(() => doneOf(page, 'Waves')).toBe(40 - left);
  });

  it('waits with all others while everything is paused', async () => {
    await page.getByRole('button', { name: 'Pause all' }).click();
    await page.getByText('SYS.PAUSED').waitFor();
    await queueBatch(page, 'Held', numbered(2, 'held'));
    await batchRow(page, 'Held').getByText('Held: everything is paused').waitFor();
    expect(await sandbox.accepted('held 1')).toBe(0);
    await page.getByRole('button', { name: 'Resume all' }).click();
    await expect.poll(() => doneOf(page, 'Held')).toBe(2);
  });

  async function cancelTheRest(): Promise<void> {
    await page.getByRole('button', { name: 'More for Waves' }).click();
    await page.getByRole('menuitem', { name: 'Cancel the rest' }).click();
  }
});

describe('jobs that failed', () => {
  it('are listed, looked through and run again with one thing changed, by the palette', async () => {
    await queueBatch(page, 'Bad words', ['a forbidden fox', 'a forbidden hare', 'an owl']);
    await batchRow(page, 'Bad words').getByText('over, 2 failed').waitFor();
    await palette(page, 'open bad words');
    await page.getByRole('heading', { name: 'Bad words' }).waitFor();
    await palette(page, 'list 2 failed');
    const rows = page.getByRole('grid', { name: 'Jobs' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(2);
    const words = page.getByRole('textbox', { name: 'Filter 3 jobs' });
    await words.fill('hare');
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining('a forbidden hare')]);
    await words.blur();
    await palette(page, 'rerun bad words changed');
    const dialog = page.getByRole('dialog', { name: 'Rerun 2 failed jobs of Bad words with one thing changed' });
    await dialog.getByRole('textbox', { name: 'Value' }).fill('an allowed fox');
    await shoot(page, 'rerun-changed-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change and rerun 2 jobs' }).click();
    await dialog.waitFor({ state: 'detached' });
    await go(page, 'Queue');
    await expect.poll(() => doneOf(page, 'Bad words')).toBe(3);
    expect(await sandbox.accepted('an allowed fox')).toBe(2);
  });

  it('one after the other pause their batch, which asks wherever one is', async () => {
    await go(page, 'Compose');
    const stop = page.getByRole('textbox', { name: 'Pause after', exact: true });
    await stop.fill('2');
    await queueBatch(page, 'Failing', numbered(9, 'a forbidden crow'));
    await go(page, 'Library');
    await page.getByText('Failing paused itself').first().waitFor();
    await page.getByRole('button', { name: 'Open the batch' }).click();
    await page
      .getByRole('region', { name: 'Why it waits' })
      .getByText(/^Paused itself/)
      .waitFor();
    await shoot(page, 'paused-itself-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await go(page, 'Compose');
    await stop.fill('');
  });
});

describe('the page', () => {
  it('told no errors all the while', () => {
    expect(errors).toEqual([]);
  });
});
