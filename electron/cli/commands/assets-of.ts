import type { AssetView } from '../../../shared/domain.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { ask } from '../ask.ts';

const PAGE = 500;

/** Every asset of the library, or of one batch. */
export async function* assetsOf(engine: Pick<Engine, 'call'>, batchId: number | undefined): AsyncGenerator<AssetView> {
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await ask(engine, 'asset.list', { ...(batchId === undefined ? {} : { batchId }), offset, limit: PAGE });
    yield* page.assets;
    total = page.total;
  }
}
