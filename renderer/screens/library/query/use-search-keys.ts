import { useEffect, type RefObject } from 'react';

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"]';

/** Slash, or Ctrl F, goes to the search box; Escape in it, with nothing open, leaves it. */
export function useSearchKeys(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const box = input.current;
      if (!box || event.defaultPrevented || event.isComposing) return;
      if (event.key === 'Escape' && event.target === box) box.blur();
      else if (asksForSearch(event)) {
        box.focus();
        box.select();
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [input]);
}

function asksForSearch(event: KeyboardEvent): boolean {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'f') return true;
  const typing = event.target instanceof Element && event.target.closest(TYPED_INTO) !== null;
  return event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
}
