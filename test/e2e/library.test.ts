import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { renderMedia } from '../../electron/sandbox/media/render.ts';
import { call, signIn } from '../support/host-socket.ts';
import { findingsInBothThemes } from './support/axe.ts';
import { Rig } from './support/rig.ts';
import { go } from './support/screens.ts';
import { shoot } from './support/shots.ts';

const IMAGE = 'fal-ai/flux/schnell';
type Look = { kind: 'audio'; format: 'wav'; seconds: number } | { kind: 'video'; format: 'webm'; width: number; height: number; seconds: number };
const FILM = { kind: 'video', format: 'webm', width: 320, height: 180, seconds: 4 } as const;
const ANIMALS = ['red fox', 'snowy owl', 'lynx', 'badger'];

let rig: Rig;
let page: Page;
let socket: WebSocket;
let errors: string[];

/** Screens draw when they can: a busy machine is no failure. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000 });

beforeAll(async () => {
  rig = await Rig.start({
    sandbox: ['--keys', 'studio=3000/50/50000', '--durations', JSON.stringify({ [IMAGE]: { medianMs: 40, spread: 0 } })],
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
    prepare: async ({ address }) => ({ socket } = await signIn(address)),
  });
  ({ page, errors } = rig);
  const image = (prompt: string, seed: number) => ({ model: IMAGE, input: { prompt, seed } });
  await make('Animals', [
    ...ANIMALS.flatMap((animal) => [1, 2, 3].map((seed) => image(animal, seed))),
    ...Array.from({ length: 6 }, (_, at) => image(`study ${at}`, 40 + at)),
  ]);
  await takeIn('brushed drums.wav', { kind: 'audio', format: 'wav', seconds: 3 });
  await takeIn('harbour at night.webm', FILM);
  await go(page, 'Library');
});

afterAll(async () => {
  socket?.close();
  await rig?.stop();
});

async function make(name: string, jobs: { model: string; input: Record<string, string | number> }[]): Promise<void> {
  const { batchId } = await call(socket, 'batch.create', { name, jobs });
  const counts = async () => (await call(socket, 'batch.summary', { ids: [batchId] })).jobs;
  await vi.waitFor(async () => expect((await counts()).done).toBe(jobs.length), { timeout: 90_000, interval: 250 });
}

/** A person's own file: what a model would take a minute for. */
async function takeIn(name: string, look: Look): Promise<void> {
  const bytes = await renderMedia({ ...look, signature: name, prompt: name });
  const { import: id } = await call(socket, 'asset.importBegin', { name, bytes: bytes.length, modifiedAt: null });
  await call(socket, 'asset.importAppend', { import: id, chunk: Buffer.from(bytes).toString('base64') });
  await call(socket, 'asset.import', { import: id });
}

const grid = () => page.getByRole('grid', { name: 'Assets' });
const cells = () => grid().getByRole('gridcell');
const cell = (name: string | RegExp) => grid().getByRole('gridcell', { name });
/** What a tile is called aloud. */
const nameOf = (tile: Locator) => tile.evaluate((element) => element.firstElementChild?.textContent ?? '');
const selectedCount = () => grid().locator('[role="gridcell"][aria-selected="true"]').count();
const bar = (count: number) => page.getByRole('toolbar', { name: `${count} assets selected` });
/** Notices are dialogs too; they have no header. */
const viewer = () => page.locator('[role="dialog"]:has(header)');
const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
/** The engine's own word on what is kept about the assets of a prompt. */
const keptOf = async (prompt: string) => (await call(socket, 'asset.list', { text: `"${prompt}"` })).assets.map((asset) => asset.kept);
const isPlaying = (video: Locator) => video.evaluate((element) => !(element as HTMLVideoElement).paused && (element as HTMLVideoElement).currentTime > 0);

describe('the grid', () => {
  it('shows pictures, film and sound beside each other, each at its size before it is there', async () => {
    await soon(() => cells().count()).toBe(12);
    await soon(() => grid().locator('img').count()).toBe(11);
    await grid().locator('[data-waveform]').waitFor();
    await shoot(page, 'grid-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('opens what is clicked twice at its right edge, where the first click has the inspector come', async () => {
    const boxes = await Promise.all((await cells().all()).map((one) => one.boundingBox()));
    const outermost = boxes.reduce((best, box) => (box && best && box.x + box.width > best.x + best.width ? box : best))!;
    await page.mouse.dblclick(outermost.x + outermost.width - 12, outermost.y + outermost.height / 2, { delay: 80 });
    await viewer().waitFor();
    await page.keyboard.press('Escape');
    await viewer().waitFor({ state: 'detached' });
    await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
    await soon(selectedCount).toBe(0);
  });

  it('plays a film while the pointer is on it', async () => {
    await cell(/harbour/).hover();
    await soon(() => isPlaying(cell(/harbour/).locator('video'))).toBe(true);
    await page.getByRole('main').getByRole('heading').first().hover();
    await cell(/harbour/)
      .locator('video')
      .waitFor({ state: 'detached' });
  });

  it('plays sound from its tile', async () => {
    await cell(/drums/).getByRole('button', { name: 'Play', includeHidden: true }).click();
    await soon(() => isPlaying(cell(/drums/).locator('audio'))).toBe(true);
    await cell(/drums/).getByRole('button', { name: 'Pause', includeHidden: true }).click();
    await soon(() => isPlaying(cell(/drums/).locator('audio'))).toBe(false);
  });

  it('is walked and selected in as in a file manager', async () => {
    await cell(/study 5/).click();
    await expect.poll(() => selectedCount()).toBe(1);
    await press('Shift+ArrowRight', 'Shift+ArrowRight');
    await bar(3).waitFor();
    await press('ArrowRight');
    await expect.poll(() => selectedCount()).toBe(1);
    await press('End', 'Shift+Home');
    await bar(12).waitFor();
    await press('Escape');
    await expect.poll(() => selectedCount()).toBe(1);
    await press('End');
    await cell(/study 1/).click({ modifiers: ['ControlOrMeta'] });
    await cell(/study 3/).click({ modifiers: ['ControlOrMeta'] });
    await bar(3).waitFor();
    await press('Space');
    await bar(2).waitFor();
    await press('ControlOrMeta+a');
    await bar(12).waitFor();
    await shoot(page, 'selected-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Select none' }).click();
    await expect.poll(() => selectedCount()).toBe(0);
  });

  it('is laid out in squares and as a list too, and remembers it', async () => {
    await page.getByRole('radio', { name: 'Squares' }).click();
    const edges = () => cells().evaluateAll((tiles) => tiles.flatMap((tile) => [tile.clientWidth, tile.clientHeight]));
    await soon(async () => Math.max(...(await edges())) - Math.min(...(await edges()))).toBeLessThan(3);
    await shoot(page, 'squares-dark');
    await page.getByRole('radio', { name: 'List' }).click();
    await expect
      .poll(() =>
        cells()
          .first()
          .evaluate((tile) => tile.clientHeight),
      )
      .toBeLessThan(36);
    await shoot(page, 'list-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.reload();
    await cells().first().waitFor();
    await expect
      .poll(() =>
        cells()
          .first()
          .evaluate((tile) => tile.clientHeight),
      )
      .toBeLessThan(36);
    await page.getByRole('radio', { name: 'Justified' }).click();
    await expect
      .poll(() =>
        cells()
          .first()
          .evaluate((tile) => tile.clientHeight),
      )
      .toBeGreaterThan(80);
  });
});

describe('stacks', () => {
  it('fold variations, show how many, and open with a key', async () => {
    const owl = cell(/snowy owl/);
    await expect.poll(() => owl.count()).toBe(1);
    await expect.poll(() => nameOf(owl)).toMatch(/folded stack of 3$/);
    await owl.click();
    await press('s');
    await soon(() => owl.count()).toBe(3);
    await shoot(page, 'stack-open-dark');
    await press('s');
    await soon(() => owl.count()).toBe(1);
  });

  it('are covered by the best rated', async () => {
    await cell(/snowy owl/).click();
    await press('s', 'ArrowRight', '4');
    await soon(() => cell(/snowy owl.*, 4 stars/).count()).toBe(1);
    const best = await cell(/snowy owl.*, 4 stars/)
      .locator('img')
      .getAttribute('src');
    await press('s');
    await soon(() => cell(/snowy owl/).count()).toBe(1);
    await expect
      .poll(() =>
        cell(/snowy owl/)
          .locator('img')
          .getAttribute('src'),
      )
      .toBe(best);
  });

  it('are laid beside each other all together', async () => {
    await page.getByRole('button', { name: 'Lay variations beside each other' }).click();
    await soon(() => cells().count()).toBe(20);
    await page.getByRole('button', { name: 'Fold variations into stacks' }).click();
    await soon(() => cells().count()).toBe(12);
  });
});

describe('culling', () => {
  it('rates, picks and rejects by key, and takes it back', async () => {
    await cell(/study 0/).click();
    await press('5', 'p');
    await cell(/study 0, 5 stars, picked/).waitFor();
    await expect.poll(() => keptOf('study 0')).toMatchObject([{ rating: 5, pick: 'picked' }]);
    await press('u', '0');
    await soon(() => keptOf('study 0')).toMatchObject([{ rating: null, pick: null }]);
    await press('ControlOrMeta+z');
    await soon(() => keptOf('study 0')).toMatchObject([{ rating: 5, pick: null }]);
  });

  it('is done for many at once', async () => {
    await cell(/study 1/).click();
    for (const study of [/study 2/, /study 3/]) await cell(study).click({ modifiers: ['ControlOrMeta'] });
    await bar(3).getByRole('button', { name: 'Reject' }).click();
    await soon(() => cell(/study \d.*, rejected/).count()).toBe(3);
    await shoot(page, 'rejects-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Select none' }).click();
  });

  it('ends with all rejects in the trash together, and they come back', async () => {
    await page.getByRole('button', { name: 'Move 3 rejects to the trash' }).click();
    await page.getByText('3 assets moved to the trash').waitFor();
    await soon(() => cells().count()).toBe(9);
    // The newest word is the first.
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await soon(() => cells().count()).toBe(12);
  });

  it('compares with one zoom, and the winner stays', async () => {
    await cell(/red fox/).click();
    await press('c');
    await viewer().getByText('Compare 3').waitFor();
    const images = viewer().getByRole('img');
    await soon(() => images.count()).toBe(3);
    await images.first().hover();
    await page.mouse.wheel(0, -300);
    await page.mouse.wheel(0, -300);
    const places = () =>
      images.evaluateAll(
        (all) => new Set(all.map((image) => image.style.transform.replaceAll(/\d+\.\d+/g, (figure) => String(Math.round(Number(figure)))))).size,
      );
    await expect.poll(() => images.first().evaluate((image) => image.style.transform)).toMatch(/scale/);
    await soon(places).toBe(1);
    await shoot(page, 'compare-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await press('v');
    await viewer().getByRole('slider', { name: 'Where the line is' }).waitFor();
    await shoot(page, 'overlay-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await press('v', 'ArrowRight', 'Enter');
    await viewer().waitFor({ state: 'detached' });
    await cell(/red fox.*picked/).waitFor();
    expect((await keptOf('red fox')).filter((kept) => kept.pick === 'picked')).toHaveLength(1);
  });
});

describe('looking', () => {
  /** What the tiles are called, in their order: batches come home in any. */
  let names: string[];
  const shows = (at: number) =>
    viewer()
      .getByRole('heading', { name: names[at]!.split(', ')[1]!, exact: true })
      .waitFor({ timeout: 30_000 });
  /** Also while the viewer lies over it and hides it from who cannot see. */
  const named = (at: number) => page.locator('[role="gridcell"]').nth(at);

  it('goes through the list, rates on the way, and tells how it was made', async () => {
    names = await cells().evaluateAll((tiles) => tiles.map((tile) => tile.firstElementChild?.textContent ?? ''));
    await named(2).dblclick();
    await shows(2);
    await press('ArrowRight');
    await shows(3);
    await press('3');
    await soon(() => nameOf(named(3))).toMatch(/, 3 stars/);
    await press('i');
    await viewer().getByRole('complementary', { name: 'How it was made' }).getByText('Animals').waitFor();
    await shoot(page, 'viewer-made-dark');
    expect(await findingsInBothThemes(page)).toEqual([]);
  });

  it('shows slides, one after the other', async () => {
    await press('s');
    await shows(4);
    await press('s', 'Escape');
    await viewer().waitFor({ state: 'detached' });
    await soon(() => named(4).getAttribute('aria-selected')).toBe('true');
  });

  it('compares films in step', async () => {
    await takeIn('waves one.webm', FILM);
    await takeIn('waves two.webm', FILM);
    await cell(/waves one/).click();
    await cell(/waves two/).click({ modifiers: ['ControlOrMeta'] });
    await page.getByRole('button', { name: 'Compare' }).first().click();
    const films = viewer().locator('video');
    await soon(() => films.count()).toBe(2);
    await viewer().getByRole('button', { name: 'Play all' }).click();
    const times = () => films.evaluateAll((all) => all.map((film) => (film as HTMLVideoElement).currentTime));
    await soon(async () => Math.min(...(await times()))).toBeGreaterThan(0.2);
    await viewer().getByRole('slider', { name: 'Time' }).fill('500');
    await soon(async () => Math.abs((await times())[0]! - (await times())[1]!)).toBeLessThan(0.4);
    await press('Escape');
  });
});

it('told no errors all the while', () => {
  expect(errors).toEqual([]);
});
