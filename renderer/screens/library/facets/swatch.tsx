import type { ColourLabel } from '../../../../shared/search/query.ts';
import { cx } from '../../../components/cx.ts';
import { Tooltip } from '../../../components/tooltip.tsx';
import { LABEL_FILL } from './label-colours.ts';

/** A colour label to press, 20 px. `words`: its accessible name and its hint. */
export function Swatch({ label, words, on, faint = false, onPress }: { label: ColourLabel; words: string; on: boolean; faint?: boolean; onPress(): void }) {
  return (
    <Tooltip text={words}>
      <button
        type="button"
        aria-label={words}
        aria-pressed={on}
        onClick={onPress}
        className={cx('size-5 rounded-chip', LABEL_FILL[label], faint && !on && 'opacity-40', on && 'ring-2 ring-text ring-offset-2 ring-offset-bg')}
      />
    </Tooltip>
  );
}
