import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, makeHome, type Desktop, type Home } from './support/desktop-app.ts';
import { electronLauncher, ROOT } from './support/electron.ts';

const bounds = { x: 60, y: 70, width: 1100, height: 730 };

describe('one instance, and its window', () => {
  let home: Home;

  beforeEach(async () => {
    home = await makeHome();
  });
  afterEach(() => home?.remove());

  it('lets a second start end, and shows the first', async () => {
    const { app } = await home.start();
    try {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
      expect(await startAgain(home)).toBe(0);
      await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))).toEqual([true]);
    } finally {
      await app.close();
    }
  });

  it('keeps the size and place of its window', async () => {
    const first = await shown(await home.start());
    await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
    await expect.poll(() => boundsOf(first)).toEqual(bounds);
    await first.app.close();
    const second = await shown(await home.start());
    await expect.poll(() => boundsOf(second)).toEqual(bounds);
    await second.app.close();
  });

  it('keeps a key over a restart, and its secret in no file but the vault', async () => {
    const secret = 'sk_test_0desktop1secret2';
    const first = await home.start();
    await call(first.page, 'vault.create', { passphrase: 'correct horse battery' });
    await call(first.page, 'key.add', { keys: [{ secret, label: 'studio' }] });
    await first.app.close();
    const second = await home.start();
    const { status, keys } = await call(second.page, 'app.snapshot', null);
    await second.app.close();
    expect(status.vault).toEqual({ kind: 'passphrase', state: 'locked' });
    expect(keys.map(({ label }) => label)).toEqual(['studio']);
    expect(await filesWith(home.folder, secret)).toEqual([]);
  });

  it('leaves no sandbox behind when it is killed', async () => {
    const { app, page } = await home.start();
    await call(page, 'sandbox.start', null);
    const { status } = await call(page, 'app.snapshot', null);
    expect(status.sandbox).toMatchObject({ state: 'running' });
    expect(await answers(status.baseUrl)).toBe(true);
    app.process().kill('SIGKILL');
    await expect.poll(() => answers(status.baseUrl), { timeout: 5_000 }).toBe(false);
  });
});

/** A window has its place from when it is shown: the system may move it then. */
async function shown(desktop: Desktop): Promise<Desktop> {
  await expect.poll(() => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  return desktop;
}

const boundsOf = ({ app }: Desktop) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

async function answers(baseUrl: string): Promise<boolean> {
  return fetch(`${baseUrl}/models`).then(
    (response) => response.status === 401,
    () => false,
  );
}

/** Resolves with the exit code of another start in the same home. */
async function startAgain(home: Home): Promise<number | null> {
  const launcher = await electronLauncher(home.folder);
  return new Promise((resolve) => {
    const child = execFile(launcher, [...home.switches, '.', '--workspace', home.workspace], { cwd: ROOT, timeout: 20_000 });
    child.once('exit', resolve);
  });
}

async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(text) ? [file] : [])));
  return found.flat();
}
