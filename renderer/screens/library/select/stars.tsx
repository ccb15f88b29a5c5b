import { Star } from 'lucide-react';
import { cx } from '../../../components/cx.ts';

const STARS = [1, 2, 3, 4, 5] as const;

/** Five stars to press; the one that is set takes the rating away. `rating` null: not rated, or several ratings. */
export function Stars({ rating, onRate, size = 14 }: { rating: number | null; onRate(rating: 1 | 2 | 3 | 4 | 5 | null): void; size?: number }) {
  return (
    <span role="group" aria-label="Rating" className="inline-flex">
      {STARS.map((stars) => (
        <button
          key={stars}
          type="button"
          aria-label={`${stars} ${stars === 1 ? 'star' : 'stars'}`}
          aria-pressed={rating === stars}
          onClick={() => onRate(rating === stars ? null : stars)}
          className="flex size-6 items-center justify-center rounded-chip text-text-2 hover:bg-control-hi hover:text-text"
        >
          <Star
            size={size}
            strokeWidth={1.5}
            fill={rating !== null && stars <= rating ? 'currentColor' : 'none'}
            aria-hidden
            className={cx(rating !== null && stars <= rating && 'text-text')}
          />
        </button>
      ))}
    </span>
  );
}
