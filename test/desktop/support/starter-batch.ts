import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AssetView, BatchView } from '../../../shared/domain.ts';
import { call } from './desktop-app.ts';

/** The first run as a person does it: the sandbox started, its starter batch queued. */
export async function startWithSandbox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the sandbox' }).click();
  await page.getByRole('button', { name: 'Queue the starter batch' }).click({ timeout: 30_000 });
  await expect.poll(async () => (await call(page, 'app.snapshot', null)).batches.length, { timeout: 10_000 }).toBe(1);
}

/** Waits until every job of the only batch is done and every output has its thumbnail, or cannot have one. */
export async function finished(page: Page, withinMs: number): Promise<{ batch: BatchView; assets: AssetView[] }> {
  const progress = async () => {
    const { batch, assets } = await batchAndAssets(page);
    return { undone: batch.total - batch.counts.done, wanted: assets.filter(({ thumbnail }) => thumbnail === 'wanted').length };
  };
  await expect.poll(progress, { timeout: withinMs, interval: 500 }).toEqual({ undone: 0, wanted: 0 });
  return batchAndAssets(page);
}

async function batchAndAssets(page: Page): Promise<{ batch: BatchView; assets: AssetView[] }> {
  const [batch] = (await call(page, 'app.snapshot', null)).batches;
  if (!batch) throw new Error('there is no batch');
  const { assets } = await call(page, 'asset.list', { limit: 1_000 });
  return { batch, assets };
}
