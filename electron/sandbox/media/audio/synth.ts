import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../../../../shared/clock.ts';
import type { Note } from './score.ts';

export const SAMPLE_RATE = 44_100;

const FADE_S = 0.6;

/** Plays a score into interleaved stereo samples from -1 to 1, a note at a time, so that requests are answered meanwhile. */
export async function synthesise(notes: readonly Note[], seconds: number, random: Random): Promise<Float32Array<ArrayBuffer>> {
  const frames = Math.round(seconds * SAMPLE_RATE);
  const samples = new Float32Array(frames * 2);
  for (const note of notes) {
    addNote(samples, note, random);
    await nextTurn();
  }
  finish(samples, frames);
  return samples;
}

function addNote(samples: Float32Array, note: Note, random: Random): void {
  const start = Math.round(note.at * SAMPLE_RATE);
  const end = Math.min(samples.length / 2, start + Math.round(note.lasts * SAMPLE_RATE));
  const [left, right] = [note.loudness * Math.sqrt((1 - note.place) / 2), note.loudness * Math.sqrt((1 + note.place) / 2)];
  for (let frame = start; frame < end; frame += 1) {
    const value = voiceAt(note, (frame - start) / SAMPLE_RATE, random);
    samples[frame * 2] = (samples[frame * 2] ?? 0) + value * left;
    samples[frame * 2 + 1] = (samples[frame * 2 + 1] ?? 0) + value * right;
  }
}

function voiceAt({ voice, pitch, lasts }: Note, t: number, random: Random): number {
  const phase = Math.PI * 2 * pitch * t;
  switch (voice) {
    case 'pad': {
      const swell = Math.min(1, t / 0.7) * Math.min(1, (lasts - t) / 0.9);
      return swell * (Math.sin(phase) + 0.4 * Math.sin(phase * 1.004) + 0.22 * Math.sin(phase * 2) + 0.08 * Math.sin(phase * 3));
    }
    case 'pluck':
      return (
        Math.exp(-t * 3.4) *
        Math.min(1, t / 0.004) *
        (Math.sin(phase) + 0.45 * Math.exp(-t * 6) * Math.sin(phase * 2) + 0.2 * Math.exp(-t * 12) * Math.sin(phase * 4))
      );
    case 'bass':
      return Math.exp(-t * 1.1) * Math.min(1, t / 0.01) * Math.min(1, (lasts - t) / 0.2) * (Math.sin(phase) + 0.25 * Math.sin(phase * 2));
    case 'brush':
      return Math.exp(-t * 34) * (random() * 2 - 1);
  }
}

/** Fades both ends and keeps the loudest place below full scale. */
function finish(samples: Float32Array, frames: number): void {
  let peak = 0;
  for (const value of samples) peak = Math.max(peak, Math.abs(value));
  const gain = peak > 0 ? 0.85 / peak : 0;
  const fade = Math.min(FADE_S * SAMPLE_RATE, frames / 4);
  for (let frame = 0; frame < frames; frame += 1) {
    const level = gain * Math.min(1, frame / (fade * 0.1), (frames - frame) / fade);
    samples[frame * 2] = (samples[frame * 2] ?? 0) * level;
    samples[frame * 2 + 1] = (samples[frame * 2 + 1] ?? 0) * level;
  }
}
