import { cx } from './cx.ts';
import { GLYPH_COLOUR, SHAPES, WORD_COLOUR, type GlyphName } from './glyph-shapes.tsx';

/** The 12 px mark of a state. Alone only beside a count and with a `label`; else the word stands next to it. */
export function Glyph({ name, label, size = 12, className }: { name: GlyphName; label?: string; size?: number; className?: string }) {
  const naming = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true as const };
  return (
    <svg viewBox="0 0 12 12" width={size} height={size} className={cx('shrink-0', GLYPH_COLOUR[name], className)} {...naming}>
      {SHAPES[name]}
    </svg>
  );
}

/** A state as everywhere: the mark, then the word in its colour. `word` when it is said otherwise than by its name. */
export function Outcome({ name, word = name, className }: { name: GlyphName; word?: string; className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2 whitespace-nowrap', WORD_COLOUR[name], className)}>
      <Glyph name={name} />
      {word}
    </span>
  );
}

/** A mark and how many: in progress lines and filters. */
export function OutcomeCount({ name, count, word = name }: { name: GlyphName; count: string; word?: string }) {
  return (
    <span className={cx('mono inline-flex items-center gap-1.5 text-label', WORD_COLOUR[name])}>
      <Glyph name={name} label={word} size={10} />
      {count}
    </span>
  );
}
