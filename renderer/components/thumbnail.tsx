import { useState } from 'react';
import { useEngine, useEngineAccess } from '../state/engine.tsx';
import { cx } from './cx.ts';

/** A thumbnail may not be made yet: it is asked for again this often, whenever assets have changed. */
const TRIES = 4;

/** The small picture of an output; an outline where there is none, or none yet. Decoration: the words stand beside it. */
export function Thumbnail({ sha256, className }: { sha256: string | undefined; className: string }) {
  const [failed, setFailed] = useState<{ sha256: string; tick: number; tries: number } | null>(null);
  const { client, store } = useEngineAccess();
  const tick = useEngine((state) => (failed ? state.assetsTick : 0));
  const misses = failed?.sha256 === sha256 ? failed : null;
  if (sha256 === undefined || (misses && (misses.tick === tick || misses.tries >= TRIES))) {
    return <span aria-hidden className={cx('block shrink-0 rounded-tile inset-ring inset-ring-line-2', className)} />;
  }
  return (
    <img
      src={client.mediaUrl('thumbnail', sha256)}
      alt=""
      draggable={false}
      loading="lazy"
      onError={() => setFailed({ sha256, tick: store.getState().assetsTick, tries: (misses?.tries ?? 0) + 1 })}
      className={cx('shrink-0 rounded-tile bg-panel object-cover', className)}
    />
  );
}
