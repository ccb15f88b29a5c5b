import type { CallInput } from '../../shared/contract.ts';
import type { AssetKind } from '../../shared/domain.ts';

/** What a worker is asked: one asset at a time. */
export interface ThumbnailTask {
  url: string;
  kind: AssetKind;
  bytes: number;
}

export type Thumbnail = Omit<CallInput<'thumbnail.put'>, 'sha256'>;

/**
 * How a task ends. `unreadable`: the bytes are there and cannot or must not be decoded, which stays so. `away`: the bytes could not be
 * had just now, which may change.
 */
export type ThumbnailResult = { kind: 'made'; thumbnail: Thumbnail } | { kind: 'unreadable' } | { kind: 'away' };

export const UNREADABLE: Thumbnail = { image: null, width: null, height: null, durationS: null };
