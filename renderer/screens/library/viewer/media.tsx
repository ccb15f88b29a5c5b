import type { AssetView } from '../../../../shared/domain.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import { AudioView } from './audio-view.tsx';
import { CannotShow } from './cannot-show.tsx';
import { ImageView } from './image-view.tsx';
import { VideoView } from './video-view.tsx';

/** An asset in full. Give it the hash as `key`. */
export function Media({ asset }: { asset: AssetView }) {
  switch (asset.kind) {
    case 'image':
      return <ImageView asset={asset} />;
    case 'video':
      return <VideoView asset={asset} />;
    case 'audio':
      return <AudioView asset={asset} />;
    case 'other':
      return <CannotShow asset={asset} why="decode" />;
    default:
      return unreachable(asset.kind);
  }
}
