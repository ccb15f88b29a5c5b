import type { AssetView } from '../../../shared/domain.ts';

/** How the API gets a file of the library. */
export type Way =
  | { kind: 'address'; url: string; until: number }
  | { kind: 'data'; bytes: number; tried: boolean }
  | { kind: 'bucket'; name: string; uploaded: boolean }
  | { kind: 'none'; why: string };

/** What is known of a file, a model and this workspace when it is decided. */
export interface WayFacts {
  /** Null: not in the library. */
  asset: Pick<AssetView, 'bytes' | 'missing' | 'trashedAt'> | null;
  /** Where the API has it still. */
  address: { url: string; until: number } | null;
  /** `off`: the user does not want files inside requests. `refused`: this model does not take them. */
  data: 'off' | 'untried' | 'accepted' | 'refused';
  /** The user's bucket; `locked`: its secret is not at hand. */
  bucket: { name: string; state: 'locked' | 'open'; uploaded: boolean } | null;
}

/** A request with a larger file inside is refused by most servers, whatever the model takes. Base64 adds a third. */
export const MOST_DATA_BYTES = 6 * 1024 * 1024;

/**
 * The API's own address while it lives: it costs nothing and is certain to be taken. Else inside the request, where that is wanted and the
 * model takes it. Else by the bucket. Pure.
 */
export function wayOf({ asset, address, data, bucket }: WayFacts): Way {
  if (!asset) return { kind: 'none', why: 'This file is not in the library.' };
  if (address) return { kind: 'address', ...address };
  if (asset.missing) return { kind: 'none', why: 'The file is not where the library keeps it, and the API no longer has it.' };
  const fits = asset.bytes <= MOST_DATA_BYTES;
  if (fits && (data === 'accepted' || data === 'untried')) return { kind: 'data', bytes: asset.bytes, tried: data === 'accepted' };
  if (bucket?.state === 'open') return { kind: 'bucket', name: bucket.name, uploaded: bucket.uploaded };
  return { kind: 'none', why: `${WHY_NO_ADDRESS} ${whyNoData(data, fits)} ${bucket ? BUCKET_LOCKED : NO_BUCKET}` };
}

const WHY_NO_ADDRESS = 'The API takes addresses, and it has none of this file: it keeps its own outputs for a day.';
const BUCKET_LOCKED = 'The secret of your bucket is not at hand: open the vault, or set it in Settings.';
const NO_BUCKET = 'Name a bucket of your own in Settings, or give a web address.';

function whyNoData(data: WayFacts['data'], fits: boolean): string {
  if (data === 'refused') return 'This model refuses files inside the request.';
  if (data === 'off') return 'Sending files inside the request is off (Settings).';
  return fits ? '' : 'It is too large to go inside the request.';
}
