import { ALL_FORMATS, CanvasSink, Input, UrlSource, type InputVideoTrack } from 'mediabunny';
import { toThumbnail } from './draw.ts';
import { isDecodable, thumbnailSize } from './limits.ts';
import type { Thumbnail, ThumbnailResult, ThumbnailTask } from './messages.ts';
import { drawWaveform } from './waveform.ts';

/** Where in a video its poster is taken: late enough to be past a fade-in. */
const POSTER_AT = 0.1;

/** A video's poster, size and length, or an audio file's waveform and length. Read in ranges: nothing is loaded whole. */
export async function makeMedia(task: ThumbnailTask): Promise<ThumbnailResult> {
  const probe = await fetch(task.url, { method: 'HEAD' }).catch(() => null);
  if (!probe?.ok) return { kind: 'away' };
  const input = new Input({ source: new UrlSource(task.url, { getRetryDelay: () => null }), formats: ALL_FORMATS });
  try {
    return { kind: 'made', thumbnail: await look(input, task) };
  } catch {
    return { kind: 'unreadable' };
  } finally {
    input.dispose();
  }
}

async function look(input: Input, task: ThumbnailTask): Promise<Thumbnail> {
  const durationS = Math.max(0, await input.computeDuration());
  const sound: Thumbnail = { image: null, width: null, height: null, durationS };
  if (task.kind !== 'video') return { ...sound, image: await waveform(input, durationS) };
  const track = await input.getPrimaryVideoTrack();
  return track ? { ...sound, ...(await poster(track, durationS)) } : sound;
}

/** A sound that cannot be drawn has its length all the same. */
async function waveform(input: Input, durationS: number): Promise<string | null> {
  const track = await input.getPrimaryAudioTrack();
  return track && drawWaveform(track, durationS).catch(() => null);
}

/** A codec this browser does not have leaves size and length, and no picture. */
async function poster(track: InputVideoTrack, durationS: number): Promise<Pick<Thumbnail, 'image' | 'tile' | 'width' | 'height' | 'likeness'>> {
  const size = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
  if (!isDecodable(size)) throw new Error('too large to decode');
  if (!(await track.canDecode())) return { image: null, ...size };
  const sink = new CanvasSink(track, { ...thumbnailSize(size), fit: 'fill' });
  const start = await track.getFirstTimestamp();
  const frame = (await sink.getCanvas(start + durationS * POSTER_AT)) ?? (await sink.getCanvas(start));
  return { ...(frame ? await toThumbnail(frame.canvas, thumbnailSize(size)) : { image: null }), ...size };
}
