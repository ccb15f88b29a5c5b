import { Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { clipLength } from '../../../look/times.ts';
import type { OrderEntry } from '../../../state/asset-order.ts';
import { useClient } from '../../../state/engine.tsx';
import { KeptBadges } from './badges.tsx';

/** What plays in the grid: one at a time. */
let playing: HTMLAudioElement | null = null;

/** Sound in the grid: its waveform, what it is about, how long, and a button to hear it. */
export function SoundTile({ asset, entry }: { asset: AssetView; entry: OrderEntry }) {
  const client = useClient();
  const audio = useRef<HTMLAudioElement>(null);
  const [played, setPlayed] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);

  function start(): void {
    playing?.pause();
    playing = audio.current;
    setPlayed(0);
    playing?.play().catch(() => setPlayed(null));
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
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- generated media comes without captions */}
      <audio
        ref={audio}
        src={client.mediaUrl('asset', asset.sha256)}
        preload="none"
        onTimeUpdate={({ currentTarget: { currentTime, duration, paused } }) => setPlayed(paused ? null : duration > 0 ? currentTime / duration : 0)}
        onPause={() => setPlayed(null)}
        onError={() => setFailed(true)}
      />
      <span className="flex items-center gap-2 text-small text-text-2">
        <KeptBadges entry={entry} favourite={asset.kept.favourite} className="shrink-0" />
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
