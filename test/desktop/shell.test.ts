import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, makeHome, type Home } from './support/desktop-app.ts';

let home: Home;
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  home = await makeHome();
  ({ app, page } = await home.start());
  await app.evaluate(watchTrays);
});

afterAll(async () => {
  await app?.close();
  await home?.remove();
});

interface Watched {
  tray: { tip: string; menu: Electron.Menu | null };
}

/** From now on what any tray is told is kept, for nothing asks a tray what it shows. Runs in the main process. */
function watchTrays({ Tray }: typeof Electron.CrossProcessExports): void {
  const seen = ((globalThis as unknown as Watched).tray = { tip: '', menu: null as Electron.Menu | null });
  const { setToolTip, setContextMenu } = Tray.prototype;
  Tray.prototype.setToolTip = function (tip) {
    seen.tip = tip;
    setToolTip.call(this, tip);
  };
  Tray.prototype.setContextMenu = function (menu) {
    seen.menu = menu;
    setContextMenu.call(this, menu);
  };
}

const trayTip = () => app.evaluate(() => (globalThis as unknown as Watched).tray.tip);
const trayLabels = () => app.evaluate(() => (globalThis as unknown as Watched).tray.menu?.items.map(({ label }) => label));
const pickInTray = (label: string) =>
  app.evaluate((_, words) => (globalThis as unknown as Watched).tray.menu?.items.find((item) => item.label === words)?.click(), label);
const isPaused = async () => (await call(page, 'app.snapshot', null)).status.paused;

/** An item of the application menu, by its words. */
async function pickInMenu(label: string): Promise<void> {
  await app.evaluate(({ Menu, BrowserWindow }, words) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    items.find((item) => item.label === words)?.click(undefined, BrowserWindow.getAllWindows()[0]);
  }, label);
}

describe('the tray', () => {
  it('tells the state in six words, and pauses and resumes', async () => {
    await call(page, 'queue.pause', null);
    await expect.poll(trayTip).toMatch(/^Abstrakt Companion: .*aused/);
    await expect.poll(trayLabels).toContain('Resume all');
    await pickInTray('Resume all');
    await expect.poll(isPaused).toBe(false);
    await expect.poll(trayLabels).toContain('Pause all');
  });

  it('brings a hidden window back', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await pickInTray('Show the window');
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  });
});

describe('the menu', () => {
  it('leads to every screen, opens the palette and pauses', async () => {
    for (const [words, screen] of [
      ['Go to Library', 'Library'],
      ['Go to Keys', 'Keys'],
      ['Go to Settings', 'Settings'],
    ] as const) {
      await pickInMenu(words);
      await page.getByRole('main', { name: screen }).waitFor();
    }
    await pickInMenu('Find or do anything');
    await page.getByRole('dialog', { name: 'Find or do anything' }).waitFor();
    await page.keyboard.press('Escape');
    await pickInMenu('Pause or resume everything');
    await expect.poll(isPaused).toBe(true);
  });

  it('shows the keys that one chose', async () => {
    await call(page, 'settings.update', { shortcuts: { pause: 'Control+Shift+p' } });
    const shown = () =>
      app.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
        return items.find((item) => item.label === 'Pause or resume everything')?.accelerator;
      });
    await expect.poll(shown).toMatch(/Shift\+P$/);
  });
});
