import { jpegWith } from './jpeg.ts';
import type { MadeNote } from './note.ts';
import { pngWith } from './png.ts';
import { webpWith } from './webp.ts';

type Embedding = (bytes: Uint8Array, note: MadeNote | null) => Uint8Array | null;

const BY_MIME: Readonly<Record<string, Embedding>> = { 'image/png': pngWith, 'image/jpeg': jpegWith, 'image/webp': webpWith };

/** Files beyond this are copied as they are: they would have to lie in memory whole. */
export const MOST_EMBED_BYTES = 200_000_000;

/** Whether a note can stand in a file of this type. */
export function takesNote(mime: string): boolean {
  return Object.hasOwn(BY_MIME, mime);
}

/** The file with the note in it (null: without anything that tells of its making). Null where type or bytes do not allow it. */
export function embed(mime: string, bytes: Uint8Array, note: MadeNote | null): Uint8Array | null {
  return BY_MIME[mime]?.(bytes, note) ?? null;
}
