import type { Random } from '../../../../shared/clock.ts';

/** One sound of a piece. Times in seconds, pitch in Hz, loudness 0 to 1, place -1 (left) to 1 (right). */
export interface Note {
  voice: 'pad' | 'pluck' | 'bass' | 'brush';
  at: number;
  lasts: number;
  pitch: number;
  loudness: number;
  place: number;
}

/** Four-chord turns, in semitones above the key; every one of them sounds settled. */
const TURNS = [
  [
    [0, 4, 7, 11],
    [9, 12, 16, 19],
    [5, 9, 12, 16],
    [7, 11, 14, 17],
  ],
  [
    [0, 3, 7, 10],
    [8, 12, 15, 19],
    [3, 7, 10, 14],
    [10, 14, 17, 20],
  ],
  [
    [0, 7, 14, 16],
    [5, 12, 16, 19],
    [9, 12, 16, 23],
    [7, 12, 14, 19],
  ],
] as const;

/** A quiet piece of any length: held chords, a bass, plucked notes of the chord, and brushes if the dice say so. */
export function writeScore(seconds: number, random: Random): Note[] {
  const beat = 60 / (66 + Math.floor(random() * 40));
  const key = 130.81 * 2 ** (Math.floor(random() * 9) / 12 - 0.25);
  const turn = TURNS[Math.floor(random() * TURNS.length)] ?? TURNS[0];
  const brushes = random() < 0.6;
  const notes: Note[] = [];
  for (let bar = 0; bar * beat * 4 < seconds; bar += 1) {
    const chord = turn[bar % turn.length] ?? turn[0];
    notes.push(...barOf(chord, bar * beat * 4, beat, key, random));
    if (brushes) notes.push(...brushBar(bar * beat * 4, beat));
  }
  return notes.filter((note) => note.at < seconds);
}

function barOf(chord: readonly number[], start: number, beat: number, key: number, random: Random): Note[] {
  const pad = chord.map((step, index): Note => ({
    voice: 'pad',
    at: start,
    lasts: beat * 4.4,
    pitch: pitchOf(key, step),
    loudness: 0.11,
    place: index / 2 - 0.75,
  }));
  const bass: Note = { voice: 'bass', at: start, lasts: beat * 3, pitch: pitchOf(key, (chord[0] ?? 0) - 12), loudness: 0.3, place: 0 };
  const plucks = Array.from({ length: 8 }, (_, eighth): Note | null => {
    const [chance, step, loud] = [random(), random(), random()];
    if (chance < 0.28) return null;
    const tone = chord[Math.floor(step * chord.length)] ?? 0;
    return { voice: 'pluck', at: start + (eighth * beat) / 2, lasts: 1.6, pitch: pitchOf(key, tone + 12), loudness: 0.14 + loud * 0.14, place: step - 0.5 };
  });
  return [...pad, bass, ...plucks.filter((note) => note !== null)];
}

function brushBar(start: number, beat: number): Note[] {
  return [0, 1, 1.5, 2, 3, 3.5].map((at): Note => ({
    voice: 'brush',
    at: start + at * beat,
    lasts: 0.16,
    pitch: 0,
    loudness: at % 2 === 1 ? 0.16 : 0.07,
    place: 0.25,
  }));
}

function pitchOf(key: number, semitones: number): number {
  return key * 2 ** (semitones / 12);
}
