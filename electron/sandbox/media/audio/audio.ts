import { wideRandom } from '../../random.ts';
import type { MediaSpec } from '../media-spec.ts';
import { encodeMp3 } from './mp3.ts';
import { writeScore } from './score.ts';
import { SAMPLE_RATE, synthesise } from './synth.ts';
import { encodeWav } from './wav.ts';

/** A quiet piece of music of the length asked for. */
export async function renderAudio(spec: MediaSpec & { kind: 'audio' }): Promise<Uint8Array<ArrayBuffer>> {
  const random = wideRandom(spec.signature);
  const samples = await synthesise(writeScore(spec.seconds, random), spec.seconds, random);
  return spec.format === 'wav' ? encodeWav(samples, SAMPLE_RATE) : encodeMp3(samples, SAMPLE_RATE);
}
