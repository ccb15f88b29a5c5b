import type { AssetView } from '../../../../shared/domain.ts';
import { clipLength } from '../../../look/times.ts';

/** What a tile is called aloud: kind, prompt, length. */
export function tileName({ kind, prompt, durationS, modelName }: AssetView): string {
  const what = `${kind === 'other' ? 'file' : kind}, ${prompt ?? modelName}`;
  return durationS === null ? what : `${what} ${clipLength(durationS)}`;
}
