/** Bars of a waveform's drawing. */
export const BARS = 64;

/** How loud each stretch of a sound is, gathered piece by piece: the loudest of its samples, whichever side of zero. */
export class Peaks {
  readonly #durationS: number;
  readonly #peaks: number[] = Array.from({ length: BARS }, () => 0);

  constructor(durationS: number) {
    this.#durationS = durationS;
  }

  /** Samples that begin at `from` seconds and last `lengthS`. A piece may reach over several bars. */
  add(samples: Float32Array, from: number, lengthS: number): void {
    if (samples.length === 0 || !(this.#durationS > 0)) return;
    const barsASample = ((lengthS / samples.length) * BARS) / this.#durationS;
    const start = (from * BARS) / this.#durationS;
    for (let at = 0; at < samples.length; at++) {
      const bar = Math.floor(start + at * barsASample);
      const size = Math.abs(samples[at] ?? 0);
      if (size > (this.#peaks[bar] ?? Infinity)) this.#peaks[bar] = size;
    }
  }

  /** 0 to 1, of the loudest stretch 1; of silence all are 0. */
  levels(): number[] {
    const loudest = Math.max(...this.#peaks);
    return this.#peaks.map((peak) => (loudest > 0 ? peak / loudest : 0));
  }
}

/** So much of a sound is heard at most, s: of a longer one the beginning of each bar's stretch. */
const MOST_HEARD_S = 128;

/** Which seconds of a sound are heard. */
export function stretchesOf(durationS: number): { from: number; to: number }[] {
  if (durationS <= MOST_HEARD_S) return [{ from: 0, to: durationS }];
  const step = durationS / BARS;
  return Array.from({ length: BARS }, (_, at) => ({ from: at * step, to: at * step + MOST_HEARD_S / BARS }));
}

/** A bar of a drawing of `width` × `height` px, `y` from the top. A stretch of silence is a dot. */
export function barOf(
  level: number,
  at: number,
  { width, height }: { width: number; height: number },
): { x: number; y: number; width: number; height: number } {
  const pitch = width / BARS;
  const tall = Math.max(pitch / 2, level * height);
  return { x: at * pitch + pitch / 4, y: (height - tall) / 2, width: pitch / 2, height: tall };
}
