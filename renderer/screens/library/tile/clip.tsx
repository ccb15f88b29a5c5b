import { useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { useClient } from '../../../state/engine.tsx';

/** A film over its poster while the pointer is on it: without sound, in a loop, with a line that says how far it is. */
export function Clip({ asset }: { asset: AssetView }) {
  const client = useClient();
  const [played, setPlayed] = useState(0);
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  return (
    <>
      <video
        src={client.mediaUrl('asset', asset.sha256)}
        muted
        autoPlay
        loop
        playsInline
        onTimeUpdate={({ currentTarget: { currentTime, duration } }) => setPlayed(duration > 0 ? currentTime / duration : 0)}
        onError={() => setFailed(true)}
        className="absolute inset-0 size-full object-cover"
      />
      <span className="absolute bottom-0 left-0 h-0.5 bg-now" style={{ width: `${100 * played}%` }} />
    </>
  );
}
