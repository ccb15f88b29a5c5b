import { useEffect, useEffectEvent, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';

/** A picture is shown this long, ms; film and sound as long as they play. */
const SHOWN_MS = 4_000;

export interface Slideshow {
  playing: boolean;
  toggle(): void;
}

/** How long an asset is shown, ms. */
export function shownMs({ kind, durationS }: Pick<AssetView, 'kind' | 'durationS'>): number {
  return kind === 'image' || durationS === null ? SHOWN_MS : Math.max(SHOWN_MS, durationS * 1_000);
}

/** Goes on by itself until the list ends. A step by hand starts the time anew. */
export function useSlideshow(asset: AssetView, more: boolean, next: () => void): Slideshow {
  const [playing, setPlaying] = useState(false);
  const goOn = useEffectEvent(() => (more ? next() : setPlaying(false)));
  const ms = shownMs(asset);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => goOn(), ms);
    return () => clearTimeout(timer);
  }, [playing, asset.sha256, ms]);
  return { playing, toggle: () => setPlaying(!playing) };
}
