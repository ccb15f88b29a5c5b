import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embed } from '../../electron/engine/library/metadata/embed.ts';
import { readMaking } from '../../electron/engine/library/metadata/read.ts';
import { png } from '../unit/library/support.ts';
import { findingsInBothThemes } from './support/axe.ts';
import { launchChromium, watchErrors } from './support/chromium.ts';
import { Host } from './support/host.ts';
import { undoOf } from './support/library.ts';
import { waves } from './support/png.ts';
import { go } from './support/screens.ts';
import { shoot, shootAll } from './support/shots.ts';

let host: Host;
let browser: Browser;
let page: Page;
let errors: string[];
let address: string;
/** Another disk, as far as the library can tell. */
const drive = mkdtempSync(join(tmpdir(), 'companion-e2e-drive-'));
/** Requests that wanted to leave this machine's host: none may. */
const elsewhere: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  host = new Host({ folder: drive, alone: true });
  address = await host.start();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', acceptDownloads: true });
  const { origin } = new URL(address);
  await context.route(
    (url) => url.origin !== origin && url.protocol !== 'blob:' && url.protocol !== 'data:',
    (route) => {
      elsewhere.push(route.request().url());
      return route.abort();
    },
  );
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  errors = watchErrors(page);
  await page.goto(address);
  await go(page, 'Library');
});

afterAll(async () => {
  await browser?.close();
  await host?.remove();
  rmSync(drive, { recursive: true, force: true });
});

const dialog = () => page.getByRole('dialog');

async function more(item: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await dialog().waitFor();
}

async function close(): Promise<void> {
  await dialog().getByRole('button', { name: 'Close' }).click();
  await dialog().waitFor({ state: 'detached' });
}

const NOTE = { format: 1, model: 'flux-dev', input: null, seed: 7, batch: null, title: 'Heron, dusk', tags: ['bird'], rating: 4, createdAt: null } as const;
const LONG = `${'ä'.repeat(120)}.png`;

function bomb(): Buffer {
  const bytes = png(4, 4, 9);
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  return bytes;
}

const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\u0002\0isomiso2', 'latin1'), Buffer.from([0, 1, 0, 0]), Buffer.from('mdat')]);

const FILES = [
  { name: 'heron.png', buffer: Buffer.from(embed('image/png', png(320, 200, 40), { ...NOTE, prompt: 'a heron at dusk', tags: [...NOTE.tags] })!) },
  { name: 'שלום עולם.png', buffer: png(200, 320, 90) },
  { name: '👩‍👩‍👧‍👦 family.png', buffer: png(240, 240, 160) },
  { name: LONG, buffer: png(300, 200, 220) },
  { name: 'bomb.png', buffer: bomb() },
  { name: 'cut.mp4', buffer: film },
  { name: 'drawing.svg', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="ran"</script></svg>') },
  { name: 'page.jpg', buffer: Buffer.from('<!doctype html><script>document.title="ran"</script>') },
  { name: 'empty.png', buffer: Buffer.alloc(0) },
].map((file) => ({ ...file, mimeType: 'application/octet-stream' }));
const GOOD = 6;
/** For machines that do much else besides. */
const SLOW = { timeout: 20_000 };

async function importAll(): Promise<void> {
  await more('Import files');
  await dialog().getByLabel('Files to import').setInputFiles(FILES);
  await dialog().getByRole('button', { name: 'Import more' }).waitFor();
}

describe('files in and out, without a network', () => {
  it('has a host that can connect to nothing, not even to itself', () => {
    const asks = spawnSync(process.execPath, ['-e', `fetch('${address}').then(() => process.exit(7), ({ cause }) => console.log(cause.code))`], {
      env: { ...process.env, ...host.withoutNetwork() },
      encoding: 'utf8',
    });
    expect([asks.status, asks.stdout.trim()]).toEqual([0, 'ENETUNREACH']);
    expect(host.tries()).toHaveLength(1);
  });

  it('takes files in, hostile ones among them, and names each that is refused', async () => {
    await importAll();
    await dialog().getByText('6 files imported, 1 with their prompt').waitFor();
    const refused = await dialog().getByRole('list', { name: 'Why each was refused' }).getByRole('listitem').allTextContents();
    expect(refused.toSorted()).toEqual([
      'drawing.svg It is no picture, film or sound the library knows. SVG and other documents are not taken in.',
      'empty.png It is empty.',
      'page.jpg It is no picture, film or sound the library knows. SVG and other documents are not taken in.',
    ]);
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'library-import-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, 'library-import-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await close();
    await page.getByText(`${GOOD} assets`).first().waitFor();
    expect(await page.title()).not.toContain('ran');
  });

  it('keeps the same bytes once, and finds what their own words said', async () => {
    await importAll();
    await dialog().getByText('0 files imported, 6 there already').waitFor();
    await close();
    const box = page.getByLabel('Search the library').first();
    await box.fill('heron');
    await expect.poll(() => page.getByRole('gridcell').count(), SLOW).toBe(1);
    await box.fill('');
    await expect.poll(() => page.getByRole('gridcell').count(), SLOW).toBe(GOOD);
  });

  it('exports a ZIP under names that are shown as they are typed, with the making inside the files', async () => {
    await more('Export the whole library');
    const names = dialog().getByRole('textbox', { name: 'Names' });
    await names.fill('{nope}');
    await dialog().getByRole('alert').getByText('not known').waitFor();
    await names.fill('{model} {prompt} {hash}');
    await dialog().getByRole('list', { name: 'First names' }).getByText('imported').first().waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shoot(page, 'library-export-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, 'library-export-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    const [download] = await Promise.all([page.waitForEvent('download'), dialog().getByRole('button', { name: 'Export 6 files' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^Abstrakt .*\.zip$/);
    const files = unzipSync(readFileSync(await download.path()));
    expect(Object.keys(files)).toHaveLength(GOOD);
    const heron = Object.entries(files).find(([name]) => name.startsWith('flux-dev a heron at dusk'));
    expect(readMaking(heron![1])).toMatchObject({ prompt: 'a heron at dusk', note: { title: 'Heron, dusk', rating: 4, seed: 7 } });
    await dialog().waitFor({ state: 'detached' });
  });

  it('exports what is selected, and nothing else', async () => {
    const tiles = page.getByRole('gridcell');
    await tiles.nth(2).click();
    await tiles.nth(3).click({ modifiers: ['Control'] });
    await page.getByRole('toolbar', { name: '2 assets selected' }).getByRole('button', { name: 'Export' }).click();
    await dialog().getByRole('button', { name: 'Export 2 files' }).waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Select none' }).click();
  });

  it('exports into a folder of the workspace, and tells how it went', async () => {
    await more('Export the whole library');
    await dialog().getByRole('radio', { name: 'A folder' }).click();
    await dialog().getByRole('button', { name: 'Export 6 files' }).click();
    await dialog().getByText('6 files exported to').waitFor();
    const folder = join(host.workspace, 'exports');
    const [made] = readdirSync(folder);
    expect(readdirSync(join(folder, made!)).filter((name) => !name.startsWith('.'))).toHaveLength(GOOD);
    await shoot(page, 'library-export-done-dark');
    await close();
  });

  it('verifies: names a file that is gone, says what was tried, and finds it again in a folder by its bytes', async () => {
    const assets = join(host.workspace, 'assets');
    const name = String(readdirSync(assets, { recursive: true }).find((file) => String(file).endsWith('.mp4')));
    rmSync(join(host.workspace, 'exports'), { recursive: true, force: true });
    renameSync(join(assets, name), join(drive, 'a film of mine.bin'));
    await more('Verify the library');
    await dialog()
      .getByRole('switch', { name: /Read every byte/ })
      .click();
    await dialog().getByRole('button', { name: 'Verify 6 assets' }).click();
    await dialog().getByText('6 assets checked, every byte read: 1 found.').waitFor();
    await dialog()
      .getByText(`The file ${basename(name)} is not there.`)
      .waitFor();
    await dialog().getByRole('button', { name: 'Mend what can be mended' }).click();
    await dialog().getByText('has its bytes, and it has no address to be fetched from again').waitFor();
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-verify');
    await dialog().getByRole('button', { name: 'Look in a folder' }).click();
    await dialog().getByText(`1 file found again in ${drive}, and copied to its place.`).waitFor();
    expect(readdirSync(drive)).toEqual(['a film of mine.bin']);
    await dialog().getByRole('button', { name: 'Verify 6 assets' }).click();
    await dialog().getByText('6 assets checked, every byte read: all whole.').waitFor();
    await close();
  });

  it('mends: a thumbnail that is lost is made again', async () => {
    const thumbnails = () => readdirSync(join(host.workspace, 'thumbnails'), { recursive: true }).filter((name) => /[0-9a-f]{64}\.webp$/.test(String(name)));
    await expect.poll(() => thumbnails().length, SLOW).toBe(4);
    rmSync(join(host.workspace, 'thumbnails', String(thumbnails()[0])));
    await more('Verify the library');
    await dialog().getByRole('button', { name: 'Verify 6 assets' }).click();
    await dialog()
      .getByText(/The thumbnail of .* is not there/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Mend what can be mended' }).click();
    await dialog().getByText('1 found and mended').waitFor();
    await expect.poll(() => thumbnails().length, SLOW).toBe(4);
    await close();
  });

  it('moves to another disk and back, works on with the drive pulled out, and has the files again by itself', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('move the library');
    await page.keyboard.press('Enter');
    const place = page.getByRole('region', { name: 'Where the files are' });
    await place.getByRole('button', { name: 'Move to another disk' }).click();
    const home = join(drive, 'Abstrakt library');
    await place.getByText(`12 files copied to ${home}, each read back and compared.`).waitFor();
    await shootAll(page, 'library-moved');
    renameSync(home, join(drive, 'unplugged'));
    await page.getByRole('alert').getByText('The drive with the library’s files is not connected').waitFor();
    await page.getByRole('button', { name: /^All assets/ }).click();
    const box = page.getByLabel('Search the library').first();
    await box.fill('heron');
    await expect.poll(() => page.getByRole('gridcell').count(), SLOW).toBe(1);
    const picture = page.getByRole('gridcell').locator('img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    await expect.poll(() => picture.evaluate((image) => getComputedStyle(image).filter)).toContain('grayscale');
    await page.getByRole('gridcell').dblclick();
    await page.getByText('The file cannot be read just now').waitFor();
    // The page asked for the file that was pulled out with the drive; that it is told so is right.
    await expect.poll(() => errors.splice(0).filter((error) => !/404 .*\/media\/asset\//.test(error)), SLOW).toEqual([]);
    await shoot(page, 'library-away-viewer-dark');
    await page.keyboard.press('Escape');
    await box.fill('');
    await expect.poll(() => page.getByRole('gridcell').count(), SLOW).toBe(GOOD);
    await shootAll(page, 'library-away');
    renameSync(join(drive, 'unplugged'), home);
    await page.getByRole('alert').getByText('is not connected').waitFor({ state: 'detached' });
    await expect
      .poll(() =>
        page
          .getByRole('gridcell')
          .locator('img')
          .first()
          .evaluate((image) => getComputedStyle(image).filter),
      )
      .toBe('none');
    await page.getByRole('button', { name: 'Storage' }).click();
    await place.getByRole('button', { name: 'Move back' }).click();
    await place.getByText(`12 files copied to ${host.workspace}`).waitFor();
    await place.getByRole('button', { name: 'Remove the former files' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove them' }).click();
    await place.getByText(`12 files removed from ${home}. The library is whole where it is.`).waitFor();
    expect(readdirSync(drive)).toEqual(['a film of mine.bin']);
    await page.getByRole('button', { name: /^All assets/ }).click();
  });

  it('is mirrored under readable names, follows a new title, and ends without a trace', async () => {
    await page.getByRole('button', { name: 'Storage' }).click();
    const mirror = page.getByRole('region', { name: 'Readable mirror' });
    const names = mirror.getByRole('textbox', { name: 'Folders and names' });
    await names.fill('{nope}');
    await mirror.getByRole('alert').getByText('not known').waitFor();
    await names.fill('{model}/{title}');
    await mirror.getByRole('list', { name: 'How they will be called' }).getByText('imported/').first().waitFor();
    await mirror.getByRole('button', { name: 'Mirror in the workspace' }).click();
    await mirror.getByText('6 files in').waitFor();
    await mirror.getByText('up to date').waitFor();
    const inMirror = () => readdirSync(join(host.workspace, 'mirror'), { recursive: true }).map((name) => basename(String(name)));
    expect(inMirror()).toContain('שלום עולם.png');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-mirror');
    await page.getByRole('button', { name: /^All assets/ }).click();
    await page.getByRole('gridcell').filter({ hasText: 'Heron, dusk' }).click();
    const title = page.getByRole('textbox', { name: 'Title' });
    await title.fill('Reiher 🦢');
    await title.press('Enter');
    await expect.poll(inMirror, SLOW).toContain('Reiher 🦢.png');
    expect(inMirror()).not.toContain('Heron, dusk.png');
    await page.getByRole('complementary', { name: 'Asset' }).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Storage' }).click();
    await mirror.getByRole('button', { name: 'End it, remove its files' }).click();
    await mirror.getByRole('button', { name: 'Mirror in the workspace' }).waitFor();
    expect(inMirror()).toEqual([]);
    await page.getByRole('button', { name: /^All assets/ }).click();
  });

  it('is reached from the palette, and asked nothing of any other machine', async () => {
    await go(page, 'Queue');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('verify the library');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Verify the library' }).waitFor();
    await close();
    expect(elsewhere).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('offers pictures that look the same, keeps one, and finds what looks like it', async () => {
    await go(page, 'Library');
    await more('Import files');
    const twice = [waves(640, 480), waves(320, 240)].map((buffer, at) => ({ name: `waves ${at}.png`, mimeType: 'image/png', buffer }));
    await dialog().getByLabel('Files to import').setInputFiles(twice);
    await dialog().getByText('2 files imported').waitFor();
    await close();
    await page.getByRole('button', { name: 'Duplicates' }).click();
    const group = page.getByRole('listitem', { name: '2 that look the same' });
    await group.waitFor();
    await expect.poll(() => group.getByRole('radio', { checked: true }).evaluate((node) => node.closest('label')?.textContent)).toContain('640 × 480');
    expect(await findingsInBothThemes(page)).toEqual([]);
    await shootAll(page, 'library-duplicates');
    await group.getByRole('button', { name: 'Not the same' }).click();
    await page.getByText('No duplicates').waitFor();
    await undoOf(page, '2 assets kept as they are').click();
    await group.getByRole('button', { name: 'Keep one, trash 1' }).click();
    await page.getByText('No duplicates').waitFor();
    await shoot(page, 'library-no-duplicates-dark');
    await undoOf(page, 'Kept one, 1 duplicate moved to the trash').click();
    await group.waitFor();
    await page.getByRole('button', { name: /^All assets/ }).click();
    await page.getByRole('gridcell').first().dblclick();
    const large = page.locator('[role="dialog"]:has(header)');
    await expect
      .poll(
        () => large.locator('img[src*="/media/asset/"]').evaluateAll((all) => all.some((one) => one instanceof HTMLImageElement && one.naturalWidth > 0)),
        SLOW,
      )
      .toBe(true);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    await page.keyboard.press('l');
    await expect.poll(() => page.getByLabel('Search the library').first().inputValue(), SLOW).toMatch(/^like:[0-9a-f]{12}$/);
    await expect.poll(() => page.getByRole('gridcell').count(), SLOW).toBe(2);
    await shoot(page, 'library-similar-dark');
    // What the host tried after the first test's own question, everything above included.
    expect(host.tries().slice(1)).toEqual([]);
    expect(elsewhere).toEqual([]);
    expect(errors).toEqual([]);
  });
});
