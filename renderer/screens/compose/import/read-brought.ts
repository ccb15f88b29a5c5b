import { MOST_IMPORTED } from '../../../../shared/contract/compose-calls.ts';
import type { Brought } from './use-import.ts';

/** A file's text, or why it is not taken; null where there is none. */
export async function readBrought(file: File | undefined): Promise<Brought | string | null> {
  if (!file) return null;
  if (file.size > MOST_IMPORTED) return `${file.name} is larger than 20 MB. Nothing of it was taken; the command line takes files up to 256 MB.`;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? `${file.name} is not a text file. Nothing of it was taken.` : { text, name: file.name };
  } catch {
    return `${file.name} is not UTF-8 text. Save it as UTF-8 and bring it again.`;
  }
}
