import { cx } from '../../../components/cx.ts';
import type { Completing } from './use-completion.ts';

/** What may stand at the caret. The focus stays in the box. */
export function CompletionList({ id, completing: { options, active, accept } }: { id: string; completing: Completing }) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Completions"
      className="absolute top-full left-0 z-40 mt-1 max-h-80 w-90 max-w-full overflow-y-auto rounded-panel bg-raised py-1 shadow-float"
    >
      {options.map((option, at) => (
        <div
          key={option.insert}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          // Before the box loses the focus to it.
          onPointerDown={(event) => {
            event.preventDefault();
            accept(option);
          }}
          className={cx('flex h-7 items-center gap-3 px-3 hover:bg-control-hi', at === active && 'bg-control-hi')}
        >
          <span dir="auto" className="mono truncate text-small text-text">
            {option.insert.trim()}
          </span>
          <span className="truncate text-small text-text-2">{option.words}</span>
        </div>
      ))}
    </div>
  );
}
