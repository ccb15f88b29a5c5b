import { useRef, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { useClient } from '../../../state/engine.tsx';
import { CannotShow } from './cannot-show.tsx';
import { whyFailed } from './media-error.ts';
import { useWaveform } from './use-waveform.ts';

/** Sound: the browser's own controls, and above them its waveform once it has been read. `quiet`: it does not begin by itself. */
export function AudioView({ asset, quiet = false }: { asset: AssetView; quiet?: boolean }) {
  const client = useClient();
  const audio = useRef<HTMLAudioElement>(null);
  const wave = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState<'away' | 'codec' | null>(null);
  const url = client.mediaUrl('asset', asset.sha256);
  useWaveform(audio, wave, url, asset.bytes);
  if (failed) return <CannotShow asset={asset} why={failed} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-6 p-8">
      <div ref={wave} className="h-32 w-full max-w-220" />
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- generated media comes without captions */}
      <audio
        ref={audio}
        src={url}
        controls
        autoPlay={!quiet}
        aria-label={asset.prompt ?? 'Audio'}
        onError={(event) => void whyFailed(event.currentTarget.error, url).then(setFailed)}
        className="w-full max-w-220"
      />
      <p dir="auto" className="max-w-[72ch] text-center text-body text-text-2">
        {asset.prompt}
      </p>
    </div>
  );
}
