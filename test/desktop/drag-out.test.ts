import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../unit/library/support.ts';
import { call, makeHome, type Desktop, type Home } from './support/desktop-app.ts';

interface Dragged {
  files: string[];
  icon: { width: number; height: number };
}

const BYTES = png(640, 360, 90);

describe('dragging out of the window', () => {
  let home: Home;
  let desktop: Desktop;
  let sha256: string;

  beforeAll(async () => {
    home = await makeHome();
    desktop = await home.start();
    const { page } = desktop;
    const { import: id } = await call(page, 'asset.importBegin', { name: 'fox.png', bytes: BYTES.length, modifiedAt: null });
    await call(page, 'asset.importAppend', { import: id, chunk: BYTES.toString('base64') });
    await call(page, 'asset.import', { import: id });
    sha256 = (await call(page, 'asset.list', {})).assets[0]?.sha256 ?? '';
    // The system's own drag would wait for a mouse that nobody moves.
    await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents;
      contents.startDrag = ({ files, icon }) => Object.assign(globalThis, { dragged: { files, icon: typeof icon === 'string' ? null : icon.getSize() } });
    });
  });
  afterAll(async () => {
    await desktop?.app.close();
    await home?.remove();
  });

  const dragged = () => desktop.app.evaluate(() => (globalThis as { dragged?: unknown }).dragged ?? null) as Promise<Dragged | null>;

  it('refuses paths, and what the library does not have', async () => {
    for (const asked of ['/etc/hostname', '../assets', 'f'.repeat(63)])
      await expect(call(desktop.page, 'asset.drag', { sha256s: [asked] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(call(desktop.page, 'asset.drag', { sha256s: ['f'.repeat(64)] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await dragged()).toBeNull();
  });

  it('hands a tile over as a file with its bytes and its own picture on the pointer', async () => {
    const { page } = desktop;
    await page.getByRole('link', { name: 'Library' }).click();
    const tile = page.getByRole('gridcell').first();
    await tile.locator('img').waitFor();
    const box = (await tile.boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
    await expect.poll(dragged, { timeout: 10_000 }).not.toBeNull();
    await page.mouse.up();
    const { files, icon } = (await dragged())!;
    expect(files).toHaveLength(1);
    expect(files[0]).not.toContain(home.workspace);
    expect(files[0]).toMatch(new RegExp(`${sha256.slice(0, 12)}\\.png$`));
    expect(readFileSync(files[0]!).equals(BYTES)).toBe(true);
    expect(icon).toEqual({ width: 64, height: 36 });
  });

  it('takes a tile of a collection along where the mouse leaves the window, and moves it within until then', async () => {
    const { page } = desktop;
    const { id } = await call(page, 'collection.create', { name: 'Winter cover' });
    await call(page, 'collection.add', { id, sha256s: [sha256] });
    await desktop.app.evaluate(() => Object.assign(globalThis, { dragged: null }));
    await page
      .getByRole('button', { name: /^Winter cover/ })
      .first()
      .click();
    await page.locator('button[aria-current]', { hasText: 'Winter cover' }).waitFor();
    const tile = page.getByRole('gridcell').first();
    await tile.locator('img').waitFor();
    const box = (await tile.boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
    expect(await dragged()).toBeNull();
    await page.mouse.move(-6, box.y + 60, { steps: 8 });
    await expect.poll(dragged, { timeout: 10_000 }).not.toBeNull();
    await page.mouse.up();
    expect(readFileSync((await dragged())!.files[0]!).equals(BYTES)).toBe(true);
  });

  it('leaves nothing behind', async () => {
    const file = (await dragged())!.files[0]!;
    expect(existsSync(file)).toBe(true);
    await desktop.app.close();
    await expect.poll(() => existsSync(file)).toBe(false);
  });
});
