import { z } from 'zod';
import type { RemoteOutput } from './exchange.ts';
import { lenient, pixels, text } from './lenient.ts';

const item = z.object({
  url: text,
  type: lenient(text),
  width: lenient(pixels),
  height: lenient(pixels),
  content_type: lenient(text),
});
const box = z.object({ type: lenient(text), items: z.array(z.unknown()) });

type Kind = RemoteOutput['kind'];

const EXTENSIONS: Readonly<Record<string, Kind>> = {
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  webp: 'image',
  gif: 'image',
  avif: 'image',
  bmp: 'image',
  svg: 'image',
  mp4: 'video',
  webm: 'video',
  mov: 'video',
  mkv: 'video',
  m4v: 'video',
  mp3: 'audio',
  wav: 'audio',
  ogg: 'audio',
  opus: 'audio',
  flac: 'audio',
  m4a: 'audio',
  aac: 'audio',
};

/** Outputs under `output` (A, B) or `result` (T), whichever has some; A's `/result` may be the bare box (section 10, rules 4 and 5). */
export function readOutputs(body: Record<string, unknown>): RemoteOutput[] {
  const places = [body['output'], body['result'], Array.isArray(body['items']) ? body : null];
  return places.map(outputsIn).find((outputs) => outputs.length > 0) ?? [];
}

/** `{ type?, items }`, a bare list, one item, or one address. */
function outputsIn(place: unknown): RemoteOutput[] {
  const boxed = box.safeParse(place);
  if (boxed.success) return boxed.data.items.flatMap((entry) => outputOf(entry, boxed.data.type));
  return (Array.isArray(place) ? place : [place]).flatMap((entry) => outputOf(entry, null));
}

function outputOf(entry: unknown, boxType: string | null): RemoteOutput[] {
  const read = item.safeParse(typeof entry === 'string' ? { url: entry } : entry);
  if (!read.success || !URL.canParse(read.data.url)) return [];
  const { url, type, content_type, width, height } = read.data;
  const mime = content_type?.split(';')[0]?.trim().toLowerCase() || null;
  const kind = kindOfWord(type) ?? kindOfWord(boxType) ?? kindOfWord(mime) ?? kindOfAddress(url) ?? 'other';
  return [{ url, kind, mime, width, height }];
}

/** `image`, or a media type such as `image/png`. */
function kindOfWord(word: string | null): Kind | null {
  const first = word?.split('/')[0]?.toLowerCase();
  return first === 'image' || first === 'video' || first === 'audio' ? first : null;
}

function kindOfAddress(url: string): Kind | null {
  const extension = /\.([a-z0-9]+)$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] ?? null) : null;
}
