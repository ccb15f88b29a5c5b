import { useClient } from '../state/engine.tsx';

/** Up to four thumbnails of a batch, 36 px; outlines where there is none yet. */
export function Covers({ covers }: { covers: readonly string[] }) {
  const client = useClient();
  return (
    <div aria-hidden className="flex shrink-0 gap-1">
      {[0, 1, 2, 3].map((at) => {
        const sha256 = covers[at];
        return sha256 ? (
          <img key={at} src={client.mediaUrl('thumbnail', sha256)} alt="" draggable={false} className="size-9 rounded-tile bg-panel object-cover" />
        ) : (
          <div key={at} className="size-9 rounded-tile inset-ring inset-ring-line-2" />
        );
      })}
    </div>
  );
}
