import { AudioSampleSink, type AudioSample, type InputAudioTrack } from 'mediabunny';
import { toThumbnail } from './draw.ts';
import { barOf, Peaks, stretchesOf } from './peaks.ts';

const SIZE = { width: 512, height: 96 };
/** Readable on either theme where it is shown as a picture; tiles use its shape alone. */
const COLOUR = '#8e9398';

/** A sound's waveform as the WebP of its thumbnail, transparent around the bars; null where this browser cannot decode it. */
export async function drawWaveform(track: InputAudioTrack, durationS: number): Promise<string | null> {
  if (!(durationS > 0) || !(await track.canDecode())) return null;
  const peaks = new Peaks(durationS);
  const sink = new AudioSampleSink(track);
  for (const { from, to } of stretchesOf(durationS)) for await (const sample of sink.samples(from, to)) hear(sample, peaks);
  return draw(peaks.levels());
}

function hear(sample: AudioSample, peaks: Peaks): void {
  try {
    const channel = new Float32Array(sample.numberOfFrames);
    sample.copyTo(channel, { planeIndex: 0, format: 'f32-planar' });
    peaks.add(channel, Math.max(0, sample.timestamp), sample.duration);
  } finally {
    sample.close();
  }
}

async function draw(levels: readonly number[]): Promise<string> {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws on no canvas');
  context.fillStyle = COLOUR;
  for (const [at, level] of levels.entries()) {
    const { x, y, width, height } = barOf(level, at, SIZE);
    context.fillRect(x, y, width, height);
  }
  return (await toThumbnail(canvas, SIZE)).image;
}
