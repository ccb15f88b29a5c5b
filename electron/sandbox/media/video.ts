import type { MediaSpec } from './media-spec.ts';
export async function renderVideo(spec: MediaSpec & { kind: 'video' }): Promise<Uint8Array<ArrayBuffer>> {
  return new TextEncoder().encode(spec.signature);
}
