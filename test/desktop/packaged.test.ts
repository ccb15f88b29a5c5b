import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, type Home } from './support/desktop-app.ts';
import { startPackaged, type Packaged } from './support/packaged-app.ts';
import { finished, startWithSandbox } from './support/starter-batch.ts';

describe('the packaged program', () => {
  let home: Home;
  let packaged: Packaged;

  beforeAll(async () => {
    home = await makeHome();
    packaged = await startPackaged(home);
  });
  afterAll(() => home?.remove());

  it('opens its page from its archive', async () => {
    expect(packaged.page.url()).toMatch(/^app:\/\/companion\//);
    expect(await packaged.page.evaluate(() => Object.keys(window.companion ?? {}).toSorted())).toEqual(['call', 'subscribe']);
  });

  it('runs a sandbox batch to the end', async () => {
    await startWithSandbox(packaged.page);
    const { batch, assets } = await finished(packaged.page, 110_000);
    expect(batch.counts.done).toBe(batch.total);
    const files = await readdir(join(home.workspace, 'assets'), { recursive: true });
    for (const { sha256, extension, bytes } of assets) {
      const file = files.find((name) => name.endsWith(`${sha256}.${extension}`));
      expect(file && (await stat(join(home.workspace, 'assets', file))).size).toBe(bytes);
    }
  });

  it('ends with its window, and leaves the workspace free', async () => {
    expect(await packaged.close()).toBe(0);
    packaged = await startPackaged(home);
    expect(await packaged.page.evaluate(() => window.companion?.call('app.snapshot', null))).toMatchObject({ ok: true });
    expect(await packaged.close()).toBe(0);
  });
});
