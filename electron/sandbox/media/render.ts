import type { MediaSpec } from './media-spec.ts';

/**
 * Real media. The native canvas and the encoders are loaded when the first output is asked for: a sandbox that serves stubs
 * needs neither.
 */
export async function renderMedia(spec: MediaSpec): Promise<Uint8Array<ArrayBuffer>> {
  switch (spec.kind) {
    case 'image':
      return (await import('./image/image.ts')).renderImage(spec);
    case 'video':
      return (await import('./video.ts')).renderVideo(spec);
    case 'audio':
      return (await import('./audio/audio.ts')).renderAudio(spec);
  }
}
