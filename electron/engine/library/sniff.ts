import { fileTypeFromBuffer } from 'file-type';
import type { AssetKind } from '../../../shared/domain.ts';

export interface SniffedType {
  kind: AssetKind;
  mime: string;
  extension: string;
}

/** How much of a file's beginning decides its type. Bounded, so that a hostile file costs no more than this. */
export const SNIFF_BYTES = 65_536;

/** The only types that are ever served as media: those Chromium decodes in its sandbox, and a few that a person may want to keep. */
const MEDIA: Readonly<Record<string, SniffedType>> = {
  'image/png': { kind: 'image', mime: 'image/png', extension: 'png' },
  'image/apng': { kind: 'image', mime: 'image/png', extension: 'png' },
  'image/jpeg': { kind: 'image', mime: 'image/jpeg', extension: 'jpg' },
  'image/webp': { kind: 'image', mime: 'image/webp', extension: 'webp' },
  'image/gif': { kind: 'image', mime: 'image/gif', extension: 'gif' },
  'image/avif': { kind: 'image', mime: 'image/avif', extension: 'avif' },
  'image/bmp': { kind: 'image', mime: 'image/bmp', extension: 'bmp' },
  'video/mp4': { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  'video/x-m4v': { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  'video/webm': { kind: 'video', mime: 'video/webm', extension: 'webm' },
  'video/matroska': { kind: 'video', mime: 'video/x-matroska', extension: 'mkv' },
  'video/quicktime': { kind: 'video', mime: 'video/quicktime', extension: 'mov' },
  'video/ogg': { kind: 'video', mime: 'video/ogg', extension: 'ogv' },
  'audio/mpeg': { kind: 'audio', mime: 'audio/mpeg', extension: 'mp3' },
  'audio/wav': { kind: 'audio', mime: 'audio/wav', extension: 'wav' },
  'audio/ogg': { kind: 'audio', mime: 'audio/ogg', extension: 'ogg' },
  'audio/ogg; codecs=opus': { kind: 'audio', mime: 'audio/ogg', extension: 'ogg' },
  'audio/flac': { kind: 'audio', mime: 'audio/flac', extension: 'flac' },
  'audio/mp4': { kind: 'audio', mime: 'audio/mp4', extension: 'm4a' },
  'audio/x-m4a': { kind: 'audio', mime: 'audio/mp4', extension: 'm4a' },
  'audio/aac': { kind: 'audio', mime: 'audio/aac', extension: 'aac' },
};

const TEXT: SniffedType = { kind: 'other', mime: 'text/plain', extension: 'bin' };
const UNKNOWN: SniffedType = { kind: 'other', mime: 'application/octet-stream', extension: 'bin' };

/**
 * The type of a file by its first bytes alone: what a server says about it is never asked. SVG, HTML and all other markup is
 * `other` and not even text, so that no host can be talked into rendering it as a document.
 */
export async function sniff(head: Uint8Array): Promise<SniffedType> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found) return MEDIA[found.mime] ?? UNKNOWN;
  return isPlainText(head) ? TEXT : UNKNOWN;
}

/** UTF-8 without control characters, and nothing in it that looks like a tag. A character cut at the end is forgiven. */
function isPlainText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/<[a-z!?/]/i.test(text);
  } catch {
    return false;
  }
}
