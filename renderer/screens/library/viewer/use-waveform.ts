import { useEffect, type RefObject } from 'react';

/** Drawing needs the whole file decoded in memory; beyond this the controls must do. */
const MOST_BYTES = 60_000_000;

/** Draws the waveform of what `audio` plays into `place`: played part in the accent, a click seeks. Without it everything else works. */
export function useWaveform(audio: RefObject<HTMLAudioElement | null>, place: RefObject<HTMLDivElement | null>, url: string, bytes: number): void {
  useEffect(() => {
    if (bytes > MOST_BYTES) return undefined;
    let wave: { destroy(): void } | null = null;
    let gone = false;
    void import('wavesurfer.js').then(({ default: WaveSurfer }) => {
      const [container, media] = [place.current, audio.current];
      if (gone || !container || !media) return;
      const colour = (name: string) => getComputedStyle(container).getPropertyValue(name);
      wave = WaveSurfer.create({
        container,
        media,
        url,
        height: 128,
        barWidth: 2,
        barGap: 2,
        cursorWidth: 2,
        waveColor: colour('--color-text-2'),
        progressColor: colour('--color-now'),
        cursorColor: colour('--color-now'),
      });
    });
    return () => {
      gone = true;
      wave?.destroy();
    };
  }, [audio, place, url, bytes]);
}
