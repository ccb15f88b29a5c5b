import { MOST_IMPORTED } from '../../../../shared/contract/compose-calls.ts';
import type { Brought } from './use-import.ts';

/** A file's text, or why it is not taken; null where there is none. */
export async function readBrought(file: File | undefined): Promise<Brought | string | null> {
  if (!file) return null;
  if (file.size > MOST_IMPORTED) return `${file.name} is larger than 20 MB. Nothing of it was taken; the command line takes files up to 256 MB.`;
  try {
    const text = await textOf(file);
    return text === null ? `${file.name} is not a text file. Nothing of it was taken.` : { text, name: file.name };
  } catch {
    return `${file.name} is not UTF-8 text. Save it as UTF-8 and bring it again.`;
  }
}

/** Bytes read and decoded at a time: in one breath 20 MB hold up the window. */
const PIECE = 512 * 1024;

/** Null where it is no text. Rejects where it is not UTF-8. */
async function textOf(file: File): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces: string[] = [];
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = decoder.decode(await file.slice(at, at + PIECE).arrayBuffer(), { stream: true });
    if (piece.includes('\0')) return null;
    pieces.push(piece);
  }
  return pieces.join('') + decoder.decode();
}
