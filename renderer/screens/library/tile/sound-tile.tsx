import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { clipLength } from '../../../look/times.ts';
import { useClient } from '../../../state/engine.tsx';

/** What plays in the grid: one at a time. */
let playing: HTMLAudioElement | null = null;

/** Sound in the grid: its waveform, what it is about, how long, and a button to hear it. */
export function SoundTile({ asset }: { asset: AssetView }) {
  const client = useClient();
  const audio = useRef<HTMLAudioElement | null>(null);
  const [played, setPlayed] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);

  function start(): void {
    const element = (audio.current ??= new Audio(client.mediaUrl('asset', asset.sha256)));
    element.ontimeupdate = () => setPlayed(element.duration > 0 ? element.currentTime / element.duration : 0);
    element.onpause = () => setPlayed(null);
    playing?.pause();
    playing = element;
    setPlayed(0);
    element.play().catch(() => {
      setPlayed(null);
      setFailed(true);
    });
  }

  return (
    <span className="flex size-full flex-col bg-panel p-2.5 inset-ring inset-ring-line">
      <span className="flex min-h-0 flex-1 items-center gap-2.5">
        <button
          type="button"
          tabIndex={-1}
          aria-label={played === null ? 'Play' : 'Pause'}
          disabled={failed}
          onClick={played === null ? start : () => audio.current?.pause()}
          className="flex size-7 shrink-0 items-center justify-center rounded-chip bg-control text-text-2 hover:bg-control-hi hover:text-text"
        >
          {played === null ? <Play size={12} fill="currentColor" aria-hidden /> : <Pause size={12} fill="currentColor" aria-hidden />}
        </button>
        <Waveform asset={asset} played={played ?? 0} />
      </span>
      <span className="flex items-baseline gap-2 text-small text-text-2">
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {failed ? 'cannot be played' : (asset.kept.title ?? asset.prompt ?? asset.modelName)}
        </span>{' '}
        <span className="mono shrink-0 text-text">{asset.durationS === null ? '' : clipLength(asset.durationS)}</span>
      </span>
    </span>
  );
}

/** The drawing a worker made of it, as a mask: the played part in the accent. A line where there is none yet. */
function Waveform({ asset, played }: { asset: AssetView; played: number }) {
  const client = useClient();
  if (asset.thumbnail !== 'ready') return <span className="h-px flex-1 bg-line-3" />;
  const mask = `url("${client.mediaUrl('thumbnail', asset.sha256)}")`;
  return (
    <span
      data-waveform
      className="h-full max-h-16 flex-1 [mask-position:center] [mask-repeat:no-repeat] [mask-size:100%_100%]"
      style={{
        maskImage: mask,
        background: `linear-gradient(90deg, var(--color-now) ${100 * played}%, var(--color-text-2) ${100 * played}%)`,
      }}
    />
  );
}
