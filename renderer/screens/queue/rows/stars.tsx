import { Star } from 'lucide-react';
import { useAsset } from '../../compose/media/use-asset.ts';
import { cx } from '../../../components/cx.ts';
import { useCommand } from '../../../state/command.ts';

const STARS = [1, 2, 3, 4, 5] as const;

/** Stars for an output, given where it is compared. Pressed again, they are taken away. */
export function Stars({ sha256, label }: { sha256: string; label: string }) {
  const asset = useAsset(sha256);
  const keep = useCommand('asset.keep');
  const rating = asset?.kept.rating ?? 0;
  return (
    <div role="group" aria-label={`Stars of ${label}`} className="flex">
      {STARS.map((stars) => (
        <button
          key={stars}
          type="button"
          aria-label={stars === 1 ? '1 star' : `${stars} stars`}
          aria-pressed={rating === stars}
          onClick={() => void keep.run({ sha256s: [sha256], change: { rating: rating === stars ? null : stars } })}
          className={cx('rounded-chip p-1 hover:text-text', stars <= rating ? 'text-now-text' : 'text-text-3')}
        >
          <Star size={14} strokeWidth={1.5} fill={stars <= rating ? 'currentColor' : 'none'} aria-hidden />
        </button>
      ))}
    </div>
  );
}
