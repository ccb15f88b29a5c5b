import { useLayoutEffect, useRef, type RefObject } from 'react';
import { cx } from '../../../components/cx.ts';
import type { Mark } from './marks.ts';

/**
 * The search drawn under its own box, whose text is transparent: letter under letter, with operators as chips. One plain text box remains,
 * with the caret, undo and input methods that it comes with.
 */
export function MarkedText({ marks, input }: { marks: readonly Mark[]; input: RefObject<HTMLInputElement | null> }) {
  const drawn = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = input.current;
    if (!box) return undefined;
    const follow = () => drawn.current?.scrollTo({ left: box.scrollLeft });
    follow();
    box.addEventListener('scroll', follow);
    return () => box.removeEventListener('scroll', follow);
  }, [input, marks]);
  return (
    <div
      ref={drawn}
      aria-hidden
      dir="auto"
      className="mono pointer-events-none absolute inset-0 overflow-hidden px-0.5 text-small leading-8 whitespace-pre [word-spacing:0]"
    >
      {marks.map((mark, at) =>
        mark.kind === 'words' ? (
          mark.text
        ) : (
          <span
            key={at}
            className={cx(
              'rounded-chip bg-control py-[3px] shadow-[0_0_0_2px_var(--color-control)]',
              mark.wrong && 'underline decoration-fail decoration-wavy underline-offset-3',
            )}
          >
            <span className="text-text-2">{mark.operator}</span>
            {mark.value}
          </span>
        ),
      )}
    </div>
  );
}
