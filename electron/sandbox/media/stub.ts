import { createHash } from 'node:crypto';
import type { MediaSpec } from './media-spec.ts';

const PNG_MARK = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Forty bytes in place of media, different for each spec, where only the traffic matters. */
export async function renderStub(spec: MediaSpec): Promise<Uint8Array<ArrayBuffer>> {
  const digest = createHash('sha256').update(JSON.stringify(spec)).digest();
  const bytes = new Uint8Array(PNG_MARK.length + digest.length);
  bytes.set(PNG_MARK);
  bytes.set(digest, PNG_MARK.length);
  return bytes;
}
