import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, type Desktop, type Home } from './support/desktop-app.ts';
import { ROOT } from './support/electron.ts';
import { join } from 'node:path';

const SECRET = 'sk_test_desktopsecret0123456789';

describe('the desktop app is hardened', () => {
  let home: Home;
  let desktop: Desktop;
  let page: Page;

  beforeAll(async () => {
    home = await makeHome();
    desktop = await home.start({ ABSTRAKT_API_KEYS: `studio=${SECRET}` });
    page = desktop.page;
  });
  afterAll(async () => {
    await desktop?.app.close();
    await home?.remove();
  });

  it('opens its own page under its own origin', async () => {
    expect(page.url()).toMatch(/^app:\/\/companion\//);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  });

  it('sandboxes and isolates the page', async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  });

  it('gives the page one bridge with two functions, and no Node', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys(window.companion ?? {}).toSorted(),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ bridge: ['call', 'subscribe'], node: [] });
  });

  it('sends a strict policy, and Chromium enforces it', async () => {
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    const outcome = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
          const script = document.createElement('script');
          script.textContent = 'document.title = "ran"';
          document.body.append(script);
        }),
    );
    expect(outcome).toBe('script-src-elem');
    expect(await page.title()).not.toBe('ran');
    expect(await page.evaluate(() => fetch('http://127.0.0.1:9/').then(String, () => 'refused'))).toBe('refused');
    expect(await page.evaluate(() => fetch('file:///etc/hostname').then(String, () => 'refused'))).toBe('refused');
  });

  it('goes to no other document', async () => {
    const before = page.url();
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await page.evaluate(() => {
      location.href = 'data:text/html,elsewhere';
    });
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    await page.waitForTimeout(300);
    expect(page.url()).toBe(before);
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it('denies permissions', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as PermissionName[];
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });

  it('refuses calls that the contract does not have, or that do not fit it', async () => {
    const answers = await page.evaluate(() =>
      Promise.all([window.companion?.call('shell.run', 'ls'), window.companion?.call('__proto__', null), window.companion?.call('job.get', { id: 'one' })]),
    );
    expect(answers.map((answer) => answer?.ok)).toEqual([false, false, false]);
    expect(answers[2]).toMatchObject({ error: { code: 'BAD_INPUT' } });
  });

  it('refuses calls from a page that is not ours, even with our preload', async () => {
    const opened = desktop.app.waitForEvent('window');
    await desktop.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
        await foreign.loadURL('data:text/html,<title>foreign</title>');
      },
      join(ROOT, 'dist', 'preload', 'preload.cjs'),
    );
    const foreign = await opened;
    await foreign.waitForLoadState();
    expect(await foreign.evaluate(() => window.companion?.call('app.snapshot', null))).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    await foreign.close();
  });

  it('keeps secrets out of the page and of processes started later', async () => {
    const seen = await page.evaluate(async () =>
      JSON.stringify([await window.companion?.call('app.snapshot', null), { ...localStorage }, document.documentElement.outerHTML]),
    );
    expect(seen).toContain('studio');
    expect(seen).not.toContain('desktopsecret');
    expect(await desktop.app.evaluate(() => Object.keys(process.env).filter((name) => name.startsWith('ABSTRAKT_API_KEY')))).toEqual([]);
  });
});
