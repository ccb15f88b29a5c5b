import { Thumbnail } from './thumbnail.tsx';

/** Up to four thumbnails of a batch, 36 px; outlines where there is none yet. */
export function Covers({ covers }: { covers: readonly string[] }) {
  return (
    <div aria-hidden className="flex shrink-0 gap-1">
      {[0, 1, 2, 3].map((at) => (
        <Thumbnail key={at} sha256={covers[at]} ready className="size-9" />
      ))}
    </div>
  );
}
