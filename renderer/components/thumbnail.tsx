import { useState } from 'react';
import { useEngine, useEngineAccess } from '../state/engine.tsx';
import { cx } from './cx.ts';

export interface ThumbnailProps {
  sha256: string | undefined;
  /** Whether it is made by now, as the row that names it says: before that it is not asked for. */
  ready: boolean;
  className: string;
}

/** The small picture of an output; an outline where there is none, or none yet. Decoration: the words stand beside it. */
export function Thumbnail({ sha256, ready, className }: ThumbnailProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const { client } = useEngineAccess();
  // The row may be older than the picture: what was made while this window is open is known besides.
  const made = useEngine((state) => sha256 !== undefined && state.thumbnails.has(sha256));
  if (sha256 === undefined || failed === sha256 || !(ready || made)) {
    return <span aria-hidden className={cx('block shrink-0 rounded-tile inset-ring inset-ring-line-2', className)} />;
  }
  return (
    <img
      src={client.mediaUrl('thumbnail', sha256)}
      alt=""
      draggable={false}
      loading="lazy"
      onError={() => setFailed(sha256)}
      className={cx('shrink-0 rounded-tile bg-panel object-cover', className)}
    />
  );
}
