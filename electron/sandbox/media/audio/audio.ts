import type { MediaSpec } from '../media-spec.ts';
export async function renderAudio(spec: MediaSpec & { kind: 'audio' }): Promise<Uint8Array<ArrayBuffer>> {
  return new TextEncoder().encode(spec.signature);
}
