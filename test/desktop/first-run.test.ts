import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssetView } from '../../shared/domain.ts';
import { call, makeHome, type Desktop, type Home } from './support/desktop-app.ts';
import { finished, startWithSandbox } from './support/starter-batch.ts';

describe('the first run, in the sandbox', () => {
  let home: Home;
  let desktop: Desktop;
  let assets: AssetView[] = [];

  beforeAll(async () => {
    home = await makeHome();
    desktop = await home.start();
  });
  afterAll(async () => {
    await desktop?.app.close();
    await home?.remove();
  });

  it('takes the starter batch to the end, without one refusal', async () => {
    await startWithSandbox(desktop.page);
    const end = await finished(desktop.page, 110_000);
    assets = end.assets;
    expect(end.batch.counts.done).toBe(end.batch.total);
    expect(assets.length).toBeGreaterThanOrEqual(end.batch.total);
    const { keys } = await call(desktop.page, 'app.snapshot', null);
    expect(keys.map(({ refused }) => refused)).toEqual([0, 0, 0]);
  });

  it('shows thumbnails in the library', async () => {
    await desktop.page.getByRole('link', { name: 'Library' }).click();
    const drawn = () =>
      desktop.page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLImageElement>('main [role="gridcell"] img')].filter(({ complete, naturalWidth }) => complete && naturalWidth > 0)
            .length,
      );
    await expect.poll(drawn, { timeout: 10_000 }).toBeGreaterThan(5);
  });

  it('serves media in parts, so that a video can be wound', async () => {
    const video = assets.find(({ kind }) => kind === 'video');
    expect(video, JSON.stringify(assets.map(({ kind, mime, model }) => [kind, mime, model]))).toBeDefined();
    const answers = await desktop.page.evaluate(async (sha256) => {
      const ask = async (range: string | null, method = 'GET') => {
        const response = await fetch(`media://asset/${sha256}`, { method, headers: range ? { Range: range } : {} });
        return {
          status: response.status,
          range: response.headers.get('content-range'),
          type: response.headers.get('content-type'),
          bytes: (await response.arrayBuffer()).byteLength,
        };
      };
      return { part: await ask('bytes=100-199'), beyond: await ask('bytes=999999999-'), head: await ask(null, 'HEAD'), whole: await ask(null) };
    }, video?.sha256);
    expect(answers.part).toMatchObject({ status: 206, range: `bytes 100-199/${video?.bytes}`, bytes: 100 });
    expect(answers.beyond).toMatchObject({ status: 416, bytes: 0 });
    expect(answers.head).toMatchObject({ status: 200, bytes: 0, type: video?.mime });
    expect(answers.whole).toMatchObject({ status: 200, bytes: video?.bytes });
  });

  it('plays a video and winds it', async () => {
    const video = assets.find(({ kind }) => kind === 'video');
    const at = await desktop.page.evaluate(
      (sha256) =>
        new Promise<number>((resolve, reject) => {
          const element = document.createElement('video');
          element.muted = true;
          element.src = `media://asset/${sha256}`;
          element.onerror = () => reject(new Error(element.error?.message));
          element.onloadedmetadata = () => {
            element.onseeked = () => resolve(element.currentTime / element.duration);
            element.currentTime = element.duration / 2;
          };
        }),
      video?.sha256,
    );
    expect(at).toBeCloseTo(0.5, 1);
  });

  it('answers 404 for media it does not have', async () => {
    const statuses = await desktop.page.evaluate(() =>
      Promise.all(['media://asset/0000', 'media://thumbnail/..%2f..%2fetc', 'media://other/x'].map(async (url) => (await fetch(url)).status)),
    );
    expect(statuses).toEqual([404, 404, 404]);
  });

  it('gives the library back after a restart without the sandbox', async () => {
    await desktop.app.close();
    desktop = await home.start();
    const { assets: again } = await call(desktop.page, 'asset.list', { limit: 1_000 });
    expect(again.map(({ sha256 }) => sha256).toSorted()).toEqual(assets.map(({ sha256 }) => sha256).toSorted());
  });
});
