import { useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { useClient } from '../../../state/engine.tsx';
import { CannotShow } from './cannot-show.tsx';
import { whyFailed } from './media-error.ts';

/** A film with the browser's own controls: seeking asks the host for ranges. */
export function VideoView({ asset }: { asset: AssetView }) {
  const client = useClient();
  const [failed, setFailed] = useState<'away' | 'codec' | null>(null);
  const url = client.mediaUrl('asset', asset.sha256);
  if (failed) return <CannotShow asset={asset} why={failed} />;
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center p-4">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- generated media comes without captions */}
      <video
        src={url}
        poster={asset.thumbnail === 'ready' ? client.mediaUrl('thumbnail', asset.sha256) : undefined}
        controls
        autoPlay
        loop
        aria-label={asset.prompt ?? 'Video'}
        onError={(event) => void whyFailed(event.currentTarget.error, url).then(setFailed)}
        className="max-h-full max-w-full bg-well"
      />
    </div>
  );
}
