import { AudioSample, AudioSampleSource, BufferTarget, Mp3OutputFormat, Output } from 'mediabunny';
import { registerMp3Encoder } from '@mediabunny/mp3-encoder';

const BITRATE = 128_000;
const CHANNELS = 2;

let registered = false;

/** An MP3 file from interleaved stereo samples, handed over a second at a time; the encoder works on a thread of its own. */
export async function encodeMp3(samples: Float32Array<ArrayBuffer>, sampleRate: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!registered) registerMp3Encoder();
  registered = true;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp3OutputFormat(), target });
  const track = new AudioSampleSource({ codec: 'mp3', bitrate: BITRATE });
  output.addAudioTrack(track);
  await output.start();
  for (let at = 0; at < samples.length; at += CHANNELS * sampleRate) {
    const data = samples.subarray(at, at + CHANNELS * sampleRate);
    const sample = new AudioSample({ data, format: 'f32', numberOfChannels: CHANNELS, sampleRate, timestamp: at / CHANNELS / sampleRate });
    await track.add(sample);
    sample.close();
  }
  await output.finalize();
  if (target.buffer === null) throw new TypeError('the muxer gave no bytes');
  return new Uint8Array(target.buffer);
}
