import type { MediaWay } from '../../../../shared/contract.ts';
import type { AssetView } from '../../../../shared/domain.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import { bytes } from '../../../look/numbers.ts';
import type { MediaField, MediaKind } from '../schema/field.ts';

/** What the API will get for a file, said before anything is queued. */
export function wayWords(way: MediaWay, now: number): string {
  switch (way.kind) {
    case 'address':
      return `Sent as the API’s own address of it, which works for ${hoursWords(way.until - now)} more`;
    case 'data':
      return way.tried
        ? `Sent inside the request, ${bytes(way.bytes)}`
        : `Sent inside the request, ${bytes(way.bytes)}: one job tries whether this model takes that`;
    case 'bucket':
      return way.uploaded
        ? `Sent as an address in your bucket ${way.name}, which works for a day`
        : `Goes to your bucket ${way.name} first, then sent as an address that works for a day`;
    case 'none':
      return `Cannot be sent. ${way.why}`;
    default:
      return unreachable(way);
  }
}

function hoursWords(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  return hours < 1 ? 'some minutes' : hours === 1 ? 'an hour' : `${hours} hours`;
}

/** What a file is called: what the user named it, else its prompt, else what it is. */
export function assetName({ kept, prompt, kind }: Pick<AssetView, 'kept' | 'prompt' | 'kind'>): string {
  return kept.title ?? prompt ?? KIND_NAMES[kind];
}

const KIND_NAMES = { image: 'A picture', video: 'A film', audio: 'A sound', other: 'A file' } as const;
const TAKES: Record<MediaKind, string> = { image: 'a picture', video: 'a film', audio: 'a sound', file: 'a file' };

/** Null where a field may take the file. */
export function unfitBecause({ name, media }: Pick<MediaField, 'name' | 'media'>, kind: AssetView['kind']): string | null {
  if (media === 'file' || media === kind) return null;
  return `${name} takes ${TAKES[media]}. This is ${KIND_NAMES[kind].toLowerCase()}: it is in the library, and was not put here.`;
}
