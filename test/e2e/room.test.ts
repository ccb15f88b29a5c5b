import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, signIn } from '../support/host-socket.ts';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import { choose, doneOf, go, numbered, queueBatch } from './support/screens.ts';
import { shoot, shootAll } from './support/shots.ts';

/** `reader` may read but not run; `brief` has a day of three requests; `flux-dev` takes long enough to be seen at the API. */
const SANDBOX = [
  '--keys',
  'studio=300/2/5000,night=300/2/5000,brief=300/2/3,reader=300/2/5000',
  '--permissions',
  'reader=models:read+jobs:read+jobs:write',
  '--durations',
  '{"flux-schnell":{"medianMs":700,"spread":0},"flux-dev":{"medianMs":4000,"spread":0}}',
  '--media',
  'stub',
];

let rig: Rig;
let page: Page;

beforeAll(async () => {
  rig = await Rig.start({ sandbox: SANDBOX, context: { viewport: { width: 1440, height: 900 } }, patienceMs: 15_000 });
  ({ page } = rig);
});

afterAll(() => rig?.stop());

const board = () => page.getByRole('application', { name: 'Flight board' });
const rows = () => page.getByRole('grid', { name: 'Jobs' }).getByRole('row');

async function openKey(label: string) {
  await go(page, 'Keys');
  await page
    .getByRole('navigation', { name: 'Keys' })
    .getByRole('link', { name: new RegExp(`^${label}, `) })
    .click();
  return page.getByRole('article', { name: label });
}

/** A batch of several models at once: by the contract, as the command line and other programs queue. */
async function queueDrafts(name: string, drafts: { model: string; input: { prompt: string } }[]): Promise<void> {
  const { socket } = await signIn(rig.address);
  await call(socket, 'batch.create', { name, jobs: drafts });
  socket.close();
}

describe('a key', () => {
  it('whose day is spent is told wherever one is, and sleeps on the board', async () => {
    const { socket } = await signIn(rig.address);
    await call(socket, 'queue.pause', null);
    await queueBatch(page, 'First', numbered(24, 'first'));
    await go(page, 'Library');
    await call(socket, 'queue.resume', null);
    socket.close();
    await page.getByText('The day of brief is spent').waitFor();
    await shoot(page, 'alert-day-spent-dark');
    await go(page, 'Queue');
    await page.getByRole('button', { name: 'As a table' }).click();
    const states = page.getByRole('table', { name: 'Keys' });
    await expect.poll(() => states.getByRole('row', { name: /^brief/ }).textContent()).toMatch(/Asleep, day spent, until/);
    await page.getByRole('button', { name: 'As a board' }).click();
    // Its plan would allow more, and the server said that there is no more.
    const day = page
      .getByRole('link', { name: /^brief, / })
      .locator('[aria-hidden] > [style*="width"]')
      .last();
    await expect.poll(() => day.getAttribute('style')).toContain('width: 100%');
    await expect.poll(() => doneOf(page, 'First'), { timeout: 40_000 }).toBe(24);
  });

  it('tells how its plan is known, what its last answer said and how long ago, and what it may not run', async () => {
    const studio = await openKey('studio');
    await studio.getByText('as the headers of its answers tell.').waitFor();
    const headers = studio.getByRole('region', { name: 'Headers of the last answer' });
    await expect
      .poll(() => headers.textContent())
      .toMatch(/\d+ m?s ago.*X-RateLimit-Limit +300\s.*X-RateLimit-Remaining +\d+\s.*X-RateLimit-Reset +\d+\s.*Retry-After +–/s);
    await expect.poll(() => studio.getByRole('region', { name: 'History' }).textContent()).toMatch(/\d+ refusals? in \d+ requests/);
    const reader = await openKey('reader');
    await expect.poll(() => reader.getByRole('region', { name: 'History' }).textContent()).toContain('FLUX Schnell. A test asks again');
    await shoot(page, 'key-forbidden-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('is given labels and a colour, which are there after a reload', async () => {
    const night = await openKey('night');
    await night.getByRole('textbox', { name: 'Labels' }).fill('nord');
    await page.keyboard.press('Enter');
    await night.getByRole('button', { name: 'Take off nord' }).waitFor();
    await night.getByRole('radio').nth(4).click();
    await expect.poll(() => night.getByRole('radio').nth(4).getAttribute('aria-checked')).toBe('true');
    await page.reload();
    await page.getByRole('article', { name: 'night' }).getByRole('button', { name: 'Take off nord' }).waitFor();
    await expect.poll(() => night.getByRole('radio').nth(4).getAttribute('aria-checked')).toBe('true');
  });
});

describe('a batch', () => {
  it('is moved to keys with a label, and no other takes its jobs; filtered by key it shows that', async () => {
    await go(page, 'Queue');
    await page.getByRole('button', { name: 'Pause all' }).click();
    await queueBatch(page, 'For the north', numbered(6, 'north'));
    await page.getByRole('button', { name: 'More for For the north' }).click();
    await page.getByRole('menuitem', { name: 'Choose its keys' }).click();
    const dialog = page.getByRole('dialog', { name: 'Which keys take For the north?' });
    await dialog.getByRole('button', { name: 'nord' }).click();
    await dialog.getByText('1 key: night').waitFor();
    await dialog.getByRole('button', { name: 'Move 6 queued jobs' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Resume all' }).click();
    await expect.poll(() => doneOf(page, 'For the north'), { timeout: 30_000 }).toBe(6);
    await page.getByRole('link', { name: 'For the north', exact: true }).click();
    await choose(page, 'Key', /^night$/);
    await expect.poll(() => rows().count()).toBe(6);
    await choose(page, 'Key', /^studio$/);
    await expect.poll(() => rows().count()).toBe(0);
  });

  it('of two models is filtered by one; a job at the API says where it is, and how that compares with the usual', async () => {
    await queueDrafts('Two models', [
      { model: 'flux-schnell', input: { prompt: 'quick' } },
      ...numbered(30, 'slow').map((prompt) => ({ model: 'flux-dev', input: { prompt } })),
    ]);
    await go(page, 'Queue');
    await page.getByRole('link', { name: 'Two models', exact: true }).first().click();
    await choose(page, 'Model', /^FLUX Schnell$/);
    await expect.poll(() => rows().count()).toBe(1);
    await choose(page, 'Model', /^FLUX Dev$/);
    await expect.poll(() => rows().count()).toBeGreaterThan(5);
    expect(await rows().filter({ hasText: 'quick' }).count()).toBe(0);
    await rows()
      .getByText(/^Sent with (studio|night),?\s*$/)
      .first()
      .waitFor();
    await rows()
      .getByText(/^(usually|longer than the usual) \d/)
      .first()
      .waitFor();
    await rows().filter({ hasText: 'Sent with' }).first().click();
    const job = page.getByRole('complementary', { name: 'Job' });
    await job.getByText(/^at the API .*, usually \d/).waitFor();
    await shoot(page, 'job-running-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });
});

describe('the flight board', () => {
  it('says what the pointer is on, and a click opens it', async () => {
    await go(page, 'Queue');
    await queueBatch(page, 'Under the pointer', numbered(60, 'pointed'));
    await page.getByRole('radio', { name: '1 min' }).click();
    const card = board().getByText(/^FLUX (Schnell|Dev) · (studio|night)$/);
    await expect.poll(() => underThePointer(card)).toBe(1);
    await board()
      .getByText(/^.+ #\d+$/)
      .waitFor();
    await shoot(page, 'board-hover-dark');
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole('complementary', { name: 'Job' }).waitFor();
  });

  it('is the same at every zoom, and plans what waits', async () => {
    await go(page, 'Queue');
    await page.getByRole('button', { name: 'As a table' }).click();
    const planned = async () =>
      Number.parseInt(
        (await page
          .getByRole('table', { name: 'Keys' })
          .getByRole('row', { name: /^studio/ })
          .getByRole('cell')
          .last()
          .textContent()) ?? '',
        10,
      );
    await expect.poll(planned, { timeout: 20_000 }).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'As a board' }).click();
    for (const zoom of ['10 s', '1 h', '1 d', '6 min']) {
      await page.getByRole('radio', { name: zoom, exact: true }).click();
      await expect.poll(() => page.getByRole('radio', { name: zoom, exact: true }).getAttribute('aria-checked')).toBe('true');
      await shoot(page, `board-zoom-${zoom.replace(' ', '-')}-dark`);
    }
  });

  /** Moves the pointer over the first lanes, left of now, until there is a card: how many there are. */
  async function underThePointer(card: ReturnType<Page['getByText']>): Promise<number> {
    const box = await board().boundingBox();
    if (!box) return 0;
    for (let step = 1; step < 30; step++) {
      await page.mouse.move(box.x + box.width * (0.66 - step * 0.02), box.y + 32 + (step % 4) * 8);
      if ((await card.count()) > 0) break;
    }
    return card.count();
  }
});

describe('what if', () => {
  it('a batch were held: when the others are done instead, and by how much that is sooner', async () => {
    await queueBatch(page, 'Small', numbered(20, 'small'));
    await queueBatch(page, 'Large', numbered(150, 'large'));
    const ask = page.getByRole('region', { name: 'What if' }).getByRole('listitem').filter({ hasText: 'Pause Large' });
    await expect.poll(() => ask.textContent(), { timeout: 30_000 }).toMatch(/\d\d:\d\d/);
    await shootAll(page, 'busy');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });
});

describe('the record of refusals', () => {
  it('is on show over the queue and beside what was spent', async () => {
    const figures = page.locator('[aria-label="The queue in figures"]');
    await expect.poll(() => figures.textContent()).toMatch(/Refusals\d+in \d+ requests/);
    await page.getByRole('button', { name: 'Spend' }).click();
    await page.getByText(/^\d+ refusals? in \d+ requests, 24 h$/).waitFor();
    await shootAll(page, 'spend');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('and the page told no errors all the while', () => {
    expect(rig.errors).toEqual([]);
  });
});
