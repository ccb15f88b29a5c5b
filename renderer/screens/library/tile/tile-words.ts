import type { AssetView } from '../../../../shared/domain.ts';
import { counted } from '../../../look/numbers.ts';
import { clipLength } from '../../../look/times.ts';
import type { TileProps } from './tile-props.ts';

/** What a tile is called aloud: kind, prompt, length, what was said about it, and its stack. */
export function tileName({ asset, entry, stack, stackCount, stackOpen }: Pick<TileProps, 'asset' | 'entry' | 'stack' | 'stackCount' | 'stackOpen'>): string {
  const { rating, pick } = entry;
  return [
    asset ? assetName(asset) : kindWord(entry.kind),
    ...(rating === null ? [] : [counted(rating, 'star')]),
    ...(pick === null ? [] : [pick]),
    ...(stack === null ? [] : [`${stackOpen ? 'open' : 'folded'} stack of ${stackCount}`]),
  ].join(', ');
}

/** Kind, prompt, length. */
export function assetName({ kind, prompt, durationS, modelName, kept }: AssetView): string {
  const what = `${kindWord(kind)}, ${kept.title ?? prompt ?? modelName}`;
  return durationS === null ? what : `${what} ${clipLength(durationS)}`;
}

function kindWord(kind: AssetView['kind']): string {
  return kind === 'other' ? 'file' : kind;
}
