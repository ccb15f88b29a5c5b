import type { AssetView } from '../../../../shared/domain.ts';
import { clipLength } from '../../../look/times.ts';

/** What a tile is called aloud: kind, prompt, length. */
export function tileName({ kind, prompt, durationS, modelName }: AssetView): string {
  const words = [kind === 'other' ? 'file' : kind, prompt ?? `by ${modelName}`, durationS === null ? null : clipLength(durationS)];
  return words.filter((word) => word !== null).join(', ');
}
