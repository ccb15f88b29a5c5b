import { createHash } from 'node:crypto';
import type { AssetView } from '../../../../shared/domain.ts';
import type { AssetFiles } from '../asset-files.ts';
import { embed, MOST_EMBED_BYTES, takesNote } from '../metadata/embed.ts';
import { noteOf, type ExportProfile } from '../metadata/note.ts';

/** How files leave the library: byte for byte, or with so much of their making as a profile says. */
export type Leaving = 'as-is' | ExportProfile;

/** The bytes of an exported file: the library's own, or some with other words in them. */
export type Content = { kind: 'file'; path: string; bytes: number; sha256: string } | { kind: 'made'; data: Uint8Array; bytes: number; sha256: string };

/** Null where the library's file is missing. What takes no words, or cannot be read as what it says it is, leaves as it is. */
export async function contentOf(asset: AssetView, files: AssetFiles, leaving: Leaving): Promise<Content | null> {
  const { sha256, extension, mime } = asset;
  const file = await files.open('asset', sha256, extension);
  if (!file) return null;
  const data = leaving !== 'as-is' && takesNote(mime) && file.bytes <= MOST_EMBED_BYTES ? await withWords(asset, files, leaving) : null;
  if (data) return { kind: 'made', data, bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') };
  return { kind: 'file', path: file.path, bytes: file.bytes, sha256 };
}

async function withWords(asset: AssetView, files: AssetFiles, profile: ExportProfile): Promise<Uint8Array | null> {
  const bytes = await files.read(asset.sha256, asset.extension);
  return bytes && embed(asset.mime, bytes, noteOf(asset, profile));
}

/** What is written beside an exported file; null: nothing. Byte for byte goes with the library's own sidecar, from which it can be taken in again. */
export async function sidecarOf(asset: AssetView, files: AssetFiles, leaving: Leaving): Promise<string | null> {
  if (leaving === 'as-is') return files.readSidecar(asset.sha256);
  const note = noteOf(asset, leaving);
  return note && `${JSON.stringify(note, null, 2)}\n`;
}
