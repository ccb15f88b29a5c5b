import type { EngineClient } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';

/** Assets of one question (contract). */
const AT_ONCE = 500;

/** Assets by their ids, in that order; those that are gone are left out. No more is asked for once `isWanted` says no. */
export async function assetsById(client: Pick<EngineClient, 'call'>, ids: readonly number[], isWanted: () => boolean = () => true): Promise<AssetView[]> {
  const assets: AssetView[] = [];
  for (let at = 0; at < ids.length && isWanted(); at += AT_ONCE) assets.push(...(await client.call('asset.some', { ids: ids.slice(at, at + AT_ONCE) })));
  return assets;
}
