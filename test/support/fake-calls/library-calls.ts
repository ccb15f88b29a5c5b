import type { CallOutput } from '../../../shared/contract.ts';
import type { AssetView, Kept } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { stackOf } from '../../../shared/library/stack-of.ts';
import { facetsOfAssets } from '../fake-library.ts';
import type { FakeCalls } from './fake-calls.ts';

/** What the fake engine answers to the library. */
export const LIBRARY_CALLS: FakeCalls = {
  'asset.list': (engine, { offset = 0, limit = 100, ...filter }) => {
    const found = engine.assetsIn(filter);
    return { assets: found.slice(offset, offset + limit), total: found.length, tookMs: 4 };
  },
  'asset.order': (engine, { offset = 0, limit = 20_000, ...filter }) => orderOf(engine.assetsIn(filter), offset, limit),
  'asset.facets': (engine, filter) => facetsOfAssets(engine.assetsIn(filter)),
  'search.vocabulary': () => ({ model: [], tag: [], batch: [], in: [], key: [], pick: [] }),
  'collection.counts': () => [],
  'asset.some': (engine, { ids }) => ids.flatMap((id) => engine.assets.find((one) => one.id === id) ?? []),
  'asset.pictures': (_, { ids }) => ids.map(() => null),
  'asset.hashes': (engine, { ids }) => ids.flatMap((id) => engine.assets.find((one) => one.id === id)?.sha256 ?? []),
  'asset.lineage': (engine, { sha256 }) => ({ assets: engine.assets.filter((one) => one.sha256 === sha256), edges: [], uses: 0 }),
  'asset.keep': (engine, { sha256s, change: { addTags = [], removeTags = [], ...change } }) => ({
    changed: engine.changeAssets(sha256s, ({ kept }) => ({
      kept: { ...kept, ...(change as Partial<Kept>), tags: [...kept.tags.filter((tag) => !removeTags.includes(tag)), ...addTags] },
    })),
    undo: 9,
  }),
  'asset.trash': (engine, { sha256s }) => ({ trashed: engine.changeAssets(sha256s, () => ({ trashedAt: engine.clock() })), undo: 10 }),
  'asset.restore': (engine, { sha256s }) => ({ restored: engine.changeAssets(sha256s, () => ({ trashedAt: null })), undo: 11 }),
  'collection.of': () => [],
  'asset.get': (engine, { sha256 }) => {
    const asset = engine.assets.find((one) => one.sha256 === sha256);
    if (!asset) throw new AppError('NOT_FOUND', 'There is no such asset.');
    return asset;
  },
  'thumbnail.next': () => [],
  'thumbnail.put': () => null,
  'duplicates.find': () => ({ groups: [], total: 0 }),
  'tile.next': () => [],
  'tile.put': () => null,
  'likeness.next': () => [],
  'likeness.put': () => null,
  'export.plan': (engine) => ({
    assets: engine.assets.length,
    bytes: engine.assets.reduce((sum, { bytes }) => sum + bytes, 0),
    names: engine.assets.slice(0, 8).map(({ createdAt, seed }, at) => `${new Date(createdAt).toISOString().slice(0, 10)}/${at + 1}-${seed}.png`),
    notAsZip: null,
  }),
  'task.list': () => [],
  'library.findings': () => null,
  'mirror.status': () => null,
};

function orderOf(found: readonly AssetView[], offset: number, limit: number): CallOutput<'asset.order'> {
  const page = found.slice(offset, offset + limit);
  return {
    total: found.length,
    tookMs: 4,
    ids: page.map(({ id }) => id),
    kinds: page.map(({ kind }) => kind[0]).join(''),
    ratios: page.map(({ width, height }) => (width && height ? Math.round((1_000 * width) / height) : 0)),
    times: page.map(({ createdAt }) => createdAt),
    batchIds: page.map(({ batchId }) => batchId ?? 0),
    stacks: page.map((asset) => stackOf(asset) ?? ''),
    ratings: page.map(({ kept }) => kept.rating ?? 0).join(''),
    picks: page.map(({ kept }) => kept.pick?.[0] ?? '-').join(''),
    batches: [...new Map(page.flatMap(({ batchId, batchName }) => (batchId === null ? [] : [[batchId, batchName] as const])))].map(([id, name]) => ({
      id,
      name,
    })),
  };
}
