/** Sounds for the pictures: small, and each its own. */
const RATE = 4_000;
const SECONDS = 6;
const BARS = 96;

/** How loud the sound of a number is at a moment, 0 to 1: some beats, of which each dies away. */
function loudness(number: number, at: number): number {
  const beat = 0.35 + (number % 5) * 0.11;
  const swell = 0.55 + 0.45 * Math.sin((at / SECONDS) * Math.PI * (1 + (number % 3)));
  return Math.abs(swell) * Math.exp((-3 * (at % beat)) / beat);
}

/** Its waveform as a tile shows it: bars around the middle, transparent between. */
export function waveformOf(number: number): string {
  const bars = Array.from({ length: BARS }, (_, bar) => {
    const tall = Math.max(2, 92 * loudness(number, ((bar + 0.5) * SECONDS) / BARS));
    return `<rect x="${(bar * 512) / BARS}" y="${48 - tall / 2}" width="3" height="${tall}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 96" preserveAspectRatio="none" fill="#8e9398">${bars.join('')}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The sound itself, as a WAV of 8 bits. */
export function soundOf(number: number): string {
  const samples = RATE * SECONDS;
  const bytes = new Uint8Array(44 + samples);
  bytes.set(header(samples));
  const pitch = 110 * (1 + (number % 4));
  for (let at = 0; at < samples; at++) bytes[44 + at] = 128 + 100 * loudness(number, at / RATE) * Math.sin((2 * Math.PI * pitch * at) / RATE);
  return `data:audio/wav;base64,${btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))}`;
}

/** Of a WAV with so many samples: PCM, one channel, 8 bits. */
function header(samples: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(44));
  const word = (at: number, text: string) => [...text].forEach((letter, place) => view.setUint8(at + place, letter.codePointAt(0)!));
  word(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  word(36, 'data');
  view.setUint32(40, samples, true);
  return new Uint8Array(view.buffer);
}
