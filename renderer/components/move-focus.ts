import type { KeyboardEvent } from 'react';

/** Moves the focus through the options of a listbox by the arrow keys, Home, End and a page; from the search box above it too. */
export function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = STEPS[event.key];
  if (!step) return;
  const options = [...(list?.querySelectorAll<HTMLElement>('[role=option]:not([aria-disabled])') ?? [])];
  const at = options.indexOf(document.activeElement as HTMLElement);
  // In the search box these move its cursor.
  if (at < 0 && (event.key === 'Home' || event.key === 'End')) return;
  const next = step(at, options.length);
  event.preventDefault();
  options[Math.min(Math.max(next, 0), options.length - 1)]?.focus();
}

const PAGE = 8;
const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + PAGE,
  PageUp: (at) => at - PAGE,
  Home: () => 0,
  End: (_at, count) => count - 1,
};
