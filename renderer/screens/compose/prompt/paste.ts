import type { ClipboardEvent } from 'react';

/** From so many characters on a paste goes round the browser's editor. */
const LARGE = 10_000;

/**
 * Chromium inserts a pasted text line by line, in time that grows with the square of its lines (4.4 s for 2,000, measured): a large one is
 * put in at once instead. Small ones are left to it, with its undo.
 */
export function pasteLarge(event: ClipboardEvent<HTMLTextAreaElement>, onChange: (value: string) => void): void {
  const text = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
  if (text.length < LARGE) return;
  event.preventDefault();
  const box = event.currentTarget;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  onChange(box.value);
}
