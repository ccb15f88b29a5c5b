import { GlobalFonts } from '@napi-rs/canvas';
import mono from '@fontsource/commit-mono/files/commit-mono-latin-500-normal.woff2?inline';

/** The face prompts are set in; bundled, so that pictures are the same on every machine. */
export const CAPTION_FACE = 'Commit Mono (sandbox)';

/** Registers the face once; Skia reads WOFF2 as it is. */
export function registerFonts(): void {
  if (GlobalFonts.has(CAPTION_FACE)) return;
  const base64 = mono.slice(mono.indexOf(',') + 1);
  GlobalFonts.register(Buffer.from(base64, 'base64'), CAPTION_FACE);
}
