import { Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { IconButton } from '../../../components/button.tsx';
import { keepInStep, seekTogether } from './in-step.ts';

/** Plays and seeks all films of a comparison as one. Nothing where there is none. */
export function Together({ assets }: { assets: readonly AssetView[] }) {
  const films = assets.filter((asset) => asset.kind === 'video').length;
  const [playing, setPlaying] = useState(false);
  const [share, setShare] = useState(0);
  useEffect(() => {
    if (films === 0) return undefined;
    let frame = requestAnimationFrame(function follow() {
      const all = players();
      keepInStep(all);
      const leader = all[0];
      if (leader && leader.duration > 0) setShare(leader.currentTime / leader.duration);
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [films]);
  if (films === 0) return null;

  function toggle(): void {
    const leader = players()[0];
    if (playing) leader?.pause();
    else void leader?.play();
    setPlaying(!playing);
  }

  return (
    <span className="flex items-center gap-2">
      <IconButton
        label={playing ? 'Pause all' : 'Play all'}
        icon={playing ? <Pause size={14} aria-hidden /> : <Play size={14} aria-hidden />}
        onClick={toggle}
      />
      <input
        type="range"
        aria-label="Time"
        min={0}
        max={1_000}
        value={Math.round(share * 1_000)}
        onChange={(event) => seekTogether(players(), Number(event.target.value) / 1_000)}
        className="w-40 accent-now"
      />
    </span>
  );
}

function players(): HTMLVideoElement[] {
  return [...document.querySelectorAll<HTMLVideoElement>('video[data-in-step]')];
}
